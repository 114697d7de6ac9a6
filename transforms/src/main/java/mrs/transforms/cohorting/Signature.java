package mrs.transforms.cohorting;

import java.util.List;
import java.util.Optional;
import mrs.contracts.Cause;

/**
 * What a faulty system that several stores share leaves behind in each of them: the same days, off
 * by the same factor. Only of stores whose reports are put down to wrong data; weather or a
 * promotion looks alike in stores that have nothing to do with one another.
 *
 * @param factor observed over expected units
 */
record Signature(long first, long last, double factor) {

  /** Stores are alike whose days overlap by so much of all the days that they have. */
  private static final double SAME_DAYS = 2.0 / 3;

  private static final double SAME_FACTOR = 1.35;

  /** The signature of what was found in one store; empty where it has none. */
  static Optional<Signature> of(List<PlacedReport> reports) {
    double observed = 0;
    double expected = 0;
    for (PlacedReport report : reports) {
      observed += report.observed();
      expected += report.expected();
    }
    boolean wrong = reports.get(0).ofStore() && mostly(reports, Cause.DATA_ERROR.word());
    return wrong && observed > 0 && expected > 0
        ? Optional.of(
            new Signature(
                reports.stream().mapToLong(PlacedReport::first).min().orElseThrow(),
                reports.stream().mapToLong(PlacedReport::last).max().orElseThrow(),
                observed / expected))
        : Optional.empty();
  }

  private static boolean mostly(List<PlacedReport> reports, String cause) {
    return 2 * reports.stream().filter(r -> cause.equals(r.cause())).count() > reports.size();
  }

  boolean isLike(Signature other) {
    long shared = Math.min(last, other.last) - Math.max(first, other.first) + 1;
    long all = Math.max(last, other.last) - Math.min(first, other.first) + 1;
    return shared >= SAME_DAYS * all
        && Math.max(factor, other.factor) <= SAME_FACTOR * Math.min(factor, other.factor);
  }
}
