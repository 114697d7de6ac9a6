package mrs.transforms.cohorting;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mrs.contracts.EventStatus;

/**
 * What an event's members come to. Members beyond the horizon stay listed, and what was known of
 * the event with them (first day, extent, severity, priority) does not shrink; they do not count as
 * active.
 */
final class GrowEvent {
  private GrowEvent() {}

  /**
   * The event with its members, of which there is at least one; the status is for the caller to
   * set.
   */
  static EventState of(EventFacts event) {
    Optional<EventState> before = event.standing().map(EventFacts.LastState::state);
    List<String> unseen = unseen(event);
    Optional<EventState> floor = before.filter(b -> !unseen.isEmpty());
    List<EventMember> members = event.members();
    List<EventMember> active = members.stream().filter(EventMember::active).toList();
    List<EventMember> telling = active.isEmpty() ? members : active;
    return new EventState(
        EventStatus.OPEN,
        event.place().orElseThrow().direction(),
        event.place().orElseThrow().scope(),
        sorted(Stream.concat(unseen.stream(), members.stream().map(EventMember::id))),
        active.size(),
        Math.max(distinct(members, EventMember::storeId), floor.map(EventState::stores).orElse(0)),
        Math.max(distinct(members, EventMember::sku), floor.map(EventState::skus).orElse(0)),
        Math.min(
            members.stream().mapToLong(EventMember::first).min().orElseThrow(),
            floor.map(EventState::startsOn).orElse(Long.MAX_VALUE)),
        members.stream().mapToLong(EventMember::last).max().orElseThrow(),
        greatest(members, EventMember::severity, floor.map(EventState::severity)),
        greatest(members, EventMember::priority, floor.map(EventState::priority)),
        cause(telling),
        parents(event, before),
        Optional.empty());
  }

  /** Reports that belong to the event as far as anybody knows, and that are beyond the horizon. */
  static List<String> unseen(EventFacts event) {
    TreeSet<String> unseen = new TreeSet<>();
    event.standing().ifPresent(s -> unseen.addAll(s.state().reportIds()));
    event.members().forEach(m -> unseen.remove(m.id()));
    unseen.removeAll(event.left().keySet());
    return List.copyOf(unseen);
  }

  /** The cause that most units speak for; of several, the first by name. */
  private static Optional<String> cause(List<EventMember> members) {
    Map<String, Double> units = new TreeMap<>();
    members.stream()
        .sorted(EventMember.BY_ID)
        .forEach(m -> m.cause().ifPresent(c -> units.merge(c, m.offUnits(), Double::sum)));
    double most = units.values().stream().mapToDouble(u -> u).max().orElse(0);
    return units.entrySet().stream()
        .filter(e -> e.getValue() >= most)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static List<String> parents(EventFacts event, Optional<EventState> before) {
    Stream<String> former =
        event.members().stream()
            .flatMap(m -> m.former().stream())
            .filter(f -> !f.equals(event.id()));
    return sorted(Stream.concat(before.stream().flatMap(b -> b.parents().stream()), former));
  }

  private static double greatest(
      Collection<EventMember> members, ToDoubleFunction<EventMember> of, Optional<Double> floor) {
    return Math.max(
        members.stream().mapToDouble(of).max().orElseThrow(),
        floor.orElse(Double.NEGATIVE_INFINITY));
  }

  private static List<String> sorted(Stream<String> some) {
    return some.distinct().sorted().collect(Collectors.toUnmodifiableList());
  }

  private static int distinct(Collection<EventMember> members, Function<EventMember, String> of) {
    return (int) members.stream().map(of).distinct().count();
  }
}
