package mrs.jobs.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import mrs.contracts.Source;
import mrs.contracts.Words;
import mrs.hydrate.trust.TrustPolicy;

/**
 * How far reports are trusted; no run is frozen with it, the score is computed when one looks.
 *
 * @param halfLife after so long without a word of any log, a report is half as fresh
 * @param sources how far each source is trusted, 0 to 1
 */
public record TrustConfig(Duration halfLife, Map<String, Double> sources) {
  /** The trust of those who configure none. */
  public static final TrustConfig USUAL =
      new TrustConfig(
          Duration.ofDays(14),
          Map.of(
              "detected", .9,
              "clustered", .7,
              "attribution", .7,
              "cohort", .8,
              "finalised", .95,
              "ui", 1.0));

  private static final int LONGEST_HOURS = 24 * 3660;

  /** Checks the bounds. */
  public TrustConfig {
    Bounds.between(halfLife.toHours(), 1, LONGEST_HOURS, "trust.half_life (hours)");
    List<String> known = Arrays.stream(Source.values()).map(Words::word).toList();
    for (String name : known) {
      Bounds.check(sources.containsKey(name), "trust.sources." + name, "absent", "a number");
    }
    sources.forEach(
        (name, trust) -> {
          Bounds.check(known.contains(name), "trust.sources." + name, name, "one of " + known);
          Bounds.between(trust, 0.0, 1.0, "trust.sources." + name);
        });
    sources = Map.copyOf(sources);
  }

  /** The same for a site of so many optional inputs. */
  public TrustPolicy policy(int inputs) {
    Map<Source, Double> bySource = new EnumMap<>(Source.class);
    sources.forEach((name, trust) -> bySource.put(Words.of(Source.class, name), trust));
    return new TrustPolicy(halfLife, bySource, inputs);
  }
}
