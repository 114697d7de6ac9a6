package mrs.jobs.gaps;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.SparkTest;
import mrs.contracts.ComponentHealthLog;
import mrs.contracts.GapEventsLog;
import mrs.contracts.GapKind;
import mrs.contracts.GapReason;
import mrs.contracts.Table;
import mrs.contracts.Words;
import mrs.jobs.intake.journal.IntakeEvent;
import mrs.jobs.intake.journal.IntakeEvent.Kind;
import mrs.jobs.intake.journal.IntakeEvents;
import mrs.jobs.intake.journal.IntakeJournal;
import mrs.jobs.intake.journal.NoteEvents;
import mrs.jobs.warehouse.TableRows;
import mrs.jobs.warehouse.Warehouse;
import mrs.resilience.folder.LocalFolder;
import mrs.resilience.spool.SpoolEvent;
import mrs.resilience.spool.SpoolEvent.BackfillStart;
import mrs.resilience.spool.SpoolEvent.Gap;
import mrs.resilience.spool.SpoolEvent.QueueSpill;
import mrs.resilience.spool.SpoolEvent.TargetAway;
import mrs.resilience.spool.SpoolEvent.TargetBack;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an intake noted gets into the logs once, whoever is killed in between. */
class EnterIntakeEventsTest extends SparkTest {
  private static final Instant AT = Instant.parse("2024-06-30T23:59:59.123456789Z");
  private static final Instant STORED = Instant.parse("2024-06-30T23:59:59.123456Z");
  private static final Instant ENTERED = Instant.parse("2024-07-01T02:00:00Z");
  private static final Gap LOST =
      new Gap(
          Map.of("sales", 2L, "context", 1L),
          3,
          7,
          9,
          Optional.of(AT.minusSeconds(60)),
          Optional.empty(),
          Gap.Reason.DAMAGED,
          AT);

  @TempDir private Path root;

  @Test
  void entersEachEventOnceThroughAKillBeforeTheJournalIsTold() throws IOException {
    Warehouse warehouse = Warehouse.openOrCreate(spark, root.resolve("warehouse"));
    assertThat(enter(warehouse, Optional.of("before")).events()).isZero();
    assertThat(intake()).doesNotExist();
    note(new TargetBack(AT.minusSeconds(99)));
    enter(warehouse, Optional.of("well"));
    assertThat(rows(warehouse, GapEventsLog.TABLE, "entry")).isEmpty();
    assertThat(rows(warehouse, ComponentHealthLog.TABLE, "entry")).isEmpty();
    note(new TargetAway(AT), new QueueSpill(QueueSpill.Cause.TARGET_AWAY, 3, AT), LOST);

    assertThat(enter(warehouse, Optional.empty()).lost())
        .extracting(IntakeEvent::kind, IntakeEvent::count)
        .containsExactly(tuple(Kind.GAP, 3L));
    assertThat(enter(warehouse, Optional.of("idle")).events()).isZero();
    // As if the process had been killed before it told the journal.
    Files.delete(intake().resolve("events.done"));
    note(new TargetAway(AT.plusSeconds(5)), new TargetBack(AT.plusSeconds(9)));
    note(new BackfillStart(3, 50, AT.plusSeconds(9)));
    assertThat(enter(warehouse, Optional.of("night")).events()).isEqualTo(6);
    assertThat(new IntakeJournal(LocalFolder.open(intake())).pending()).isEmpty();

    List<Row> gaps = rows(warehouse, GapEventsLog.TABLE, GapEventsLog.ENTRY.name());
    assertThat(gaps)
        .extracting(
            r -> r.getAs("component"),
            r -> r.getAs("entry"),
            r -> r.getAs("kind"),
            r -> r.getAs("reason"),
            r -> r.getAs("records"),
            r -> r.getAs("run_id"))
        .containsExactly(
            tuple("intake", 3L, "queue_spill", "target_away", 3L, null),
            tuple("intake", 4L, "gap", "damaged", 3L, null),
            tuple("intake", 7L, "backfill_start", null, 3L, "night"));
    Row lost = gaps.get(1);
    assertThat(TableRows.counts(lost, GapEventsLog.FEEDS))
        .isEqualTo(Map.of("context", 1L, "sales", 2L));
    assertThat(lost.getTimestamp(lost.fieldIndex("noticed_at")).toInstant()).isEqualTo(STORED);
    assertThat(lost.getTimestamp(lost.fieldIndex("accepted_from")).toInstant())
        .isEqualTo(STORED.minusSeconds(60));
    assertThat(lost.<Object>getAs("accepted_to")).isNull();
    assertThat(lost.<String>getAs("text")).isEqualTo("3 records numbered 7 to 9 are lost");

    assertThat(rows(warehouse, ComponentHealthLog.TABLE, ComponentHealthLog.ENTRY.name()))
        .extracting(
            r -> r.getAs("component"), r -> r.getAs("entry"), r -> r.getAs("state"), this::since)
        .containsExactly(
            tuple("intake_feed_folder", 1L, "open", STORED),
            tuple("intake_feed_folder", 2L, "closed", null));
  }

  @Test
  void everyWordOfTheJournalIsOneOfTheTable() {
    for (Kind kind : Kind.values()) {
      assertThat(Words.find(GapKind.class, kind.word()).isPresent())
          .isEqualTo(kind != Kind.TARGET_AWAY && kind != Kind.TARGET_BACK);
    }
    for (Gap.Reason reason : Gap.Reason.values()) {
      assertThat(GapReason.values()).extracting(Enum::name).contains(reason.name());
    }
    for (QueueSpill.Cause cause : QueueSpill.Cause.values()) {
      assertThat(GapReason.values()).extracting(Enum::name).contains(cause.name());
    }
  }

  private Path intake() {
    return root.resolve("intake");
  }

  private void note(SpoolEvent... events) throws IOException {
    try (NoteEvents notes = NoteEvents.in(LocalFolder.open(intake()))) {
      for (SpoolEvent each : events) {
        notes.note(IntakeEvents.of(each));
      }
    }
  }

  private EnterIntakeEvents.Entered enter(Warehouse warehouse, Optional<String> runId)
      throws IOException {
    return new EnterIntakeEvents(warehouse, runId, ENTERED).of(intake());
  }

  private static List<Row> rows(Warehouse warehouse, Table table, String by) {
    return warehouse.read(table).collectAsList().stream()
        .sorted(comparing((Row row) -> row.<Long>getAs(by)))
        .toList();
  }

  private Object since(Row row) {
    int at = row.fieldIndex(ComponentHealthLog.SINCE.name());
    return row.isNullAt(at) ? null : row.getTimestamp(at).toInstant();
  }
}
