package mrs.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import mrs.SparkTest;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.SalesTimeseries;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class CarryCodesTest extends SparkTest {
  private static final List<Field> REPORT =
      List.of(
          DetectionLog.REPORT_ID,
          DetectionLog.STORE_ID,
          DetectionLog.SKU,
          DetectionLog.WINDOW_START,
          DetectionLog.WINDOW_END,
          LogColumns.IS_DEGRADED,
          LogColumns.DEGRADED_REASONS);

  @Test
  void reportsHaveTheWantedCodesOfTheLatestRowsInTheirWindows() {
    Dataset<Row> cells =
        rows(
            SalesTimeseries.TABLE,
            cell("S1", 3, 1, "P_down", "D_down"),
            cell("S2", 3, 1, "P_down"),
            cell("S2", 3, 2),
            cell("S3", 9, 1, "P_down"),
            cell("S4", 3, 1, "D_down"));
    Dataset<Row> reports =
        rows(
            schema(),
            report("a", "S1"),
            report("b", "S2"),
            report("c", "S3"),
            report("d", "S4", "Z_down"));

    Dataset<Row> carried =
        new CarryCodes(List.of("P_down")).apply(new CarryCodes.Inputs(reports, cells));

    assertThat(
            carried
                .select("report_id", "is_degraded", "degraded_reasons")
                .orderBy("report_id")
                .collectAsList())
        .extracting(r -> r.getString(0) + " " + r.getBoolean(1) + " " + r.getList(2))
        .containsExactly("a true [P_down]", "b false []", "c false []", "d true [Z_down]");
  }

  private static StructType schema() {
    return DataTypes.createStructType(REPORT.stream().map(SparkSchema::structField).toList());
  }

  private static Object[] report(String id, String store, String... codes) {
    return row(id, store, "A", day(2), day(4), codes.length > 0, codes);
  }

  private static Object[] cell(String store, int day, int night, String... codes) {
    Timestamp written = Timestamp.from(Instant.parse("2024-05-2" + night + "T00:00:00Z"));
    return row(
        store,
        "A",
        day(day),
        "sold",
        1.0,
        null,
        written,
        0,
        "n" + night,
        written,
        1,
        codes.length > 0,
        codes,
        (long) night,
        day(day));
  }

  private static Date day(int day) {
    return Date.valueOf("2024-05-0" + day);
  }
}
