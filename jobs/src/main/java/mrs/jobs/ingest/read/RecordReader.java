package mrs.jobs.ingest.read;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the records of one file in their order. */
public interface RecordReader extends Closeable {
  /**
   * The next record, or null after the last.
   *
   * @throws IOException if the file cannot be read now although it could be before
   */
  @Nullable SourceRecord next() throws IOException;

  /** Names of the columns seen so far, in their order; at most {@link ColumnNames#MAX} of them. */
  List<String> columns();
}
