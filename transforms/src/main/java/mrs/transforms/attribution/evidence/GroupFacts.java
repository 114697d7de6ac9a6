package mrs.transforms.attribution.evidence;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import mrs.contracts.Direction;
import mrs.contracts.TestKind;

/**
 * What one test found together, with what was known to happen there.
 *
 * @param reports at least one; those that detection stands by, or all where it stands by none; by
 *     id
 * @param restated share of all its reports that were withdrawn because their sales were restated
 * @param others how many other stores, for a store's day, or SKUs it was compared with; empty where
 *     that is not known
 * @param step the step in which units are usually told; empty where too little is known
 * @param contextKnown whether there is any context to ask
 * @param causesSet how often people set which cause to reports that look like these
 */
public record GroupFacts(
    TestKind test,
    Direction direction,
    List<ReportFacts> reports,
    double restated,
    Optional<Integer> others,
    Optional<Double> step,
    boolean contextKnown,
    Map<String, Long> causesSet) {

  /** From so many others on it was compared with enough of them. */
  private static final int ENOUGH = 4; // chosen, not fitted

  /** Whether it was compared with so few others that how usual it is can hardly be told. */
  boolean hardlyCompared() {
    return others.filter(n -> n < ENOUGH).isPresent();
  }

  /** Number of its reports. */
  int size() {
    return reports.size();
  }

  /**
   * Observed over expected units, summed over the reports of which both are known and something was
   * expected.
   */
  Optional<Double> ratio() {
    double observed = 0;
    double expected = 0;
    for (ReportFacts report : reports) {
      if (report.observed().isPresent() && report.expected().isPresent()) {
        observed += report.observed().get();
        expected += report.expected().get();
      }
    }
    return expected > 0 ? Optional.of(observed / expected) : Optional.empty();
  }

  /** Share of the reports for which {@code what} holds. */
  double share(Predicate<ReportFacts> what) {
    return (double) count(what) / size();
  }

  /** Number of the reports for which {@code what} holds. */
  long count(Predicate<ReportFacts> what) {
    return reports.stream().filter(what).count();
  }

  /**
   * Share of the units that are missing, of what was expected, in reports that sold nothing at all;
   * where nothing was expected, the share of such reports.
   */
  double zeroShare() {
    double missing = 0;
    double inZeros = 0;
    for (ReportFacts report : reports) {
      double lack = report.expected().orElse(0.0) - report.observed().orElse(0.0);
      missing += Math.max(0, lack);
      inZeros += report.zero() ? Math.max(0, lack) : 0;
    }
    return missing > 0 ? inZeros / missing : share(ReportFacts::zero);
  }

  /** Number of distinct stores. */
  long stores() {
    return distinct(ReportFacts::storeId);
  }

  private long distinct(Function<ReportFacts, Object> what) {
    return reports.stream().map(what).distinct().count();
  }

  /** The days of its reports. */
  TreeSet<Long> days() {
    TreeSet<Long> days = new TreeSet<>();
    for (ReportFacts report : reports) {
      LongStream.rangeClosed(report.first(), report.last()).forEach(days::add);
    }
    return days;
  }

  /** What the reports are of, such as {@code 14 SKUs of store S1}. */
  String subject() {
    ReportFacts one = reports.get(0);
    boolean oneStore = reports.stream().allMatch(r -> r.storeId().equals(one.storeId()));
    boolean oneSku = reports.stream().allMatch(r -> r.sku().equals(one.sku()));
    if (oneStore && oneSku) {
      return "SKU " + one.sku() + " in store " + one.storeId();
    }
    if (oneStore) {
      return distinct(ReportFacts::sku) + " SKUs of store " + one.storeId();
    }
    if (test == TestKind.REGION_DAY) {
      return "all " + stores() + " stores that reported";
    }
    return oneSku
        ? "SKU " + one.sku() + " in " + stores() + " stores"
        : distinct(r -> List.of(r.storeId(), r.sku())) + " series in " + stores() + " stores";
  }
}
