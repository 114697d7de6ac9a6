package mrs.hydrate.trust;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import mrs.contracts.TrustFactor;

/**
 * How far a report is to be trusted at a moment: the sum of weight × value over {@link
 * TrustFactor}, within 0 and 1 (weighted confidence scoring of the resilience plan, §3). This is
 * the one place that has the formula.
 *
 * <ul>
 *   <li>freshness = max(0.1, 2^(−age / half-life)), the age being that of the newest log row that
 *       contributed; one from the future is as fresh as can be
 *   <li>source trust = mean over the report's field groups of the trust in the source that gave it
 *   <li>schema validity = 1, or −1 where the row carries a {@code DRIFT_} code
 *   <li>telemetry alignment = 1 − codes of inputs that were out of order / (inputs there are + 1),
 *       the one being the sales; not below 0
 *   <li>user overrides = 1, 0 or −1
 * </ul>
 *
 * <p>What is not known has no value and adds nothing. All parts are whole millionths, so that they
 * add up to the score exactly, in any order and whoever adds them.
 *
 * @param parts of the factors, in their order
 * @param clamp what was added to the sum of the parts, in millionths; 0 unless the bounds bite
 */
public record TrustScore(List<Part> parts, long clamp) {
  private static final double FLOOR = .1;
  private static final long UNIT = 1_000_000;

  /**
   * One factor's part.
   *
   * @param value empty where it is not known
   * @param millionths weight × value
   */
  public record Part(TrustFactor factor, OptionalDouble value, long millionths) {
    private static Part of(TrustFactor factor, Optional<Double> value) {
      return value
          .map(v -> new Part(factor, OptionalDouble.of(v), Math.round(factor.weight() * v * UNIT)))
          .orElseGet(() -> new Part(factor, OptionalDouble.empty(), 0));
    }

    /** The same as a number. */
    public double contribution() {
      return number(millionths);
    }
  }

  /** Keeps a copy. */
  public TrustScore {
    parts = List.copyOf(parts);
  }

  /** The score of what {@code signals} tell, at {@code now}. */
  public static TrustScore of(TrustSignals signals, TrustPolicy policy, Instant now) {
    List<Part> parts = new ArrayList<>();
    for (TrustFactor factor : TrustFactor.values()) {
      parts.add(Part.of(factor, value(factor, signals, policy, now)));
    }
    long sum = parts.stream().mapToLong(Part::millionths).sum();
    return new TrustScore(parts, Math.min(UNIT, Math.max(0, sum)) - sum);
  }

  private static Optional<Double> value(
      TrustFactor factor, TrustSignals signals, TrustPolicy policy, Instant now) {
    return switch (factor) {
      case FRESHNESS -> signals.written().map(at -> freshness(Duration.between(at, now), policy));
      case SOURCE_TRUST ->
          Optional.of(signals.used()).filter(u -> !u.isEmpty()).map(policy::meanTrust);
      case SCHEMA_VALIDITY -> Optional.of(signals.schemaValidity());
      case TELEMETRY_ALIGNMENT ->
          Optional.of(Math.max(0, 1 - signals.outOfOrder() / (policy.inputs() + 1.0)));
      case USER_OVERRIDES -> signals.overrides();
    };
  }

  private static double freshness(Duration age, TrustPolicy policy) {
    double halvings = age.toSeconds() / (double) policy.halfLife().toSeconds();
    return Math.min(1, Math.max(FLOOR, Math.pow(2, -halvings)));
  }

  /** The score, 0 to 1. */
  public double score() {
    return number(parts.stream().mapToLong(Part::millionths).sum() + clamp);
  }

  /** What lifts a sum below 0 to 0, or cuts one above 1; 0 where it is neither. */
  public double clamped() {
    return number(clamp);
  }

  private static double number(long millionths) {
    return millionths / (double) UNIT;
  }
}
