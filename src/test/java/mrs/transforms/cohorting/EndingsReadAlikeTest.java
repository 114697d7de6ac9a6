package mrs.transforms.cohorting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.SparkTest;
import mrs.contracts.EventStatus;
import mrs.contracts.MinorityEvents;
import mrs.contracts.Resolution;
import mrs.hydrate.HydrateEvents;
import mrs.hydrate.Weeks;
import mrs.hydrate.consolidation.LogBook;
import mrs.transforms.Availability;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/**
 * Two read whether an ending still stands: cohorting in plain Java, hydration in columns. Of the
 * same rows they say the same.
 */
class EndingsReadAlikeTest extends SparkTest {

  /** The latest rows of an event, each with its day, and whether it is over. */
  private record Case(
      Optional<EventStatus> status, int written, Optional<Integer> ended, boolean over) {}

  private static final List<Case> CASES =
      List.of(
          new Case(Optional.of(EventStatus.OPEN), 2, Optional.empty(), false),
          new Case(Optional.of(EventStatus.OPEN), 2, Optional.of(3), true),
          new Case(Optional.of(EventStatus.ENDED), 3, Optional.of(3), true),
          new Case(Optional.of(EventStatus.REOPENED), 2, Optional.of(3), true),
          new Case(Optional.of(EventStatus.REOPENED), 3, Optional.of(3), true),
          new Case(Optional.of(EventStatus.REOPENED), 4, Optional.of(3), false),
          new Case(Optional.of(EventStatus.REOPENED), 4, Optional.empty(), false),
          new Case(Optional.of(EventStatus.MERGED), 4, Optional.of(3), true),
          new Case(Optional.empty(), 0, Optional.of(3), true));

  @Test
  void anEndingStandsUnlessTheEventWasReopenedAfterIt() {
    LogBook book = new LogBook();
    Map<String, Boolean> expected = new LinkedHashMap<>();
    Map<String, Boolean> cohorting = new LinkedHashMap<>();
    for (Case known : CASES) {
      String event = known.toString();
      SampleEvent sample = new SampleEvent();
      known
          .status()
          .ifPresent(
              status -> {
                book.event(event, known.written(), status.word(), List.of("a"));
                sample.standing(status, known.written(), SampleEvent.report("a", 1, 1));
              });
      known
          .ended()
          .ifPresent(
              day -> {
                book.ended(event, day, Resolution.RECOVERED.word());
                sample.ended(Resolution.RECOVERED, day);
              });
      expected.put(event, known.over());
      cohorting.put(event, sample.facts().over());
    }

    Map<String, Boolean> hydration = new LinkedHashMap<>();
    for (Row row :
        new HydrateEvents(Availability.ALL, Weeks.ALL).apply(book.logs()).collectAsList()) {
      hydration.put(
          row.getAs(MinorityEvents.REPORT_GROUP_ID.name()),
          row.getAs(MinorityEvents.RESOLUTION_REASON.name()) != null);
    }

    assertThat(cohorting).isEqualTo(expected);
    assertThat(hydration).isEqualTo(expected);
  }
}
