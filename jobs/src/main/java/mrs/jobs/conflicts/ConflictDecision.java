package mrs.jobs.conflicts;

import java.util.Optional;
import mrs.contracts.ConflictState;

/**
 * How a person resolves a conflict.
 *
 * @param accepts whether what holds is right; otherwise the alternative takes its place
 * @param by who decides
 * @param comment why, in that person's words
 */
public record ConflictDecision(boolean accepts, String by, Optional<String> comment) {
  /** The state that the conflict gets. */
  public ConflictState state() {
    return accepts ? ConflictState.USER_ACCEPTED : ConflictState.USER_REJECTED;
  }
}
