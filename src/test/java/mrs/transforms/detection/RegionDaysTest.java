package mrs.transforms.detection;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Date;
import java.util.List;
import java.util.stream.Stream;
import mrs.contracts.DetectionLog;
import mrs.contracts.SalesTimeseries;
import mrs.transforms.SparkSchema;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** A day on which the whole region sells nothing, as it stands in MRDL. */
class RegionDaysTest extends NightlySales {

  private static final int CLOSED = 34;
  private static final Date DAY = Date.valueOf(FIRST.plusDays(CLOSED));

  private static Dataset<Row> closed() {
    return cells(0, 36, true, 36)
        .withColumn(
            SalesTimeseries.UNITS.name(),
            when(col(SalesTimeseries.SALES_DATE).equalTo(DAY), lit(0.0))
                .otherwise(col(SalesTimeseries.UNITS)));
  }

  private static List<Row> found(int seriesPerTask) {
    Dataset<Row> all =
        Night.of(detect(36, seriesPerTask).apply(firstNight(closed()), Dataset::persist)).reports();
    return all.where(
            col(DetectionLog.WINDOW_START).leq(DAY).and(col(DetectionLog.WINDOW_END).geq(DAY)))
        .orderBy(DetectionLog.STORE_ID.name(), DetectionLog.SKU.name())
        .select(
            Stream.of(
                    DetectionLog.STORE_ID,
                    DetectionLog.SKU,
                    DetectionLog.REGION,
                    DetectionLog.WINDOW_START,
                    DetectionLog.WINDOW_END,
                    DetectionLog.DIRECTION,
                    DetectionLog.TEST,
                    DetectionLog.GROUP_KEY,
                    DetectionLog.GROUP_START,
                    DetectionLog.OBSERVED_UNITS,
                    DetectionLog.EXPECTED_UNITS,
                    DetectionLog.SEVERITY,
                    DetectionLog.PRIORITY,
                    DetectionLog.STATISTIC)
                .map(SparkSchema::col)
                .toArray(Column[]::new))
        .collectAsList();
  }

  @Test
  void isOneGroupOfItsRegionHoweverTheRegionIsSharedOut() {
    List<Row> found = found(WHOLE);
    assertThat(found)
        .hasSize(STORES * SKUS)
        .allSatisfy(
            r -> {
              assertThat(r.<String>getAs("group_key")).isEqualTo("region_day|R1");
              assertThat(r.<Double>getAs("observed_units")).isZero();
            });
    assertThat(found.get(0).mkString("|"))
        .startsWith("S0|P0|R1|2024-04-04|2024-04-04|down|region_day|region_day|R1|2024-04-04|0.0|");
    assertThat(found.get(0).<Double>getAs("expected_units")).isBetween(10.0, 15.0);
    assertThat(found.get(0).<Double>getAs("severity")).isGreaterThan(4);
    assertThat(found.get(0).<Double>getAs("statistic")).isLessThan(-8);
    assertThat(found(12)).isEqualTo(found);
  }
}
