package mrs.transforms.cohorting;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.contracts.EventStatus;
import mrs.contracts.Resolution;

/**
 * All that is known of one event.
 *
 * @param standing as MELOG has it; empty for a new event
 * @param ended as MEEL has it
 * @param decision what a person decided about it, undone decisions left out
 * @param place what its members share; empty without members
 * @param members the reports that belong to it now, as far as they are within the horizon
 * @param left reports that belonged to it so far, with the events that they belong to now
 */
record EventFacts(
    String id,
    Optional<LastState> standing,
    Optional<Ended> ended,
    Optional<Decision> decision,
    Optional<Shared> place,
    List<EventMember> members,
    Map<String, String> left) {

  /** What the reports of an event have in common. */
  record Shared(String scope, String direction) {}

  /**
   * MELOG's latest row.
   *
   * @param reasons codes of what it had to do without
   */
  record LastState(EventState state, Instant writtenAt, List<String> reasons) {}

  /** MEEL's latest row. */
  record Ended(Resolution resolution, Instant writtenAt) {
    /** Whether a person's decision ended the event. */
    boolean byPerson() {
      return resolution == Resolution.FINALISED || resolution == Resolution.REJECTED;
    }
  }

  /** The latest accept or reject. */
  record Decision(boolean accepted, String by, Instant at) {
    /** How it ends the event. */
    Resolution resolution() {
      return accepted ? Resolution.FINALISED : Resolution.REJECTED;
    }
  }

  /**
   * Whether its last ending still stands: it has not been reopened since. Hydration reads MELOG and
   * MEEL by the same rule, with its own means.
   */
  boolean over() {
    return ended.isPresent()
        && standing
            .filter(s -> s.state().status() == EventStatus.REOPENED)
            .filter(s -> s.writtenAt().isAfter(ended.get().writtenAt()))
            .isEmpty();
  }
}
