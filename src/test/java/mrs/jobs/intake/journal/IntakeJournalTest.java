package mrs.jobs.intake.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import mrs.jobs.intake.journal.IntakeEvent.Kind;
import mrs.resilience.folder.ForgetfulFolder;
import mrs.resilience.spool.SpoolEvent;
import org.junit.jupiter.api.Test;

class IntakeJournalTest {
  private static final Instant AT = Instant.parse("2024-06-01T02:00:00Z");

  private final ForgetfulFolder folder = new ForgetfulFolder();
  private final IntakeJournal journal = new IntakeJournal(folder);

  private static IntakeEvent event(int number) {
    return new IntakeEvent(
        0,
        Kind.GAP,
        AT.plusSeconds(number),
        Map.of("sales", (long) number),
        number,
        Optional.of(AT),
        Optional.empty(),
        "damaged",
        "event \"" + number + "\"\n");
  }

  @Test
  void eventsArePendingUntilTheyAreDone() throws IOException {
    NoteEvents events = NoteEvents.in(folder);
    for (int number = 1; number <= 5; number++) {
      events.note(event(number));
    }
    assertThat(journal.pending())
        .containsExactly(
            event(1).withSeq(1),
            event(2).withSeq(2),
            event(3).withSeq(3),
            event(4).withSeq(4),
            event(5).withSeq(5));
    journal.done(3);
    journal.done(2);
    assertThat(journal.pending()).map(IntakeEvent::seq).containsExactly(4L, 5L);
    assertThat(events.pending()).isEqualTo(2);
    events.note(event(6));
    assertThat(journal.pending()).map(IntakeEvent::seq).containsExactly(4L, 5L, 6L);
  }

  @Test
  void numbersGoOnInTheNextProcess() throws IOException {
    NoteEvents first = NoteEvents.in(folder);
    first.note(event(1));
    first.note(event(2));
    journal.done(2);
    first.close();
    NoteEvents second = NoteEvents.in(folder);
    assertThat(folder.size(NoteEvents.FILE)).as("what is done with goes").isZero();
    second.note(event(3));
    assertThat(journal.pending()).containsExactly(event(3).withSeq(3));
  }

  @Test
  void outlastsAPowerCut() throws IOException {
    for (int seed = 0; seed < 50; seed++) {
      ForgetfulFolder disk = new ForgetfulFolder();
      NoteEvents events = NoteEvents.in(disk);
      events.note(event(1));
      events.note(event(2));
      new IntakeJournal(disk).done(1);
      events.note(event(3));
      ForgetfulFolder after = disk.afterPowerCut(new Random(seed));
      NoteEvents.in(after);
      assertThat(new IntakeJournal(after).pending())
          .containsExactly(event(2).withSeq(2), event(3).withSeq(3));
    }
  }

  @Test
  void aLongJournalIsTidied() throws IOException {
    NoteEvents events = NoteEvents.in(folder);
    for (int number = 1; number <= 1_500; number++) {
      events.note(event(number));
      journal.done(number - 1);
    }
    assertThat(journal.pending()).containsExactly(event(1_500).withSeq(1_500));
    assertThat(LineFile.read(folder, NoteEvents.FILE, EventLine.class).lines())
        .hasSizeLessThan(600);
  }

  @Test
  void theWordsOfTheSpool() {
    assertThat(
            IntakeEvents.of(
                new SpoolEvent.Gap(
                    Map.of("sales", 3L),
                    3,
                    7,
                    9,
                    Optional.of(AT),
                    Optional.of(AT),
                    SpoolEvent.Gap.Reason.DROPPED,
                    AT)))
        .isEqualTo(
            new IntakeEvent(
                0,
                Kind.GAP,
                AT,
                Map.of("sales", 3L),
                3,
                Optional.of(AT),
                Optional.of(AT),
                "dropped",
                "3 records numbered 7 to 9 are lost"));
    List<SpoolEvent> others =
        List.of(
            new SpoolEvent.QueueSpill(SpoolEvent.QueueSpill.Cause.TARGET_AWAY, 4, AT),
            new SpoolEvent.BackfillStart(5, 50, AT),
            new SpoolEvent.BackfillEnd(6, 1, Duration.ofSeconds(2), AT),
            new SpoolEvent.PositionDamaged(7, AT));
    assertThat(others.stream().map(IntakeEvents::of))
        .extracting(IntakeEvent::kind, IntakeEvent::count, IntakeEvent::reason, IntakeEvent::text)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                Kind.QUEUE_SPILL, 4L, "target_away", "4 records wait on the disk from here on"),
            org.assertj.core.groups.Tuple.tuple(
                Kind.BACKFILL_START,
                5L,
                "",
                "5 records that had to wait begin to go out, at most 50.0 a second"),
            org.assertj.core.groups.Tuple.tuple(
                Kind.BACKFILL_END,
                6L,
                "",
                "6 records that had to wait went out in PT2S, 1 still wait"),
            org.assertj.core.groups.Tuple.tuple(
                Kind.POSITION_DAMAGED,
                0L,
                "",
                "records after number 7 may be handed out a second time"));
  }
}
