package mrs.transforms.detection.reports;

import java.time.LocalDate;
import java.util.List;
import mrs.contracts.DetectionLog;
import mrs.contracts.Direction;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.Method;
import mrs.contracts.ReportState;
import mrs.contracts.WithdrawalReason;
import mrs.transforms.detection.series.SeriesKey;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * A report as it stands in the log: the values of MRDL's own columns in their order, days as days
 * since 1970-01-01. What is not known is null, never NaN.
 */
public final class ReportValues {

  /** The columns of MRDL that detection fills itself. */
  public static final List<Field> FIELDS =
      DetectionLog.TABLE.fields().stream().takeWhile(f -> !f.equals(LogColumns.RUN_ID)).toList();

  private ReportValues() {}

  /** The id of a report that is first written with this first day. */
  static String newId(SeriesKey series, Direction direction, long first) {
    String text =
        String.join(
            "\u0000",
            series.storeId(),
            series.sku(),
            direction.word(),
            LocalDate.ofEpochDay(first).toString());
    return DigestUtils.sha256Hex(text);
  }

  /** The row of an active report. */
  static @Nullable Object[] active(String id, String region, Report report) {
    @Nullable Object[] row = new @Nullable Object[FIELDS.size()];
    set(row, DetectionLog.REPORT_ID, id);
    set(row, DetectionLog.STORE_ID, report.series().storeId());
    set(row, DetectionLog.SKU, report.series().sku());
    set(row, DetectionLog.REGION, region);
    set(row, DetectionLog.DIRECTION, report.direction().word());
    set(row, DetectionLog.REPORT_STATE, ReportState.ACTIVE.word());
    set(row, DetectionLog.WINDOW_START, (int) report.first());
    set(row, DetectionLog.WINDOW_END, (int) report.last());
    setUnits(row, report);
    setCause(row, report);
    return row;
  }

  private static void setUnits(@Nullable Object[] row, Report report) {
    Sums sums = report.sums();
    boolean missing = report.direction() == Direction.MISSING;
    set(row, DetectionLog.OBSERVED_UNITS, missing ? null : sums.observed());
    set(row, DetectionLog.EXPECTED_UNITS, sums.parts().sum());
    set(row, DetectionLog.EXPECTED_LEVEL, sums.parts().level());
    set(row, DetectionLog.LOWER_BOUND, sums.lower());
    set(row, DetectionLog.UPPER_BOUND, sums.upper());
    if (report.method() == Method.BASELINE_MODEL) {
      Parts parts = sums.parts();
      double promoted = parts.level() + parts.promotion();
      double stored = promoted + parts.store();
      double drifted = stored + parts.sku();
      set(row, DetectionLog.PROMOTION_FACTOR, factor(promoted, parts.level()));
      set(row, DetectionLog.STORE_FACTOR, factor(stored, promoted));
      set(row, DetectionLog.SKU_FACTOR, factor(drifted, stored));
      set(row, DetectionLog.DAY_FACTOR, factor(drifted + parts.regionDay(), drifted));
    }
  }

  /** Null where nothing was expected before, so that there is nothing to multiply. */
  private static @Nullable Double factor(double after, double before) {
    return before > 0 ? after / before : null;
  }

  private static void setCause(@Nullable Object[] row, Report report) {
    Group group = report.cause().group();
    set(row, DetectionLog.SEVERITY, report.severity());
    set(row, DetectionLog.PRIORITY, report.priority());
    set(row, DetectionLog.TEST, group.test().word());
    set(row, DetectionLog.GROUP_KEY, group.key());
    set(row, DetectionLog.GROUP_START, (int) group.start());
    set(
        row,
        DetectionLog.STATISTIC,
        Double.isNaN(group.statistic()) ? null : (Double) group.statistic());
    set(
        row,
        DetectionLog.COMPARED_WITH,
        group.others() == Group.NOT_COMPARED ? null : (Integer) group.others());
    set(row, DetectionLog.METHOD, report.method().word());
  }

  /** The same row, withdrawn. */
  static @Nullable Object[] withdrawn(@Nullable Object[] stored, WithdrawalReason reason) {
    @Nullable Object[] row = stored.clone();
    set(row, DetectionLog.REPORT_STATE, ReportState.WITHDRAWN.word());
    set(row, DetectionLog.WITHDRAWN_REASON, reason.word());
    return row;
  }

  /** The same row, with what a later report adds to its window. */
  static @Nullable Object[] continued(@Nullable Object[] stored, Report added) {
    @Nullable Object[] row = stored.clone();
    set(row, DetectionLog.WINDOW_END, (int) added.last());
    add(row, DetectionLog.OBSERVED_UNITS, added.sums().observed());
    add(row, DetectionLog.EXPECTED_UNITS, added.sums().parts().sum());
    add(row, DetectionLog.EXPECTED_LEVEL, added.sums().parts().level());
    add(row, DetectionLog.LOWER_BOUND, added.sums().lower());
    add(row, DetectionLog.UPPER_BOUND, added.sums().upper());
    return row;
  }

  private static void add(@Nullable Object[] row, Field field, double units) {
    Object before = get(row, field);
    if (before instanceof Double known) {
      set(row, field, known + units);
    }
  }

  static @Nullable Object get(@Nullable Object[] row, Field field) {
    return row[FIELDS.indexOf(field)];
  }

  private static void set(@Nullable Object[] row, Field field, @Nullable Object value) {
    row[FIELDS.indexOf(field)] = value;
  }
}
