package mrs.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import mrs.SparkTest;
import mrs.contracts.ComponentHealthLog;
import mrs.contracts.Field;
import mrs.contracts.GapEventsLog;
import mrs.contracts.Table;
import mrs.jobs.cli.options.ExitCodes;
import mrs.jobs.intake.journal.IntakeEvents;
import mrs.jobs.intake.journal.IntakeJournal;
import mrs.jobs.intake.journal.NoteEvents;
import mrs.jobs.warehouse.Warehouse;
import mrs.resilience.folder.LocalFolder;
import mrs.resilience.spool.SpoolEvent;
import mrs.resilience.spool.SpoolEvent.Gap;
import mrs.resilience.spool.SpoolEvent.QueueSpill;
import mrs.resilience.spool.SpoolEvent.TargetAway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a receiver noted is entered by the next ingest, by the command line. */
class IntakeNotesTest extends SparkTest {
  private static final Instant AT = Instant.parse("2024-06-25T23:00:00Z");

  @TempDir private Path root;

  @Test
  void areEnteredOnceAndThatTheyCannotBeCostsNoIngest() throws IOException {
    Path unreadable = Files.createDirectories(intake().resolve("events.jsonl"));

    Ended first = mrs("ingest", feed());

    assertThat(first.code()).as(first.err()).isEqualTo(ExitCodes.DONE);
    assertThat(first.err())
        .contains("warning: what 'mrs receive' noted in " + intake() + " cannot be entered");
    Files.delete(unreadable);
    note(new TargetAway(AT), new QueueSpill(QueueSpill.Cause.TARGET_AWAY, 3, AT), lost());

    Ended next = mrs("ingest", feed());

    assertThat(next.code()).as(next.err()).isEqualTo(ExitCodes.DONE);
    assertThat(next.err())
        .contains("warning: what 'mrs receive' took is not whole: 2 records numbered 7 to 8");
    assertThat(gaps()).containsExactly("intake|2|queue_spill|3|null", "intake|3|gap|2|null");
    assertThat(folderStates()).containsExactly("intake_feed_folder|1|open|null");
    assertThat(new IntakeJournal(LocalFolder.open(intake())).pending()).isEmpty();
    assertThat(mrs("ingest", feed()).err()).doesNotContain("receive");
    assertThat(gaps()).hasSize(2);
  }

  private static Gap lost() {
    return new Gap(
        Map.of("sales", 2L), 2, 7, 8, Optional.empty(), Optional.empty(), Gap.Reason.DAMAGED, AT);
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

  private String feed() throws IOException {
    Path sales = Files.createDirectories(root.resolve("feed/sales"));
    Files.writeString(
        sales.resolve("a.csv"),
        "store_id,sku,sales_date,units,received_at,net_sales,on_promotion,discount,retailer,line_id\n"
            + "S1,A1,2024-06-25,4,2024-06-26T01:00:00Z,1,false,0,R,\n");
    return root.resolve("feed").toString();
  }

  private Warehouse warehouse() {
    return Warehouse.open(spark, root.resolve("w"));
  }

  private List<String> gaps() {
    return rows(
        GapEventsLog.TABLE,
        GapEventsLog.COMPONENT,
        GapEventsLog.ENTRY,
        GapEventsLog.KIND,
        GapEventsLog.RECORDS,
        GapEventsLog.RUN_ID);
  }

  private List<String> folderStates() {
    return rows(
        ComponentHealthLog.TABLE,
        ComponentHealthLog.COMPONENT,
        ComponentHealthLog.ENTRY,
        ComponentHealthLog.STATE,
        ComponentHealthLog.RUN_ID);
  }

  private List<String> rows(Table table, Field... columns) {
    return warehouse().read(table).collectAsList().stream()
        .map(
            row ->
                String.join(
                    "|",
                    IntStream.range(0, columns.length)
                        .mapToObj(i -> String.valueOf(row.<Object>getAs(columns[i].name())))
                        .toList()))
        .sorted()
        .toList();
  }

  private Ended mrs(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--spool", intake().toString()));
    all.addAll(List.of("--warehouse", root.resolve("w").toString(), "--conf", "conf"));
    return Ended.of(all);
  }
}
