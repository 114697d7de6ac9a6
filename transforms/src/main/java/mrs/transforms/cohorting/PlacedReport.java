package mrs.transforms.cohorting;

import java.util.Comparator;
import java.util.List;
import mrs.contracts.DetectionLog;
import mrs.contracts.TestKind;
import org.jspecify.annotations.Nullable;

/**
 * One report, as far as it matters for what it belongs to. Days are days since 1970-01-01.
 *
 * @param test word of a {@link TestKind}
 * @param group what the test found together, with its first day
 * @param first its first day
 * @param last its last day
 * @param severity how rare what it was found together with is
 * @param observed units over its days; 0 where not known
 * @param expected units expected over its days; 0 where not known
 * @param cause the cause that attribution proposes; null where it has said nothing
 * @param cluster the pattern that its group looks like; null where not known
 * @param event the event that it has belonged to so far; null for a new report
 */
record PlacedReport(
    String id,
    String storeId,
    String sku,
    String direction,
    String test,
    String group,
    long first,
    long last,
    double severity,
    double observed,
    double expected,
    @Nullable String cause,
    @Nullable String cluster,
    @Nullable String event) {

  /** By first day; what is the same day is told apart by id. */
  static final Comparator<PlacedReport> BY_TIME =
      Comparator.comparingLong(PlacedReport::first)
          .thenComparingLong(PlacedReport::last)
          .thenComparing(PlacedReport::id);

  private static final List<String> SINGLE =
      List.of(TestKind.LEVEL_SHIFT.word(), TestKind.CELL.word());

  /** Whether it is rare enough to be shown when nothing else is asked. */
  boolean shown() {
    return severity >= DetectionLog.SHOWN_SEVERITY;
  }

  /** Whether the test looks at one store by itself. */
  boolean ofStore() {
    return test.equals(TestKind.STORE_DAY.word());
  }

  /** Whether the test looks at one series by itself. */
  boolean single() {
    return SINGLE.contains(test);
  }
}
