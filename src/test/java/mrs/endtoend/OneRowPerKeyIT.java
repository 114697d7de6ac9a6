package mrs.endtoend;

import static mrs.transforms.SparkSchema.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import mrs.SparkTest;
import mrs.contracts.Catalogue;
import mrs.contracts.DetectionLog;
import mrs.contracts.MinorityReports;
import mrs.contracts.Table;
import mrs.jobs.config.ConfigFile;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.warehouse.Warehouse;
import mrs.transforms.SparkSchema;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever becomes of series, no stage ever writes two rows of one key: a history and some nights
 * of a hundred restless series a warehouse, through all stages. {@code -Dmrs.lives.warehouses=30}
 * plays so many warehouses.
 */
@EnabledIfSystemProperty(
    named = "mrs.lives.warehouses",
    matches = "[1-9][0-9]*",
    disabledReason = "minutes a warehouse: 'mvn -Pdrills verify', or -Dmrs.lives.warehouses=N")
class OneRowPerKeyIT extends SparkTest {
  private static final int DAYS = 100;
  private static final int[] NIGHTS = {70, 71, 78, 90, 99};

  /** In one of so many warehouses a region is shared among tasks, which takes far longer. */
  private static final int SHARED = 5;

  @TempDir private Path temporary;

  static IntStream seeds() {
    return IntStream.range(0, Integer.getInteger("mrs.lives.warehouses", 1));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void inEveryLog(int seed) throws IOException {
    Path folder = temporary.resolve("lives");
    FeedNights nights = FeedNights.open(spark, folder, config(seed));
    RestlessSales sales = new RestlessSales(seed, 10, 10, DAYS);
    int from = 0;
    for (int night : NIGHTS) {
      nights.deliver("night-" + night, RestlessSales.HEADER, sales.sent(from, night + 1));
      nights.judge(RestlessSales.day(night));
      from = night + 1;
    }

    Warehouse warehouse = nights.warehouse();
    assertThat(Catalogue.ALL)
        .allSatisfy(t -> assertThat(rowsOfTakenKeys(warehouse, t)).as(t.name()).isZero());
    assertThat(warehouse.read(MinorityReports.TABLE).count())
        .isPositive()
        .isEqualTo(
            warehouse
                .read(DetectionLog.TABLE)
                .select(col(DetectionLog.REPORT_ID))
                .distinct()
                .count());
    Folders.delete(folder);
    DeltaLog.clearCache();
  }

  private static MrsConfig config(int seed) {
    return ConfigFile.read(
        Path.of("conf", "mrs.yaml"),
        seed % SHARED == 0 ? Map.of("detection.series_per_task", "40") : Map.of());
  }

  /** Rows that another row has the key of. */
  private static long rowsOfTakenKeys(Warehouse warehouse, Table table) {
    Column[] key = table.key().stream().map(SparkSchema::col).toArray(Column[]::new);
    return warehouse.read(table).groupBy(key).count().where(functions.expr("count > 1")).count();
  }
}
