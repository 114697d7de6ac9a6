package mrs.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.SparkTest;
import mrs.contracts.AttributionLog;
import mrs.contracts.CohortHistory;
import mrs.contracts.ConflictsLog;
import mrs.contracts.DetectionLog;
import mrs.contracts.EventsLog;
import mrs.contracts.Field;
import mrs.contracts.FinalisedLog;
import mrs.contracts.LogColumns;
import mrs.contracts.UserEditsLog;
import mrs.contracts.UserEventEditsLog;
import mrs.endtoend.Folders;
import mrs.hydrate.Weeks;
import mrs.hydrate.consolidation.ReportLogs;
import mrs.jobs.config.ConfigFile;
import mrs.jobs.conflicts.ConflictDecision;
import mrs.jobs.conflicts.ConflictEntry;
import mrs.jobs.conflicts.ConflictUpdates;
import mrs.jobs.conflicts.Conflicts;
import mrs.jobs.conflicts.EnterConflicts;
import mrs.jobs.hydration.HydrationRun;
import mrs.jobs.messages.Progress;
import mrs.jobs.runs.CommittedRows;
import mrs.jobs.runs.RunContext;
import mrs.jobs.runs.StageRun;
import mrs.jobs.sql.TinyWarehouse;
import mrs.jobs.warehouse.Warehouse;
import mrs.transforms.Availability;
import mrs.transforms.RunStamp;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A conflict from the hydration that finds it to the person who resolves it, and after. */
class ConflictsCommandTest extends SparkTest {
  private static final String HEAD =
      "conflict_id                       resolution  subject  subject_id"
          + "                        field_group  holds      alternative  reason_codes"
          + "                 last_updated";

  private static final ConflictDecision RUTH_REJECTS =
      new ConflictDecision(false, "ruth", Optional.empty());

  @TempDir private Path folder;
  private Warehouse warehouse;

  @Test
  void isEnteredListedResolvedByAnEditAndEnteredAgain() {
    warehouse =
        Warehouse.open(
            spark, Folders.copy(TinyWarehouse.shared(spark).root(), folder.resolve("warehouse")));
    proposeWeather();
    Conflicts conflicts = new Conflicts(warehouse, Clock.systemUTC());
    ConflictUpdates updates = conflicts.subscribeUpdates();
    assertThat(conflicts.listPending(1)).isEmpty();

    hydrate();
    ConflictEntry pending = conflicts.listPending(10).get(0);
    String id = pending.id();
    String line =
        id
            + "  Pending     report   "
            + TinyWarehouse.RISE
            + "  attribution  promotion  weather      [\"newer_evidence\",\"ui_won\"]"
            + "  2024-06-20T00:00:00Z";
    assertThat(updates.next()).containsExactly(pending);
    assertThat(updates.next()).isEmpty();
    assertThat(mrs("conflicts", "ls").out()).isEqualTo(HEAD + "\n" + line + "\n");
    assertThat(mrs("conflicts", "show", id.substring(0, 8)).out())
        .isEqualTo(
            """
            conflict_id   %s
            resolution    Pending
            subject       report
            subject_id    %s
            field_group   attribution
            holds         promotion
            alternative   weather
            reason_codes  [newer_evidence, ui_won]
            last_updated  2024-06-20T00:00:00Z
            confidence    1.0
            answered      –
            source       origin  value      confidence  since
            ui           UEL     promotion  1.0         2024-06-13T09:00:00Z
            attribution  MRPAL   weather    0.8         2024-06-14T02:00:00Z
            """
                .formatted(id, TinyWarehouse.RISE));

    assertThat(mrs("conflicts", "resolve", id, "--reject").err()).contains("--by");
    assertThat(mrs("conflicts", "resolve", "ffff", "--reject", "--by", "ruth").err())
        .startsWith("refused: there is no conflict 'ffff'");
    assertThat(mrs("conflicts", "resolve", id, "--reject", "--by", "ruth").out())
        .isEqualTo(HEAD + "          answered\n" + line + "  UserRejected\n");
    assertThat(conflicts.applyResolution(id, RUTH_REJECTS)).isEqualTo(pending);
    assertThat(mrs("conflicts", "resolve", id, "--accept", "--by", "ruth").err())
        .startsWith("refused: the conflict " + id + " was answered with UserRejected already");
    assertThat(mrs("conflicts", "ls").out()).isEqualTo("(no rows)\n");
    assertThat(edits())
        .containsExactly(
            "e1 set_cause promotion lewis",
            "conflict-" + id + "-1-rejected set_cause weather ruth");

    assertThat(enter("2024-06-21T00:00:00Z")).isEqualTo(1);
    assertThat(enter("2024-06-21T00:00:00Z")).isZero();
    assertThat(enter("2024-06-22T00:00:00Z")).isZero();
    assertThat(updates.next()).containsExactlyElementsOf(conflicts.list());
    assertThat(rows())
        .containsExactly(
            "1 Pending promotion 1.0 [newer_evidence, ui_won]"
                + " [ui UEL promotion, attribution MRPAL weather] 2024-06-20T00:00:00Z",
            "2 UserRejected weather 1.0 [resolved_by_person, ui_won]"
                + " [ui UEL weather, attribution MRPAL weather] 2024-06-21T00:00:00Z");
    assertThatThrownBy(() -> conflicts.applyResolution(id, RUTH_REJECTS))
        .hasMessageStartingWith("there is nothing to decide in the conflict " + id);
  }

