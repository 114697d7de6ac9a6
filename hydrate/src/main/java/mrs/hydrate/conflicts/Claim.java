package mrs.hydrate.conflicts;

import java.time.Instant;
import java.util.Comparator;
import java.util.OptionalDouble;
import mrs.contracts.Source;
import mrs.hydrate.consolidation.Contributor;

/**
 * What one source says of a field group.
 *
 * @param origin the log that it comes from
 * @param confidence how sure it is, 0 to 1, where it says so
 * @param at since when it says so
 */
public record Claim(
    Source source, Contributor origin, String value, OptionalDouble confidence, Instant at) {

  /** Of the same strength the report's own comes before that of its event, then the later one. */
  static final Comparator<Claim> STRONGEST_FIRST =
      Comparator.comparing(Claim::source)
          .reversed()
          .thenComparing(Claim::origin)
          .thenComparing(Claim::at, Comparator.reverseOrder())
          .thenComparing(Claim::value)
          .thenComparingDouble(claim -> claim.confidence().orElse(-1));

  /** What a person says, by an edit. */
  static Claim ofPerson(Contributor origin, String value, Instant at) {
    return new Claim(Source.UI, origin, value, OptionalDouble.of(1), at);
  }

  /** Whether a person stands behind it: by an edit, or by what is on record of one. */
  boolean isPersons() {
    return source == Source.UI || source == Source.FINALISED;
  }

  /** Whether the same log has {@code other}, since the same moment, and with another value. */
  boolean isLevelWith(Claim other) {
    return origin == other.origin && at.equals(other.at) && !value.equals(other.value);
  }
}
