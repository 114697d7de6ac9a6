package mrs.transforms.attribution.evidence;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mrs.contracts.Cause;
import mrs.contracts.Direction;
import mrs.contracts.TestKind;

/**
 * A group of reports for tests: one report a series, all on {@link #DAY}, of which detection stands
 * by every one. Days of the context are told relative to it.
 */
final class SampleGroup {
  /** 2024-03-05. */
  static final long DAY = LocalDate.of(2024, 3, 5).toEpochDay();

  private final TestKind test;
  private final Direction direction;
  private final List<ReportFacts> reports = new ArrayList<>();
  private final Map<String, Long> causesSet = new TreeMap<>();
  private double restated;
  private Optional<Integer> others = Optional.empty();
  private Optional<Double> step = Optional.empty();
  private boolean contextKnown = true;

  SampleGroup(TestKind test, Direction direction) {
    this.test = test;
    this.direction = direction;
  }

  /** Something told of the days from {@code first} to {@code last}, without a magnitude. */
  static ContextFact told(String kind, int first, int last) {
    return often(kind, first, last, 0);
  }

  /** The same, of a kind that holds on that share of all days. */
  static ContextFact often(String kind, int first, int last, double frequency) {
    return new ContextFact(
        kind,
        DAY + first,
        DAY + last,
        Optional.empty(),
        Optional.empty(),
        0,
        frequency,
        Optional.empty());
  }

  /** A feast of the calendar. */
  static ContextFact feast(int day, String name) {
    return new ContextFact(
        "holiday",
        DAY + day,
        DAY + day,
        Optional.empty(),
        Optional.empty(),
        0,
        0,
        Optional.of(name));
  }

  /** So many mentions a day. */
  static ContextFact mentions(int first, int last, double magnitude) {
    return new ContextFact(
        "social",
        DAY + first,
        DAY + last,
        Optional.of(magnitude),
        Optional.empty(),
        1,
        0,
        Optional.empty());
  }

  /** Weather of one day, with its rank among {@code history} known days. */
  static ContextFact weather(int day, double magnitude, double rank, long history) {
    return new ContextFact(
        "weather",
        DAY + day,
        DAY + day,
        Optional.of(magnitude),
        Optional.of(rank),
        history,
        0,
        Optional.empty());
  }

  SampleGroup series(
      String store, String sku, double observed, double expected, ContextFact... context) {
    return add(store, sku, 0, Optional.of(observed), Optional.of(expected), context);
  }

  /** A series of which nothing was reported and nothing is expected. */
  SampleGroup blank(String store, String sku) {
    return add(store, sku, 0, Optional.empty(), Optional.empty());
  }

  /** A series whose report goes on for {@code more} days after the first. */
  SampleGroup longer(String store, String sku, int more, ContextFact... context) {
    return add(store, sku, more, Optional.of(5.0), Optional.of(10.0), context);
  }

  /** SKUs of store S1 that were expected to sell 10 units each. */
  SampleGroup skus(double... observed) {
    for (double units : observed) {
      series("S1", "K" + (reports.size() + 1), units, 10);
    }
    return this;
  }

  /** Stores that were expected to sell 10 units each of SKU K1. */
  SampleGroup stores(double... observed) {
    for (double units : observed) {
      series("S" + (reports.size() + 1), "K1", units, 10);
    }
    return this;
  }

  SampleGroup step(double usual) {
    step = Optional.of(usual);
    return this;
  }

  SampleGroup restated(double share) {
    restated = share;
    return this;
  }

  SampleGroup comparedWith(int stores) {
    others = Optional.of(stores);
    return this;
  }

  SampleGroup set(Cause cause, long times) {
    causesSet.put(cause.word(), times);
    return this;
  }

  SampleGroup withoutContext() {
    contextKnown = false;
    return this;
  }

  GroupFacts facts() {
    return new GroupFacts(
        test, direction, reports, restated, others, step, contextKnown, causesSet);
  }

  private SampleGroup add(
      String store,
      String sku,
      int more,
      Optional<Double> observed,
      Optional<Double> expected,
      ContextFact... context) {
    reports.add(
        new ReportFacts(
            store + sku,
            store,
            sku,
            Optional.empty(),
            DAY,
            DAY + more,
            observed,
            expected,
            List.of(context)));
    return this;
  }
}
