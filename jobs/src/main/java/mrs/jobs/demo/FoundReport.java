package mrs.jobs.demo;

import java.sql.Date;
import java.time.LocalDate;
import java.util.Optional;
import mrs.contracts.AttributionLog;
import mrs.contracts.CohortHistory;
import mrs.contracts.DetectionLog;
import mrs.contracts.Direction;
import mrs.contracts.MinorityReports;
import mrs.contracts.ReportStatus;
import mrs.contracts.TestKind;
import mrs.contracts.Words;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** A hydrated report, as far as the demo looks at it. */
record FoundReport(
    String id,
    String storeId,
    String sku,
    Window window,
    Kind kind,
    String status,
    Optional<String> cause,
    Optional<String> eventId) {

  /** First and last day. */
  record Window(LocalDate from, LocalDate to) {
    boolean meets(LocalDate first, LocalDate last) {
      return !from.isAfter(last) && !to.isBefore(first);
    }
  }

  /** Which way it departs, and the test that found it. */
  record Kind(Direction direction, TestKind test) {}

  static FoundReport of(Row row) {
    return new FoundReport(
        row.getAs(DetectionLog.REPORT_ID.name()),
        row.getAs(DetectionLog.STORE_ID.name()),
        row.getAs(DetectionLog.SKU.name()),
        new Window(
            row.<Date>getAs(DetectionLog.WINDOW_START.name()).toLocalDate(),
            row.<Date>getAs(DetectionLog.WINDOW_END.name()).toLocalDate()),
        new Kind(
            Words.of(Direction.class, row.getAs(DetectionLog.DIRECTION.name())),
            Words.of(TestKind.class, row.getAs(DetectionLog.TEST.name()))),
        row.getAs(MinorityReports.REPORT_STATUS.name()),
        Optional.ofNullable(row.<@Nullable String>getAs(AttributionLog.PROPOSED_CAUSE.name())),
        Optional.ofNullable(row.<@Nullable String>getAs(CohortHistory.REPORT_GROUP_ID.name())));
  }

  /** Whether its status is {@code word}. */
  boolean is(ReportStatus word) {
    return status.equals(word.word());
  }

  /** Whether detection has taken it back. */
  boolean withdrawn() {
    return is(ReportStatus.SUPERSEDED) || is(ReportStatus.RETRACTED);
  }
}
