package mrs.jobs.runs;

import static mrs.contracts.Stage.CLUSTERING;
import static mrs.contracts.Stage.DETECTION;
import static mrs.contracts.StageState.COMMITTED;
import static mrs.contracts.StageState.DISREGARDED;
import static mrs.contracts.StageState.FAILED;
import static mrs.contracts.StageState.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import mrs.SparkTest;
import mrs.contracts.RunConfigLog;
import mrs.contracts.RunKind;
import mrs.contracts.Stage;
import mrs.contracts.StageRunsLog;
import mrs.jobs.messages.Problem;
import mrs.jobs.questions.OpenTables;
import mrs.jobs.warehouse.Append;
import mrs.jobs.warehouse.TableRows;
import mrs.jobs.warehouse.Warehouse;
import mrs.serving.query.LockedDatabase;
import mrs.serving.runs.ListRuns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without Spark the ledger says of each run what it says with Spark. */
class ListedRunsTest extends SparkTest {
  @TempDir private Path folder;

  @Test
  void runsStandAsTheLedgerHasThem() {
    Warehouse warehouse = Warehouse.openOrCreate(spark, folder.resolve("w 1%20"));
    assertThat(listed(warehouse)).isEmpty();

    RunLedger ledger = RunLedger.load(warehouse);
    // Not in the order of their times, and two of one time.
    RunConfig failed = run(warehouse, "failed", RunKind.NIGHTLY, 12);
    RunConfig good = run(warehouse, "good", RunKind.NIGHTLY, 10);
    RunConfig left = run(warehouse, "left out", RunKind.NIGHTLY, 11);
    RunConfig late = run(warehouse, "b", RunKind.HYDRATION, 13);
    run(warehouse, "a", RunKind.INGEST, 13);
    for (Stage stage : RunKind.NIGHTLY.stages()) {
      ledger.enter(Entries.entry(good, stage, STARTED), Entries.entry(good, stage, COMMITTED));
      ledger.enter(Entries.entry(left, stage, COMMITTED));
      boolean fails = stage == DETECTION || stage == CLUSTERING;
      ledger.enter(Entries.entry(failed, stage, fails ? FAILED : COMMITTED));
    }
    ledger.enter(Entries.entry(failed, CLUSTERING, 2, COMMITTED));
    ledger.enter(Entries.entry(left, Stage.TIMESERIES, DISREGARDED));
    ledger.enter(Entries.entry(late, Stage.HYDRATION, STARTED));

    assertThat(listed(warehouse))
        .containsExactly(
            "good nightly 2024-06-10T02:00:00Z committed",
            "left out nightly 2024-06-11T02:00:00Z disregarded",
            "failed nightly 2024-06-12T02:00:00Z failed: detection",
            "a ingest 2024-06-13T02:00:00Z unfinished",
            "b hydration 2024-06-13T02:00:00Z unfinished")
        .isEqualTo(bySpark(warehouse));
  }

  @Test
  void aLedgerThatIsLostOrDamagedIsToldOf() throws IOException {
    Warehouse warehouse = Warehouse.openOrCreate(spark, folder.resolve("w"));
    ManyRuns.write(warehouse, 3);
    assertThat(listed(warehouse)).hasSize(3).isEqualTo(bySpark(warehouse));

    Path file;
    try (Stream<Path> files = Files.walk(warehouse.path(StageRunsLog.TABLE))) {
      file = files.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
    byte[] content = Files.readAllBytes(file);
    content[content.length / 2] ^= 1;
    Files.write(file, content);
    assertThatThrownBy(() -> listed(warehouse))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("is not what was written");

    Files.move(warehouse.path(StageRunsLog.TABLE), folder.resolve("elsewhere"));
    assertThatThrownBy(() -> listed(warehouse))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("the table stage_runs_log is lost")
        .hasMessageContaining("mrs maintain --accept-loss stage_runs_log");
    assertThatThrownBy(() -> OpenTables.newest(folder.resolve("none"), ListRuns.TABLES))
        .hasMessageContaining("there is no warehouse at");
  }

  private static RunConfig run(Warehouse warehouse, String id, RunKind kind, int day) {
    RunConfig run = Entries.run(id, kind, day);
    Append.to(warehouse, RunConfigLog.TABLE)
        .enter(new TableRows(RunConfigLog.TABLE).add(run.values()));
    return run;
  }

  private static List<String> listed(Warehouse warehouse) {
    try (LockedDatabase tables = OpenTables.newest(warehouse.root(), ListRuns.TABLES)) {
      return new ListRuns(tables)
          .list().stream().map(r -> line(r.runId(), r.kind(), r.logicalTime(), r.state())).toList();
    }
  }

  private static List<String> bySpark(Warehouse warehouse) {
    RunLedger ledger = RunLedger.load(warehouse);
    return ledger.runs().stream()
        .map(r -> line(r.runId(), r.kind(), r.logicalTime(), state(ledger, r)))
        .toList();
  }

  private static String line(String id, RunKind kind, Instant time, String state) {
    return id + " " + kind.word() + " " + time + " " + state;
  }

  /** As the command told it while it read the ledger by Spark. */
  private static String state(RunLedger ledger, RunConfig run) {
    if (ledger.disregarded(run.runId())) {
      return "disregarded";
    }
    if (!ledger.finished(run)) {
      return "unfinished";
    }
    List<String> failed =
        ledger.attempts(run.runId()).stream()
            .map(StageRun::stage)
            .distinct()
            .filter(s -> !ledger.committed(run.runId(), s))
            .map(Stage::word)
            .toList();
    return failed.isEmpty() ? "committed" : "failed: " + String.join(", ", failed);
  }
}
