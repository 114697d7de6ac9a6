package mrs.transforms.detection.reports;

import java.util.Objects;
import mrs.contracts.DetectionLog;
import mrs.contracts.Direction;
import mrs.contracts.Field;
import mrs.contracts.ReportState;
import mrs.contracts.WithdrawalReason;
import mrs.contracts.Words;
import mrs.transforms.detection.series.SeriesKey;
import org.jspecify.annotations.Nullable;

/**
 * The latest row of a report in MRDL.
 *
 * @param values as {@link ReportValues} has them
 * @param writtenAt logical time of the run that wrote it, in microseconds since 1970
 * @param week the partition, in days since 1970-01-01; it stays with the report
 */
public record StoredReport(@Nullable Object[] values, long writtenAt, int week) {

  String id() {
    return text(DetectionLog.REPORT_ID);
  }

  SeriesKey series() {
    return new SeriesKey(text(DetectionLog.STORE_ID), text(DetectionLog.SKU));
  }

  /** The region that it was judged in. */
  String region() {
    return text(DetectionLog.REGION);
  }

  Direction direction() {
    return Words.of(Direction.class, text(DetectionLog.DIRECTION));
  }

  boolean active() {
    return text(DetectionLog.REPORT_STATE).equals(ReportState.ACTIVE.word());
  }

  /** Whether it was withdrawn because its sales were restated. */
  boolean restated() {
    return WithdrawalReason.RESTATED
        .word()
        .equals(ReportValues.get(values, DetectionLog.WITHDRAWN_REASON));
  }

  long first() {
    return day(DetectionLog.WINDOW_START);
  }

  long last() {
    return day(DetectionLog.WINDOW_END);
  }

  /** Same series, same direction, and windows that have a day in common. */
  boolean overlaps(Report report) {
    return near(report, 0);
  }

  /** The same, or windows that follow each other. */
  boolean touches(Report report) {
    return near(report, 1);
  }

  private boolean near(Report report, int days) {
    return report.series().equals(series())
        && report.direction() == direction()
        && report.first() <= last() + days
        && report.last() >= first() - days;
  }

  private String text(Field field) {
    return (String) Objects.requireNonNull(ReportValues.get(values, field), field.name());
  }

  private long day(Field field) {
    return (Integer) Objects.requireNonNull(ReportValues.get(values, field), field.name());
  }
}
