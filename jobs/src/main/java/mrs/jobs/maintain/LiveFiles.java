package mrs.jobs.maintain;

import java.util.List;
import mrs.contracts.Table;
import mrs.jobs.warehouse.Warehouse;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.actions.AddFile;
import scala.Option;

/** The data files of a table's current version. */
final class LiveFiles {
  private LiveFiles() {}

  static List<AddFile> of(Warehouse warehouse, Table table) {
    return DeltaLog.forTable(warehouse.spark(), warehouse.path(table).toString())
        .update(false, Option.empty(), Option.empty())
        .allFiles()
        .collectAsList();
  }
}
