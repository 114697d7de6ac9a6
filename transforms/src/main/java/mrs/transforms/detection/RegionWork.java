package mrs.transforms.detection;

import java.util.List;
import mrs.transforms.detection.passes.PassByPass;
import org.apache.spark.sql.Row;

/** The work of judging a region, or a part of it. */
interface RegionWork extends PassByPass {

  /** Gives the facts again to work that was put aside: it does not keep them. */
  void resume(RegionInput facts);

  /** {@link RegionOutcome} rows, when it waits for nothing any more; to be asked once. */
  List<Row> outcome();
}
