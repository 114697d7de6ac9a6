package mrs.endtoend;

import static mrs.transforms.SparkSchema.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import mrs.SparkTest;
import mrs.contracts.AttributionLog;
import mrs.contracts.Cause;
import mrs.contracts.CohortHistory;
import mrs.contracts.DetectionLog;
import mrs.contracts.Direction;
import mrs.contracts.EventStatus;
import mrs.contracts.EventsEndedLog;
import mrs.contracts.LogColumns;
import mrs.contracts.MinorityEvents;
import mrs.contracts.MinorityReports;
import mrs.contracts.ReportState;
import mrs.contracts.ReportStatus;
import mrs.contracts.Resolution;
import mrs.contracts.TestKind;
import mrs.contracts.WithdrawalReason;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** A till doubles a store's sales on nights 1 and 2; night 3 brings what was really sold. */
class RestatementIT extends SparkTest {
  private static final String STORE = "S02";
  private static final LocalDate FIRST = LocalDate.of(2024, 6, 3);
  private static final LocalDate LAST = LocalDate.of(2024, 6, 4);

  private final Played played = Played.get(spark);
  private final Site before = played.after(spark, 2);
  private final Site after = played.after(spark, 3);

  @Test
  void theDoubledSalesAreReportedAsDataErrorUntilTheyAreRestated() {
    List<Row> found = doubled(before.warehouse().read(MinorityReports.TABLE)).collectAsList();

    assertThat(found).hasSizeGreaterThanOrEqualTo(3);
    assertThat(found)
        .extracting(r -> r.<String>getAs(AttributionLog.PROPOSED_CAUSE.name()))
        .containsOnly(Cause.DATA_ERROR.word());
    assertThat(found)
        .extracting(r -> r.<String>getAs(MinorityReports.REPORT_STATUS.name()))
        .doesNotContain(ReportStatus.SUPERSEDED.word(), ReportStatus.RETRACTED.word());
  }

  @Test
  void thenTheyAreSupersededForGood() {
    List<Row> now = doubled(now(ids())).collectAsList();

    assertThat(now).hasSizeGreaterThanOrEqualTo(3);
    assertThat(now)
        .extracting(
            r -> r.<String>getAs(MinorityReports.REPORT_STATUS.name()),
            r -> r.<Boolean>getAs(LogColumns.IS_DEGRADED.name()))
        .containsOnly(tuple(ReportStatus.SUPERSEDED.word(), false));
  }

  @Test
  void andWithdrawnByDetectionForThatReason() {
    List<Row> withdrawn =
        after
            .warehouse()
            .read(DetectionLog.TABLE)
            .where(col(DetectionLog.REPORT_ID).isin(ids().toArray()))
            .where(col(DetectionLog.REPORT_STATE).equalTo(ReportState.WITHDRAWN.word()))
            .where(col(LogColumns.WRITTEN_AT).equalTo(Timestamp.from(Site.time(3))))
            .collectAsList();

    assertThat(withdrawn).hasSizeGreaterThanOrEqualTo(3);
    assertThat(withdrawn)
        .extracting(r -> r.<String>getAs(DetectionLog.WITHDRAWN_REASON.name()))
        .containsOnly(WithdrawalReason.RESTATED.word());
  }

  @Test
  void andTheirEventEndsAsADataCorrection() {
    Object[] events =
        now(ids()).collectAsList().stream()
            .map(r -> r.<String>getAs(CohortHistory.REPORT_GROUP_ID.name()))
            .distinct()
            .toArray();

    List<Row> hydrated =
        after
            .warehouse()
            .read(MinorityEvents.TABLE)
            .where(col(MinorityEvents.REPORT_GROUP_ID).isin(events))
            .where(col(MinorityEvents.ACTIVE_REPORTS).equalTo(0))
            .collectAsList();
    List<Row> ended =
        after
            .warehouse()
            .read(EventsEndedLog.TABLE)
            .where(col(EventsEndedLog.REPORT_GROUP_ID).isin(events))
            .where(col(LogColumns.WRITTEN_AT).equalTo(Timestamp.from(Site.time(3))))
            .collectAsList();

    assertThat(hydrated).isNotEmpty();
    assertThat(hydrated)
        .extracting(
            r -> r.<String>getAs(MinorityEvents.EVENT_STATUS.name()),
            r -> r.<String>getAs(MinorityEvents.RESOLUTION_REASON.name()))
        .containsOnly(tuple(EventStatus.ENDED.word(), Resolution.DATA_CORRECTION.word()));
    assertThat(ended).hasSize(hydrated.size());
  }

  @Test
  void nothingOfTheStoreStandsForThoseDaysAfterwards() {
    assertThat(
            doubled(after.warehouse().read(MinorityReports.TABLE))
                .where(col(MinorityReports.REPORT_STATUS).notEqual(ReportStatus.SUPERSEDED.word()))
                .collectAsList())
        .isEmpty();
  }

  private Set<String> ids() {
    return doubled(before.warehouse().read(MinorityReports.TABLE)).collectAsList().stream()
        .map(r -> r.<String>getAs(DetectionLog.REPORT_ID.name()))
        .collect(Collectors.toSet());
  }

  /** Their latest rows; one that other days have come to be part of may live on for those. */
  private Dataset<Row> now(Set<String> ids) {
    return after
        .warehouse()
        .read(MinorityReports.TABLE)
        .where(col(DetectionLog.REPORT_ID).isin(ids.toArray()));
  }

  private static Dataset<Row> doubled(Dataset<Row> reports) {
    return reports
        .where(col(DetectionLog.STORE_ID).equalTo(STORE))
        .where(col(DetectionLog.TEST).equalTo(TestKind.STORE_DAY.word()))
        .where(col(DetectionLog.DIRECTION).equalTo(Direction.UP.word()))
        .where(col(DetectionLog.WINDOW_START).leq(Date.valueOf(LAST)))
        .where(col(DetectionLog.WINDOW_END).geq(Date.valueOf(FIRST)));
  }
}
