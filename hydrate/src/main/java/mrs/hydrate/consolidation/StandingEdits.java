package mrs.hydrate.consolidation;

import java.time.Instant;
import java.util.Optional;
import mrs.contracts.ReportStatus;

/**
 * What people's edits of one report, or of one event, come to.
 *
 * @param decision the accept or reject that holds, as the status that it gives
 * @param cause the cause that was set and holds
 * @param decisionUndone whether there were accepts or rejects, and none holds
 * @param causeUndone whether causes were set, and none holds
 * @param everAccepted whether there was an accept, undone or not
 */
public record StandingEdits(
    Optional<Said> decision,
    Optional<Said> cause,
    boolean decisionUndone,
    boolean causeUndone,
    boolean everAccepted) {

  /** Nobody said anything. */
  public static final StandingEdits NONE =
      new StandingEdits(Optional.empty(), Optional.empty(), false, false, false);

  /** What a person said, who it was, and when. */
  public record Said(String word, String by, Instant at) {
    /** Whether it is an accept. */
    boolean accepts() {
      return word.equals(ReportStatus.ACCEPTED.word());
    }
  }
}
