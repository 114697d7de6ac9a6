package mrs.hydrate.consolidation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mrs.contracts.Cause;
import mrs.contracts.FieldGroup;
import mrs.hydrate.consolidation.StandingEdits.Said;

/**
 * What people decided about a report, by edits of it or, weaker, of its event; and what that comes
 * to in the chains of the groups {@code attribution} and {@code final}.
 *
 * <p><b>Accepting</b> a report says that the proposal is right. Where attribution's latest row is
 * one that the person could have seen (it is not younger than the accept) and names a cause other
 * than {@code unknown}, that cause has confidence 1 and its source is {@code ui}: it is the person
 * who vouches for it. Where attribution has changed its mind since, the accept says nothing of the
 * new proposal; what was accepted then stands in MRFL, and the source is {@code finalised}. An
 * accept never makes up a cause: with MRPAL and MRFL down, there is none.
 *
 * <p><b>MRFL</b> counts for a group that it calls decided, unless an edits log that can be read
 * says that all such decisions have been undone or overruled since. Undoing is certain as soon as
 * it is read; where one edits log is down and the other undoes, the machine's proposal shows rather
 * than a decision that may be gone.
 *
 * @param decision the accept or reject that holds, as the status that it gives
 * @param cause the cause that a person set and that holds
 * @param finalUndone whether all accepts and rejects that can be read are undone
 * @param attributionUndone whether all that gave a cause, and can be read, is undone
 */
public record Decisions(
    Optional<Said> decision, Optional<Said> cause, boolean finalUndone, boolean attributionUndone) {

  /** How sure a cause is that a person vouches for. */
  public static final double CERTAIN = 1.0;

  /** The cause that attribution proposes, and when it did. */
  public record Proposal(String cause, Instant at) {}

  /** By the edits of the report and those of its event. */
  public static Decisions of(StandingEdits report, StandingEdits event) {
    Optional<Said> decision = report.decision().or(event::decision);
    Optional<Said> cause =
        report.cause().or(() -> event.cause().filter(c -> !acceptedBefore(report, c)));
    boolean accepted = decision.filter(Said::accepts).isPresent();
    boolean overruled = !accepted && (report.everAccepted() || event.everAccepted());
    boolean decisionUndone = report.decisionUndone() || event.decisionUndone();
    boolean causeUndone = report.causeUndone() || event.causeUndone();
    return new Decisions(
        decision,
        cause,
        decision.isEmpty() && decisionUndone,
        cause.isEmpty() && (causeUndone || overruled));
  }

  /** A report that was accepted before its event was given a cause keeps what was accepted. */
  private static boolean acceptedBefore(StandingEdits report, Said causeOfEvent) {
    return report
        .decision()
        .filter(Said::accepts)
        .filter(accept -> causeOfEvent.at().isAfter(accept.at()))
        .isPresent();
  }

  /** The cause that a person vouches for: the one that was set, else the one that was accepted. */
  public Optional<String> vouched(Optional<Proposal> proposal) {
    return cause.map(Said::word).or(() -> proposal.filter(this::accepts).map(Proposal::cause));
  }

  private boolean accepts(Proposal proposal) {
    return !proposal.cause().equals(Cause.UNKNOWN.word())
        && decision
            .filter(Said::accepts)
            .filter(accept -> !proposal.at().isAfter(accept.at()))
            .isPresent();
  }

  /** Whether MRFL, which calls these groups decided, counts for {@code group}. */
  public boolean isRecorded(FieldGroup group, List<String> decidedGroups) {
    boolean undone = group == FieldGroup.ATTRIBUTION ? attributionUndone : finalUndone;
    return decidedGroups.contains(group.word()) && !undone;
  }
}
