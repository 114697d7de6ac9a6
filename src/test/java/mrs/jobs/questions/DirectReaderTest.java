package mrs.jobs.questions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mrs.SparkTest;
import mrs.contracts.Catalogue;
import mrs.contracts.DeliveriesLog;
import mrs.contracts.Field;
import mrs.contracts.Stores;
import mrs.contracts.Table;
import mrs.contracts.UnifiedSalesData;
import mrs.endtoend.Folders;
import mrs.jobs.runs.RunConfig;
import mrs.jobs.runs.RunLedger;
import mrs.jobs.sql.TinyWarehouse;
import mrs.jobs.warehouse.PinnedTables;
import mrs.jobs.warehouse.TableReader;
import mrs.jobs.warehouse.Warehouse;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that are read without Spark are those that Spark reads. */
class DirectReaderTest extends SparkTest {
  @TempDir private Path folder;

  @Test
  void theRowsOfEveryTableAreThoseOfSpark() {
    Warehouse warehouse = TinyWarehouse.shared(spark);
    TableReader bySpark = PinnedTables.onSight(warehouse);
    TableReader direct = new DirectReader(warehouse.root());
    long rows = 0;
    for (Table table : Catalogue.ALL) {
      List<Row> read = direct.rows(table);
      assertThat(read).as(table.name()).containsExactlyInAnyOrderElementsOf(bySpark.rows(table));
      rows += read.size();
    }
    assertThat(rows).isGreaterThan(90);
  }

  @Test
  void conditionsMeanTheSame() {
    Warehouse warehouse = TinyWarehouse.shared(spark);
    TableReader bySpark = PinnedTables.onSight(warehouse);
    TableReader direct = new DirectReader(warehouse.root());
    List<Map<Field, List<String>>> conditions =
        List.of(
            Map.of(DeliveriesLog.TABLE_NAME, List.of(Stores.TABLE.name())),
            Map.of(
                DeliveriesLog.TABLE_NAME, List.of("it's \\ none", UnifiedSalesData.TABLE.name())),
            Map.of(
                DeliveriesLog.TABLE_NAME, List.of(Stores.TABLE.name()),
                DeliveriesLog.SOURCE_FILE, List.of("contextual_events/d4.csv")),
            Map.of(DeliveriesLog.TABLE_NAME, List.of()));
    List<Integer> sizes = List.of(2, 1, 3, 0);
    for (int i = 0; i < conditions.size(); i++) {
      List<Row> read = direct.rows(DeliveriesLog.TABLE, conditions.get(i));
      assertThat(read)
          .hasSize(sizes.get(i))
          .containsExactlyInAnyOrderElementsOf(
              bySpark.rows(DeliveriesLog.TABLE, conditions.get(i)));
    }
  }

  @Test
  void aTableIsReadAtTheVersionOfTheFirstLook() {
    Path root = Folders.copy(TinyWarehouse.shared(spark).root(), folder.resolve("warehouse"));
    TableReader direct = new DirectReader(root);
    assertThat(direct.rows(Stores.TABLE)).hasSize(3);
    Warehouse warehouse = Warehouse.open(spark, root);
    warehouse
        .read(Stores.TABLE)
        .limit(1)
        .write()
        .format("delta")
        .mode("append")
        .save(warehouse.path(Stores.TABLE).toString());
    assertThat(direct.rows(Stores.TABLE)).hasSize(3);
    assertThat(new DirectReader(root).rows(Stores.TABLE)).hasSize(4);
  }

  @Test
  void theLedgerIsTheSame() {
    Warehouse warehouse = TinyWarehouse.shared(spark);
    RunLedger bySpark = RunLedger.load(warehouse);
    RunLedger direct =
        RunLedger.load(Warehouse.readBy(new DirectReader(warehouse.root()), warehouse.root()));
    assertThat(direct.runs()).isEqualTo(bySpark.runs()).hasSize(5);
    assertThat(direct.lastEntry()).isEqualTo(bySpark.lastEntry());
    for (RunConfig run : bySpark.runs()) {
      assertThat(direct.entries(run.runId())).isEqualTo(bySpark.entries(run.runId())).isNotEmpty();
    }
  }
}
