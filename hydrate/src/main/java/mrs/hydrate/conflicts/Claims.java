package mrs.hydrate.conflicts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import mrs.contracts.ConflictReason;
import mrs.contracts.ConflictState;
import mrs.contracts.FieldGroup;
import mrs.hydrate.consolidation.Contributor;

/**
 * All that is said of one field group of a report or event, and whether it disagrees.
 *
 * <p>The precedence chain has settled what holds, but for two cases, which are {@code Pending}:
 * people decided otherwise at the very same time, so that only the order of names tells which edit
 * counts; or a machine has come to say something else since the person's decision that holds. What
 * a person resolved stays so until one of these two happens to the resolution. A withdrawn report
 * is never pending: no decision brings it back.
 *
 * @param week the Monday that the subject is stored under
 * @param claims in any order
 * @param holds the value that stands in the hydrated row
 * @param resolved what a person resolved the conflict to, where that decision is the one that holds
 */
public record Claims(
    ConflictKey key,
    LocalDate week,
    List<Claim> claims,
    Optional<String> holds,
    Optional<ConflictState> resolved) {

  /** Keeps the claims in one order, whatever the order in which they came. */
  public Claims {
    claims = claims.stream().distinct().sorted(Claim.STRONGEST_FIRST).toList();
  }

  /** The conflict; none where all say the same and nobody resolved one. */
  public Optional<Conflict> conflict() {
    boolean agree = claims.stream().map(Claim::value).distinct().count() < 2;
    if (agree && resolved.isEmpty()) {
      return Optional.empty();
    }
    Optional<Claim> winner = winner();
    return Optional.of(
        new Conflict(
            key,
            claims,
            state(winner),
            holds,
            winner.map(Claim::confidence).orElse(OptionalDouble.empty()),
            reasons(winner)));
  }

  private Optional<Claim> winner() {
    return claims.stream()
        .filter(claim -> holds.filter(claim.value()::equals).isPresent())
        .findFirst();
  }

  private ConflictState state(Optional<Claim> winner) {
    if (isTied() || winner.filter(this::isContradictedSince).isPresent()) {
      return ConflictState.PENDING;
    }
    return resolved.orElse(ConflictState.AUTO_RESOLVED);
  }

  private List<String> reasons(Optional<Claim> winner) {
    List<String> reasons = new ArrayList<>();
    winner.ifPresent(claim -> reasons.add(ConflictReason.won(claim.source())));
    if (key.group() == FieldGroup.STATUS) {
      reasons.add(ConflictReason.WITHDRAWN.word());
    }
    if (isTied()) {
      reasons.add(ConflictReason.SAME_TIME.word());
    } else if (winner.filter(this::isContradictedSince).isPresent()) {
      reasons.add(ConflictReason.NEWER_EVIDENCE.word());
    } else if (resolved.isPresent()) {
      reasons.add(ConflictReason.RESOLVED_BY_PERSON.word());
    }
    if (winner.filter(this::isOverItsEvent).isPresent()) {
      reasons.add(ConflictReason.REPORT_OVER_EVENT.word());
    }
    return reasons;
  }

  /** Whether the latest that people said is said by two of them, each otherwise. */
  private boolean isTied() {
    Optional<Instant> latest =
        claims.stream().filter(Claim::isPersons).map(Claim::at).max(Comparator.naturalOrder());
    return claims.stream()
        .filter(Claim::isPersons)
        .filter(claim -> latest.filter(claim.at()::equals).isPresent())
        .anyMatch(claim -> claims.stream().anyMatch(claim::isLevelWith));
  }

  private boolean isContradictedSince(Claim winner) {
    return winner.isPersons()
        && claims.stream()
            .filter(claim -> !claim.isPersons() && !claim.value().equals(winner.value()))
            .anyMatch(claim -> claim.at().isAfter(winner.at()));
  }

  private boolean isOverItsEvent(Claim winner) {
    return winner.origin() == Contributor.UEL
        && claims.stream()
            .filter(claim -> claim.origin() == Contributor.UMEEL)
            .anyMatch(claim -> !claim.value().equals(winner.value()));
  }
}