  /** What a hydration enters, without the hydration. */
  private int enter(String time) {
    CommittedRows rows = CommittedRows.now(warehouse);
    ReportLogs logs =
        new ReportLogs(
            rows.of(DetectionLog.TABLE),
            Optional.empty(),
            Optional.of(rows.of(AttributionLog.TABLE)),
            Optional.of(rows.of(CohortHistory.TABLE)),
            Optional.of(rows.of(EventsLog.TABLE)),
            Optional.empty(),
            Optional.of(rows.of(FinalisedLog.TABLE)),
            Optional.of(rows.of(UserEditsLog.TABLE)),
            Optional.of(rows.of(UserEventEditsLog.TABLE)));
    RunStamp stamp = new RunStamp("later", Instant.parse(time), 1, List.of());
    return new EnterConflicts(rows.tables(), Availability.ALL, stamp).from(logs, Weeks.ALL);
  }

  private void hydrate() {
    RunContext context =
        RunContext.open(
            warehouse,
            Clock.fixed(Instant.parse("2024-06-20T00:00:00Z"), ZoneOffset.UTC),
            new Progress(System.err, true));
    StageRun run =
        new HydrationRun(true).run(context, ConfigFile.read(Path.of("conf", "mrs.yaml"), Map.of()));
    assertThat(run.error()).isEmpty();
  }

  /** Attribution changes its mind the night after a person set another cause. */
  private void proposeWeather() {
    Map<Field, Object> row = new HashMap<>();
    row.put(AttributionLog.REPORT_ID, TinyWarehouse.RISE);
    row.put(AttributionLog.STORE_ID, "S1");
    row.put(AttributionLog.SKU, "A7");
    row.put(
        AttributionLog.RANKED_CAUSES,
        List.of(RowFactory.create("weather", .8, List.of("a storm"))));
    row.put(AttributionLog.PROPOSED_CAUSE, "weather");
    row.put(AttributionLog.CONFIDENCE_SCORE, .8);
    row.put(AttributionLog.CALIBRATION, "test");
    row.put(LogColumns.RUN_ID, "n3");
    row.put(LogColumns.WRITTEN_AT, TinyWarehouse.NIGHTS.get(2));
    row.put(LogColumns.VERSION, 1);
    row.put(LogColumns.IS_DEGRADED, false);
    row.put(LogColumns.DEGRADED_REASONS, List.of());
    row.put(LogColumns.WEEK_START, LocalDate.parse("2024-06-10"));
    TinyWarehouse.append(warehouse, AttributionLog.TABLE, row);
  }

  private List<String> edits() {
    return warehouse.read(UserEditsLog.TABLE).collectAsList().stream()
        .sorted(java.util.Comparator.comparing(r -> r.getTimestamp(6)))
        .map(
            r ->
                r.getString(0) + " " + r.getString(2) + " " + r.getString(3) + " " + r.getString(4))
        .toList();
  }

  private List<String> rows() {
    return warehouse.read(ConflictsLog.TABLE).orderBy("entry").collectAsList().stream()
        .map(
            r ->
                r.<Long>getAs("entry")
                    + " "
                    + r.getAs("resolution")
                    + " "
                    + r.getAs("holds")
                    + " "
                    + r.getAs("confidence")
                    + " "
                    + r.getList(r.fieldIndex("reason_codes"))
                    + " "
                    + r.<Row>getList(r.fieldIndex("sources")).stream()
                        .map(s -> s.getString(0) + " " + s.getString(1) + " " + s.getString(2))
                        .toList()
                    + " "
                    + r.<java.sql.Timestamp>getAs("last_updated").toInstant())
        .toList();
  }

  private record Ended(int code, String out, String err) {}

  private Ended mrs(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--quiet", "--warehouse", warehouse.root().toString()));
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setOut(new PrintStream(answer, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      int code = MrsCommand.run(all.toArray(String[]::new));
      return new Ended(
          code, answer.toString(StandardCharsets.UTF_8), said.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}
