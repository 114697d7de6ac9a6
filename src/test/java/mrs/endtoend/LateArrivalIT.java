package mrs.endtoend;

import static mrs.transforms.SparkSchema.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import mrs.SparkTest;
import mrs.contracts.CellState;
import mrs.contracts.DetectionLog;
import mrs.contracts.Direction;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.MinorityReports;
import mrs.contracts.ReportStatus;
import mrs.contracts.SalesTimeseries;
import mrs.contracts.WithdrawalReason;
import mrs.transforms.Latest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** A store misses night 1; its sales come with night 3. */
class LateArrivalIT extends SparkTest {
  private static final String STORE = "S08";
  private static final Date DAY = Date.valueOf(LocalDate.of(2024, 6, 3));

  private final Played played = Played.get(spark);

  @Test
  void isNotMissedBeforeItsGraceIsOver() {
    assertThat(missing(1)).isEmpty();
  }

  @Test
  void isMissedAfterItsGrace() {
    assertThat(missing(2))
        .hasSizeGreaterThanOrEqualTo(3)
        .allMatch(r -> r.isNullAt(r.fieldIndex(DetectionLog.OBSERVED_UNITS.name())));
    assertThat(words(missing(2), MinorityReports.REPORT_STATUS))
        .doesNotContain(ReportStatus.RETRACTED.word());
    assertThat(words(cells(2), SalesTimeseries.CELL_STATE))
        .containsOnly(CellState.NOT_REPORTED.word());
  }

  @Test
  void isRetractedOnceItHasArrived() {
    List<Row> withdrawn =
        played
            .after(spark, 3)
            .warehouse()
            .read(DetectionLog.TABLE)
            .where(col(DetectionLog.STORE_ID).equalTo(STORE))
            .where(col(DetectionLog.DIRECTION).equalTo(Direction.MISSING.word()))
            .where(col(LogColumns.WRITTEN_AT).equalTo(Timestamp.from(Site.time(3))))
            .collectAsList();

    assertThat(words(withdrawn, DetectionLog.WITHDRAWN_REASON))
        .hasSize(missing(2).size())
        .containsOnly(WithdrawalReason.LATE_ARRIVAL.word());
    assertThat(words(missing(3), MinorityReports.REPORT_STATUS))
        .hasSize(missing(2).size())
        .containsOnly(ReportStatus.RETRACTED.word());
    assertThat(words(cells(3), SalesTimeseries.CELL_STATE)).containsOnly(CellState.SOLD.word());
  }

  private List<Row> missing(int night) {
    return played
        .after(spark, night)
        .warehouse()
        .read(MinorityReports.TABLE)
        .where(col(DetectionLog.STORE_ID).equalTo(STORE))
        .where(col(DetectionLog.DIRECTION).equalTo(Direction.MISSING.word()))
        .where(col(DetectionLog.WINDOW_START).equalTo(DAY))
        .collectAsList();
  }

  private List<Row> cells(int night) {
    Dataset<Row> all = played.after(spark, night).warehouse().read(SalesTimeseries.TABLE);
    return Latest.by(
            all.where(col(SalesTimeseries.STORE_ID).equalTo(STORE))
                .where(col(SalesTimeseries.SALES_DATE).equalTo(DAY)),
            SalesTimeseries.STORE_ID,
            SalesTimeseries.SKU,
            SalesTimeseries.SALES_DATE)
        .collectAsList();
  }

  private static List<String> words(List<Row> rows, Field field) {
    return rows.stream().map(r -> r.<String>getAs(field.name())).toList();
  }
}
