package mrs.hydrate.trust;

import java.io.Serializable;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import mrs.contracts.Source;

/**
 * What a site thinks of its sources: what the formula of {@link TrustScore} is set up with.
 *
 * @param halfLife after so long without a word of any log, a report is half as fresh
 * @param sources how far each source is trusted, 0 to 1
 * @param inputs how many optional inputs the site has: of so many, and the sales, a report's codes
 *     can tell that they were out of order
 */
public record TrustPolicy(Duration halfLife, Map<Source, Double> sources, int inputs)
    implements Serializable {
  private static final long serialVersionUID = 1;

  /** Checks that every source is rated. */
  public TrustPolicy {
    if (halfLife.isNegative() || halfLife.isZero()) {
      throw new IllegalArgumentException("a half-life of " + halfLife + " is not positive");
    }
    if (inputs < 0) {
      throw new IllegalArgumentException(inputs + " inputs");
    }
    sources = new EnumMap<>(sources);
    for (Source source : Source.values()) {
      Double trust = sources.get(source);
      if (trust == null || !(trust >= 0 && trust <= 1)) {
        throw new IllegalArgumentException("trust in " + source.word() + " is " + trust);
      }
    }
  }

  /** How far {@code source} is trusted. */
  double trust(Source source) {
    return sources.getOrDefault(source, 0.0);
  }

  /** Mean trust in {@code used}, each as often as it was used; there is at least one. */
  double meanTrust(List<Source> used) {
    return used.stream().sorted().mapToDouble(this::trust).sum() / used.size();
  }
}
