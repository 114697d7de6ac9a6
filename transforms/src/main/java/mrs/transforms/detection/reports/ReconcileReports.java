package mrs.transforms.detection.reports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import mrs.contracts.Method;
import mrs.contracts.WithdrawalReason;
import mrs.transforms.Mondays;
import mrs.transforms.detection.series.Roster;
import mrs.transforms.detection.series.SeriesKey;
import org.jspecify.annotations.Nullable;

/**
 * Compares the reports of days that were judged again with what was reported before, and says which
 * rows have to be written. A report keeps its id as long as its windows overlap or touch; one that
 * no longer holds is withdrawn; what is unchanged gives nothing.
 *
 * <p>Days that were judged with less than a report was judged with take nothing of it back but what
 * was restated: by the heuristic, or without the region of its store, as where the snapshot of
 * stores is lost.
 *
 * @param region the region of all the reports
 * @param from first day that was judged in earnest; reports that ended before are left alone
 * @param method how the days were judged
 * @param cells what became of the cells since
 */
public record ReconcileReports(String region, long from, Method method, CellHistory cells) {

  /** When cells were last written, to tell why a report no longer holds. */
  public interface CellHistory {
    /**
     * Whether a cell of the window was written after {@code writtenAt} (microseconds since 1970).
     */
    boolean changedAfter(SeriesKey series, long first, long last, long writtenAt);
  }

  /**
   * A row to be written.
   *
   * @param values as {@link ReportValues} has them
   * @param week first day of the partition's week, as days since 1970-01-01
   */
  public record Change(@Nullable Object[] values, int week) {}

  private static final Comparator<StoredReport> BEST_FIRST =
      Comparator.comparing(StoredReport::active)
          .reversed()
          .thenComparingLong(StoredReport::first)
          .thenComparing(StoredReport::id);

  /** The rows to be written, in the order of {@code judged}, then withdrawals. */
  public List<Change> changes(List<Report> judged, List<StoredReport> stored) {
    Map<SeriesKey, List<StoredReport>> bySeries = new HashMap<>();
    stored.stream()
        .sorted(BEST_FIRST)
        .forEach(s -> bySeries.computeIfAbsent(s.series(), k -> new ArrayList<>()).add(s));
    Map<Report, StoredReport> matched = match(judged, bySeries);
    List<Change> changes = new ArrayList<>();
    for (Report report : judged) {
      change(report, Optional.ofNullable(matched.get(report))).ifPresent(changes::add);
    }
    Set<String> kept = new HashSet<>();
    matched.values().forEach(s -> kept.add(s.id()));
    stored.stream()
        .filter(s -> s.active() && s.last() >= from && !kept.contains(s.id()))
        .sorted(Comparator.comparing(StoredReport::id))
        .forEach(s -> withdrawal(s).ifPresent(changes::add));
    return changes;
  }

  /**
   * First those that would be given the very same id, then those that have a day in common, then
   * those that follow each other: a report may begin the day after another that is over. One whose
   * sales were restated is over for good, and is not what happens the day after.
   */
  private static Map<Report, StoredReport> match(
      List<Report> judged, Map<SeriesKey, List<StoredReport>> bySeries) {
    List<Function<Report, Predicate<StoredReport>>> closestFirst =
        List.of(
            ReconcileReports::sameId,
            r -> s -> s.overlaps(r),
            r -> s -> s.touches(r) && !s.restated());
    Map<Report, StoredReport> matched = new HashMap<>();
    Set<String> taken = new HashSet<>();
    for (Function<Report, Predicate<StoredReport>> close : closestFirst) {
      for (Report report : judged) {
        if (matched.containsKey(report)) {
          continue;
        }
        bySeries.getOrDefault(report.series(), List.of()).stream()
            .filter(s -> !taken.contains(s.id()))
            .filter(close.apply(report))
            .findFirst()
            .ifPresent(
                s -> {
                  matched.put(report, s);
                  taken.add(s.id());
                });
      }
    }
    return matched;
  }

  private static Predicate<StoredReport> sameId(Report report) {
    String id = ReportValues.newId(report.series(), report.direction(), report.first());
    return stored -> stored.id().equals(id);
  }

  /**
   * A report that ended before the first judged day is none of a day that was judged: where it is
   * not among those that were given, it is too old to be looked at.
   */
  private Optional<Change> change(Report report, Optional<StoredReport> before) {
    if (before.isEmpty() && report.last() < from) {
      return Optional.empty();
    }
    if (before.isEmpty()) {
      String id = ReportValues.newId(report.series(), report.direction(), report.first());
      return Optional.of(
          new Change(ReportValues.active(id, region, report), Mondays.of(report.first())));
    }
    StoredReport stored = before.get();
    String home = judgedWithLess(stored) ? stored.region() : region;
    @Nullable Object[] values = ReportValues.active(stored.id(), home, report);
    if (judgedWithLess(stored) && stored.active() && !covers(report, stored)) {
      if (report.first() <= stored.last()) {
        return Optional.empty();
      }
      values = ReportValues.continued(stored.values(), report);
    }
    return Arrays.equals(values, stored.values())
        ? Optional.empty()
        : Optional.of(new Change(values, stored.week()));
  }

  private boolean judgedWithLess(StoredReport stored) {
    return method == Method.DEVIATION_HEURISTIC
        || (region.equals(Roster.ALL_STORES) && !stored.region().equals(Roster.ALL_STORES));
  }

  private static boolean covers(Report report, StoredReport stored) {
    return report.first() <= stored.first() && report.last() >= stored.last();
  }

  private Optional<Change> withdrawal(StoredReport stored) {
    WithdrawalReason reason = reason(stored);
    if (judgedWithLess(stored) && reason == WithdrawalReason.NO_LONGER_DEVIATES) {
      return Optional.empty();
    }
    return Optional.of(new Change(ReportValues.withdrawn(stored.values(), reason), stored.week()));
  }

  private WithdrawalReason reason(StoredReport stored) {
    if (!cells.changedAfter(stored.series(), stored.first(), stored.last(), stored.writtenAt())) {
      return WithdrawalReason.NO_LONGER_DEVIATES;
    }
    return switch (stored.direction()) {
      case MISSING -> WithdrawalReason.LATE_ARRIVAL;
      case UP, DOWN -> WithdrawalReason.RESTATED;
    };
  }
}
