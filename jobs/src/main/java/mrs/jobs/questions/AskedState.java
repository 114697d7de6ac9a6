package mrs.jobs.questions;

import java.util.List;
import mrs.contracts.Table;
import mrs.serving.query.FileView;

/** The state that is asked about, table by table. */
interface AskedState {
  /** The rows of {@code tables} that count in it, all of one moment. */
  List<FileView> of(List<Table> tables);
}
