package mrs.transforms.cohorting;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mrs.contracts.EventStatus;
import mrs.contracts.Resolution;

/** What is known of event {@code e} of store S1, for tests; days are those of March 2024. */
final class SampleEvent {
  private static final EventFacts.Shared PLACE = new EventFacts.Shared("store|S1|up", "up");

  private Optional<EventFacts.LastState> standing = Optional.empty();
  private Optional<EventFacts.Ended> ended = Optional.empty();
  private Optional<EventFacts.Decision> decision = Optional.empty();
  private List<EventMember> members = List.of();
  private final Map<String, String> left = new TreeMap<>();

  static LocalDate date(int day) {
    return LocalDate.of(2024, 3, day);
  }

  static Instant at(int day) {
    return date(day).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** A report that detection stands by and that is 10 units off. */
  static EventMember report(String id, int first, int last) {
    return new EventMember(
        id,
        "S1",
        "K" + id,
        Optional.empty(),
        date(first).toEpochDay(),
        date(last).toEpochDay(),
        3,
        5,
        10,
        Optional.empty(),
        Optional.of("e"));
  }

  static EventMember withdrawn(EventMember report, String reason) {
    return new EventMember(
        report.id(),
        report.storeId(),
        report.sku(),
        Optional.of(reason),
        report.first(),
        report.last(),
        report.severity(),
        report.priority(),
        report.offUnits(),
        report.cause(),
        report.former());
  }

  static EventMember caused(EventMember report, String cause, double offUnits) {
    return new EventMember(
        report.id(),
        report.storeId(),
        report.sku(),
        report.withdrawn(),
        report.first(),
        report.last(),
        report.severity(),
        report.priority(),
        offUnits,
        Optional.of(cause),
        report.former());
  }

  /** The same report so far in another event. */
  static EventMember from(String event, EventMember report) {
    return new EventMember(
        report.id(),
        report.storeId(),
        report.sku(),
        report.withdrawn(),
        report.first(),
        report.last(),
        9,
        11,
        report.offUnits(),
        report.cause(),
        Optional.of(event));
  }

  /** The event of these reports, as it is written when they are all that is known. */
  static EventState state(EventStatus status, EventMember... reports) {
    return GrowEvent.of(new SampleEvent().members(reports).facts()).with(status);
  }

  SampleEvent members(EventMember... now) {
    members = List.of(now);
    return this;
  }

  /** MELOG's latest row, of day {@code written}, when the event had these reports. */
  SampleEvent standing(EventStatus status, int written, EventMember... reports) {
    return standing(state(status, reports), written);
  }

  SampleEvent standing(EventState state, int written, String... reasons) {
    standing = Optional.of(new EventFacts.LastState(state, at(written), List.of(reasons)));
    return this;
  }

  SampleEvent ended(Resolution resolution, int written) {
    ended = Optional.of(new EventFacts.Ended(resolution, at(written)));
    return this;
  }

  SampleEvent decided(boolean accepted, int day) {
    decision = Optional.of(new EventFacts.Decision(accepted, "ruth", at(day)));
    return this;
  }

  SampleEvent left(String report, String heir) {
    left.put(report, heir);
    return this;
  }

  EventFacts facts() {
    Optional<EventFacts.Shared> place = Optional.of(PLACE).filter(p -> !members.isEmpty());
    return new EventFacts("e", standing, ended, decision, place, members, left);
  }
}
