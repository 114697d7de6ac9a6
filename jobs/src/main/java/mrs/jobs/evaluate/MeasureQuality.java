package mrs.jobs.evaluate;

import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import mrs.contracts.Cause;
import mrs.transforms.ExactSum;
import mrs.transforms.attribution.evidence.EvidencePattern;
import org.jspecify.annotations.Nullable;

/**
 * Measures reports against labels.
 *
 * @param labels what really happened
 * @param judged what there was to judge
 */
public record MeasureQuality(Labels labels, JudgedSales judged) {
  private static final List<Integer> BUDGETS = List.of(5, 10, 20);
  private static final double CONFIDENT = 0.6;
  private static final int BINS = 10;

  /** Of {@code reports}, those of most priority first. */
  public Quality of(List<Answered> reports) {
    MeasureEvents events = new MeasureEvents(labels, judged);
    return new Quality(
        BUDGETS.stream().map(b -> atBudget(b, reports)).toList(),
        events.unfolded(reports),
        events.inQuietWeeks(reports),
        grouping(reports),
        causes(reports));
  }

  private Quality.AtBudget atBudget(int budget, List<Answered> reports) {
    Set<CellKey> flagged = flagged(reports, budget * judged.cells() / 1000.0);
    Map<String, Integer> hits = new HashMap<>();
    List<Labels.Labelled> wrong = new ArrayList<>();
    for (CellKey cell : flagged) {
      Labels.Labelled label = labels.cells().get(cell);
      if (label != null) {
        hits.merge(label.eventId(), 1, Integer::sum);
        wrong.add(label);
      }
    }
    Map<String, Quality.Found> found = found(hits);
    double units = ExactSum.of(wrong.stream(), Labels.Labelled::wrongUnits);
    double all = ExactSum.of(labels.cells().values().stream(), Labels.Labelled::wrongUnits);
    int right = hits.values().stream().mapToInt(Integer::intValue).sum();
    int events = found.values().stream().mapToInt(Quality.Found::found).sum();
    return new Quality.AtBudget(
        budget,
        flagged.size(),
        share(events, labels.events().size()),
        share(units, all),
        share(right, flagged.size()),
        found);
  }

  /** The cells of the first reports, as long as they are within {@code limit}. */
  private Set<CellKey> flagged(List<Answered> reports, double limit) {
    Set<CellKey> flagged = new HashSet<>();
    for (Answered report : reports) {
      List<CellKey> cells = report.cells().filter(judged::counts).toList();
      if (flagged.size() + cells.size() > limit) {
        return flagged;
      }
      flagged.addAll(cells);
    }
    return flagged;
  }

  private Map<String, Quality.Found> found(Map<String, Integer> hits) {
    Set<Labels.Event> enough = Set.copyOf(labels.found(hits));
    Map<String, Quality.Found> found = new TreeMap<>();
    for (Labels.Event event : labels.events().values()) {
      found.merge(
          event.type(),
          new Quality.Found(enough.contains(event) ? 1 : 0, 1),
          (a, b) -> new Quality.Found(a.found() + b.found(), a.of() + b.of()));
    }
    return found;
  }

  private record Pair(String ours, String theirs) {}

  private Quality.@Nullable Grouping grouping(List<Answered> reports) {
    List<Pair> pairs = new ArrayList<>();
    for (Answered report : reports) {
      report.event().ifPresent(ours -> eventsOf(report).forEach(t -> pairs.add(new Pair(ours, t))));
    }
    if (pairs.isEmpty()) {
      return null;
    }
    Map<String, Long> ours = pairs.stream().collect(counting(Pair::ours));
    Map<String, Long> theirs = pairs.stream().collect(counting(Pair::theirs));
    Map<Pair, Long> both = pairs.stream().collect(counting(p -> p));
    double purity = 0;
    double completeness = 0;
    for (Pair pair : pairs) {
      purity += share(count(both, pair), count(ours, pair.ours()));
      completeness += share(count(both, pair), count(theirs, pair.theirs()));
    }
    purity /= pairs.size();
    completeness /= pairs.size();
    return new Quality.Grouping(
        purity, completeness, 2 * purity * completeness / (purity + completeness));
  }

  private static <T, K> java.util.stream.Collector<T, ?, Map<K, Long>> counting(
      java.util.function.Function<T, K> key) {
    return Collectors.groupingBy(key, Collectors.counting());
  }

  private static <K> double count(Map<K, Long> counts, K key) {
    return counts.getOrDefault(key, 0L);
  }

  /** The labelled event of each of the report's cells that has one. */
  private List<String> eventsOf(Answered report) {
    return report
        .cells()
        .map(labels.cells()::get)
        .filter(java.util.Objects::nonNull)
        .map(Labels.Labelled::eventId)
        .toList();
  }

  /** A report with a cause, and the event that most of its labelled cells belong to. */
  record Explained(Answered report, Labels.Event event) {
    boolean right() {
      String cause = report.cause().orElseThrow();
      return cause.equals(event.cause().word())
          || (!isKnowable() && cause.equals(Cause.UNKNOWN.word()));
    }

    /** Context that was withheld, or that was there and not looked at, told nobody the cause. */
    boolean isKnowable() {
      boolean blind =
          report.evidence().filter(e -> e.endsWith(EvidencePattern.WITHOUT_CONTEXT)).isPresent();
      return !event.withheld() && !(blind && event.isToldByContext());
    }

    double confidence() {
      return report.confidence().orElse(0.0);
    }

    int bin() {
      return Math.min(BINS - 1, (int) (confidence() * BINS));
    }
  }

  /** The reports with a cause that hold a labelled cell. */
  List<Explained> explained(List<Answered> reports) {
    List<Explained> explained = new ArrayList<>();
    for (Answered report : reports) {
      Map<String, Long> events = eventsOf(report).stream().collect(counting(e -> e));
      Optional<String> most =
          events.entrySet().stream()
              .max(
                  Map.Entry.<String, Long>comparingByValue()
                      .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
              .map(Map.Entry::getKey);
      if (most.isPresent() && report.cause().isPresent()) {
        explained.add(
            new Explained(
                report, java.util.Objects.requireNonNull(labels.events().get(most.get()))));
      }
    }
    return explained;
  }

  private Quality.@Nullable Causes causes(List<Answered> reports) {
    List<Explained> all = explained(reports);
    if (all.isEmpty()) {
      return null;
    }
    List<Explained> knowable = all.stream().filter(Explained::isKnowable).toList();
    return new Quality.Causes(
        all.size(),
        share(all, Explained::right),
        share(knowable, Explained::right),
        share(all, e -> !e.right() && e.confidence() >= CONFIDENT),
        calibrationError(all),
        reliability(all));
  }

  private static List<Quality.Reliability> reliability(List<Explained> all) {
    Map<Integer, List<Explained>> bins =
        all.stream().collect(Collectors.groupingBy(Explained::bin, TreeMap::new, toList()));
    return bins.values().stream()
        .map(
            in ->
                new Quality.Reliability(
                    in.size(),
                    in.stream().mapToDouble(Explained::confidence).sum() / in.size(),
                    share(in, Explained::right)))
        .toList();
  }

  private static double calibrationError(List<Explained> all) {
    return reliability(all).stream()
            .mapToDouble(r -> r.reports() * Math.abs(r.confidence() - r.right()))
            .sum()
        / all.size();
  }

  private static double share(List<Explained> all, Predicate<Explained> which) {
    return share((double) all.stream().filter(which).count(), all.size());
  }

  static double share(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }
}
