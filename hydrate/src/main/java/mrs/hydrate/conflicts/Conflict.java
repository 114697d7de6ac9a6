package mrs.hydrate.conflicts;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import mrs.contracts.ConflictReason;
import mrs.contracts.ConflictState;

/**
 * What there is to say of a conflict; two that say the same are equal.
 *
 * @param claims what each source says, strongest first
 * @param holds the value that stands in the hydrated row
 * @param confidence how sure the source of that value is
 * @param reasons codes, sorted and distinct
 */
public record Conflict(
    ConflictKey key,
    List<Claim> claims,
    ConflictState state,
    Optional<String> holds,
    OptionalDouble confidence,
    List<String> reasons) {

  /** Keeps copies, the reasons sorted and distinct. */
  public Conflict {
    claims = List.copyOf(claims);
    reasons = reasons.stream().sorted().distinct().toList();
  }

  /** The sources of {@code key} agree again. */
  public static Conflict over(ConflictKey key) {
    return new Conflict(
        key,
        List.of(),
        ConflictState.AUTO_RESOLVED,
        Optional.empty(),
        OptionalDouble.empty(),
        List.of(ConflictReason.SOURCES_AGREE.word()));
  }

  /** Whether it is one of {@link #over}. */
  public boolean isOver() {
    return reasons.contains(ConflictReason.SOURCES_AGREE.word());
  }

  /**
   * What a person who rejects what holds takes in its place: what the strongest of the sources says
   * that does not hold, of those of one strength the latest.
   */
  public Optional<String> alternative() {
    return claims.stream()
        .filter(claim -> holds.filter(claim.value()::equals).isEmpty())
        .map(Claim::value)
        .findFirst();
  }
}
