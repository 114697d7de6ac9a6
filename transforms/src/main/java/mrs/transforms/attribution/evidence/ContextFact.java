package mrs.transforms.attribution.evidence;

import java.util.Comparator;
import java.util.Optional;

/**
 * Something that was known to happen where and when a report is, or within a day of it. Days are
 * days since 1970-01-01.
 *
 * @param kind word of a {@link mrs.contracts.ContextKind}, or another one of the feed's
 * @param magnitude how much of it; empty where not said
 * @param rank for weather: the share of what is known of its place that is at most as strong
 * @param history for weather: how many days or spells are known of its place
 * @param frequency share of the days of late on which there was something of the kind at its place
 * @param name what it is called; empty where nobody said
 */
public record ContextFact(
    String kind,
    long first,
    long last,
    Optional<Double> magnitude,
    Optional<Double> rank,
    long history,
    double frequency,
    Optional<String> name) {

  /** What is so many days away still counts as near. */
  public static final int NEAR_DAYS = 1;

  /** A fixed order, however the facts came. */
  public static final Comparator<ContextFact> ORDER =
      Comparator.comparing(ContextFact::kind)
          .thenComparingLong(ContextFact::first)
          .thenComparingLong(ContextFact::last)
          .thenComparingDouble(c -> c.magnitude().orElse(0.0))
          .thenComparingDouble(c -> c.rank().orElse(0.0))
          .thenComparingLong(ContextFact::history)
          .thenComparingDouble(ContextFact::frequency)
          .thenComparing(c -> c.name().orElse(""));

  /** Whether it covers one of the days. */
  boolean overlaps(long from, long to) {
    return first <= to && last >= from;
  }

  /**
   * Probability that so many days would hold none of its kind by chance: what happens every other
   * day explains nothing.
   */
  double surprise(long days) {
    return StrictMath.pow(1 - Math.min(1, frequency), (double) days);
  }
}
