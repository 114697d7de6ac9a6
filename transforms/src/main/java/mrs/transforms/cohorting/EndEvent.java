package mrs.transforms.cohorting;

import java.io.Serializable;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mrs.contracts.Resolution;
import mrs.contracts.WithdrawalReason;

/**
 * Whether an event is over, and how it ended.
 *
 * @param rules how long an event may be quiet, or go on
 * @param lastDay the last day with sales that the run looks at: what nobody has reported yet is no
 *     quiet
 */
record EndEvent(FormEvents.Rules rules, LocalDate lastDay) implements Serializable {

  /**
   * The end of an event.
   *
   * @param evidence what it rests on, in words; sorted
   */
  record End(Resolution resolution, List<String> evidence, LocalDate endedOn) {
    End {
      evidence = evidence.stream().sorted().toList();
    }
  }

  /** How an event that is not over ends now, if it does. */
  Optional<End> of(EventFacts event, EventState state) {
    return corrected(event)
        .or(() -> decided(event))
        .or(() -> recovered(event, state))
        .or(() -> expired(state));
  }

  /**
   * Every report is withdrawn, at least one because its sales were restated. This is what an event
   * ends as also where it was over before: why it looked like one is known only now.
   */
  Optional<End> corrected(EventFacts event) {
    Map<String, Long> reasons = withdrawals(event);
    Long restated = reasons.get(WithdrawalReason.RESTATED.word());
    if (restated == null || !allWithdrawn(event)) {
      return Optional.empty();
    }
    return Optional.of(
        new End(
            Resolution.DATA_CORRECTION,
            List.of(
                restated + " of " + event.members().size() + " reports withdrawn: sales restated",
                "no report is left that detection stands by"),
            lastDay));
  }

  /** All of its {@code reports} have gone to the event {@code heir}. */
  End merged(int reports, String heir) {
    return new End(
        Resolution.MERGED, List.of(reports + " reports belong to event " + heir + " now"), lastDay);
  }

  private static Optional<End> decided(EventFacts event) {
    return event
        .decision()
        .filter(d -> event.ended().filter(e -> spent(d, e)).isEmpty())
        .map(
            d ->
                new End(
                    d.resolution(),
                    List.of((d.accepted() ? "accepted by " : "rejected by ") + d.by()),
                    LocalDate.ofInstant(d.at(), ZoneOffset.UTC)));
  }

  /** Whether a decision has had its ending: what was reopened since is not ended by it again. */
  private static boolean spent(EventFacts.Decision decision, EventFacts.Ended ended) {
    return !decision.at().isAfter(ended.writtenAt())
        && (!ended.byPerson() || ended.resolution() == decision.resolution());
  }

  private Optional<End> recovered(EventFacts event, EventState state) {
    if (!event.members().isEmpty() && allWithdrawn(event)) {
      List<String> evidence =
          withdrawals(event).entrySet().stream()
              .map(e -> e.getValue() + " reports withdrawn: " + e.getKey().replace('_', ' '))
              .toList();
      return Optional.of(new End(Resolution.RECOVERED, evidence, lastDay));
    }
    LocalDate last = LocalDate.ofEpochDay(lastDeparture(event, state));
    return last.isBefore(lastDay.minusDays(rules.quietDays()))
        ? Optional.of(
            new End(
                Resolution.RECOVERED,
                List.of(
                    "no report goes on beyond " + last,
                    "quiet for more than " + rules.quietDays() + " days by " + lastDay),
                last))
        : Optional.empty();
  }

  private Optional<End> expired(EventState state) {
    LocalDate first = LocalDate.ofEpochDay(state.startsOn());
    return first.isBefore(lastDay.minusDays(rules.maxDays()))
        ? Optional.of(
            new End(
                Resolution.EXPIRED,
                List.of("going on since " + first + ", for more than " + rules.maxDays() + " days"),
                lastDay))
        : Optional.empty();
  }

  /** The last day of a report that detection stands by. */
  static long lastDeparture(EventFacts event, EventState state) {
    return event.members().stream()
        .filter(EventMember::active)
        .mapToLong(EventMember::last)
        .max()
        .orElse(state.endsOn());
  }

  private static boolean allWithdrawn(EventFacts event) {
    return event.members().stream().noneMatch(EventMember::active);
  }

  private static Map<String, Long> withdrawals(EventFacts event) {
    Map<String, Long> reasons = new TreeMap<>();
    event.members().forEach(m -> m.withdrawn().ifPresent(r -> reasons.merge(r, 1L, Long::sum)));
    return reasons;
  }
}
