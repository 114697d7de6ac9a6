package mrs.hydrate.consolidation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import mrs.hydrate.consolidation.EventStanding.Logged;
import org.junit.jupiter.api.Test;

/** Where an event stands by what MELOG and MEEL say of it. */
class EventStandingTest {
  @Test
  void withoutAnEndingTheStatusIsThatOfItsRow() {
    assertThat(state("open", 3)).isEqualTo(stands("open", false, false));
    assertThat(state("reopened", 3)).isEqualTo(stands("reopened", false, false));
    assertThat(state("merged", 3)).isEqualTo(stands("merged", false, false));
    assertThat(state("ended", 3)).isEqualTo(stands("ended", false, true));
  }

  @Test
  void anEndingEndsItWhateverElseIsSaid() {
    assertThat(state("open", 3, 2)).isEqualTo(stands("ended", true, true));
    assertThat(state("ended", 3, 3)).isEqualTo(stands("ended", true, true));
  }

  @Test
  void anEndingWithoutARowOfTheEventEndsIt() {
    assertThat(EventStanding.of(Optional.empty(), Optional.of(at(3))))
        .isEqualTo(stands("ended", true, true));
  }

  @Test
  void anEndingOfWhatMergedOrSplitDoesNotChangeItsStatus() {
    assertThat(state("merged", 3, 3)).isEqualTo(stands("merged", true, true));
    assertThat(state("split", 3, 4)).isEqualTo(stands("split", true, true));
  }

  @Test
  void anEndingBeforeItWasReopenedDoesNotCount() {
    assertThat(state("reopened", 3, 2)).isEqualTo(stands("reopened", false, false));
    assertThat(state("reopened", 3, 3)).isEqualTo(stands("ended", true, true));
    assertThat(state("reopened", 3, 4)).isEqualTo(stands("ended", true, true));
  }

  @Test
  void ofAnEventThatNobodySpeaksOfNothingIsKnown() {
    assertThat(EventStanding.of(Optional.empty(), Optional.empty()))
        .isEqualTo(new EventStanding(Optional.empty(), false, false));
  }

  private static EventStanding stands(String status, boolean ends, boolean over) {
    return new EventStanding(Optional.of(status), ends, over);
  }

  private static EventStanding state(String status, int said) {
    return EventStanding.of(Optional.of(new Logged(status, at(said))), Optional.empty());
  }

  private static EventStanding state(String status, int said, int ended) {
    return EventStanding.of(Optional.of(new Logged(status, at(said))), Optional.of(at(ended)));
  }

  private static Instant at(int second) {
    return Instant.ofEpochSecond(second);
  }
}
