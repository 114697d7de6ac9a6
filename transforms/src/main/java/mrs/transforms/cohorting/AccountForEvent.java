package mrs.transforms.cohorting;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mrs.contracts.EventStatus;
import mrs.contracts.Resolution;

/**
 * What has to be written about an event: that it changed, that it ended, both or nothing.
 *
 * @param ending how events end
 * @param causesKnown whether attribution's log is there; without it an event's cause is no reason
 *     to write
 * @param editsKnown whether decisions are known; without them no ending by a person is taken back
 * @param reasons codes of what the run has to do without
 */
record AccountForEvent(
    EndEvent ending, boolean causesKnown, boolean editsKnown, List<String> reasons)
    implements Serializable {

  /**
   * What there is to write.
   *
   * @param changed the event's row for MELOG
   * @param end the event's row for MEEL
   */
  record Account(Optional<EventState> changed, Optional<EndEvent.End> end) {}

  /** Nothing is written about what stands already: run again, it gives nothing. */
  Account of(EventFacts event) {
    if (event.members().isEmpty()) {
      return event.left().isEmpty() ? quiet(event) : gone(event);
    }
    EventState grown = GrowEvent.of(event);
    boolean over = event.over() && !reopens(event, grown);
    Optional<EndEvent.End> end = over ? late(event) : ending.of(event, grown);
    EventState state = grown.with(status(event, over || end.isPresent()));
    return new Account(Optional.of(state).filter(s -> differs(event, s)), end);
  }

  /** An event of which no report is within the horizon. */
  private Account quiet(EventFacts event) {
    EventState state = event.standing().orElseThrow().state();
    Optional<EndEvent.End> end = event.over() ? Optional.empty() : ending.of(event, state);
    return new Account(Optional.empty(), end);
  }

  /**
   * An event whose reports all belong to others now: merged into the one, or split among several.
   */
  private Account gone(EventFacts event) {
    Set<String> heirs = new TreeSet<>(event.left().values());
    Optional<EventState> before = event.standing().map(EventFacts.LastState::state);
    List<String> unseen = GrowEvent.unseen(event);
    if (heirs.size() > 1) {
      return new Account(
          before.map(b -> b.without(unseen, EventStatus.SPLIT, Optional.empty())),
          Optional.empty());
    }
    String heir = heirs.iterator().next();
    return new Account(
        before.map(b -> b.without(unseen, EventStatus.MERGED, Optional.of(heir))),
        Optional.of(ending.merged(event.left().size(), heir)));
  }

  private Optional<EndEvent.End> late(EventFacts event) {
    boolean known =
        event.ended().filter(e -> e.resolution() == Resolution.DATA_CORRECTION).isPresent();
    return known ? Optional.empty() : ending.corrected(event);
  }

  /**
   * Whether an event that was over goes on: it has got a new active report, one of its withdrawn
   * reports is active again where none was, it has gone on beyond its last day, or the decision
   * that ended it no longer holds.
   */
  private boolean reopens(EventFacts event, EventState grown) {
    Optional<EventState> before = event.standing().map(EventFacts.LastState::state);
    Set<String> known = Set.copyOf(before.map(EventState::reportIds).orElse(List.of()));
    boolean joined = event.members().stream().anyMatch(m -> m.active() && !known.contains(m.id()));
    boolean revived = grown.active() > 0 && before.filter(b -> b.active() == 0).isPresent();
    boolean wentOn =
        grown.active() > 0
            && event.ended().orElseThrow().resolution() != Resolution.EXPIRED
            && before.filter(b -> EndEvent.lastDeparture(event, grown) > b.endsOn()).isPresent();
    return joined || revived || wentOn || decidedOtherwise(event);
  }

  private boolean decidedOtherwise(EventFacts event) {
    EventFacts.Ended ended = event.ended().orElseThrow();
    return editsKnown
        && ended.byPerson()
        && event.decision().filter(d -> d.resolution() == ended.resolution()).isEmpty();
  }

  private static EventStatus status(EventFacts event, boolean over) {
    if (over) {
      return EventStatus.ENDED;
    }
    return event.ended().isPresent() ? EventStatus.REOPENED : EventStatus.OPEN;
  }

  private boolean differs(EventFacts event, EventState state) {
    if (event.standing().isEmpty()) {
      return true;
    }
    EventFacts.LastState standing = event.standing().get();
    EventState before = standing.state();
    EventState now = causesKnown ? state : state.with(before.cause());
    boolean reopened = state.status() == EventStatus.REOPENED && event.over();
    boolean healed = standing.reasons().stream().anyMatch(r -> !reasons.contains(r));
    return reopened || healed || !now.equals(before.with(now.status()));
  }
}
