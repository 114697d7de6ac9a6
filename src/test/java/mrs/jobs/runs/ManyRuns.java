package mrs.jobs.runs;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.contracts.Field;
import mrs.contracts.RunConfigLog;
import mrs.contracts.RunKind;
import mrs.contracts.Stage;
import mrs.contracts.StageRunsLog;
import mrs.contracts.StageState;
import mrs.jobs.runs.RunConfig.Frozen;
import mrs.jobs.runs.RunConfig.Window;
import mrs.jobs.warehouse.Append;
import mrs.jobs.warehouse.TableRows;
import mrs.jobs.warehouse.Warehouse;

/** Writes a ledger of many nights that went well, one commit a table. */
final class ManyRuns {
  private static final Instant FIRST = Instant.parse("2015-01-01T02:00:00Z");

  private ManyRuns() {}

  static void write(Warehouse warehouse, int nights) {
    write(warehouse, 0, nights);
  }

  /** The nights from number {@code first} on. */
  static void write(Warehouse warehouse, int first, int nights) {
    TableRows runs = new TableRows(RunConfigLog.TABLE);
    TableRows entries = new TableRows(StageRunsLog.TABLE);
    long entry = (long) first * RunKind.NIGHTLY.stages().size();
    for (int n = first; n < first + nights; n++) {
      RunConfig run = run(n);
      runs.add(run.values());
      for (Stage stage : RunKind.NIGHTLY.stages()) {
        entries.add(values(run, stage, ++entry));
      }
    }
    Append.to(warehouse, RunConfigLog.TABLE).enter(runs);
    Append.to(warehouse, StageRunsLog.TABLE).enter(entries);
  }

  private static RunConfig run(int n) {
    return new RunConfig(
        "old-" + n,
        RunKind.NIGHTLY,
        FIRST.plus(Duration.ofDays(n)),
        "test:" + n,
        Window.OPEN,
        Map.of(),
        Map.of(),
        new Frozen("{}", "hash"),
        Optional.empty());
  }

  private static Map<Field, Object> values(RunConfig run, Stage stage, long entry) {
    Instant end = run.logicalTime();
    StageRun.Ending ending =
        new StageRun.Ending(
            StageState.COMMITTED, Optional.of(Books.EMPTY), Optional.empty(), end, end);
    StageRun.Id id = new StageRun.Id(run.runId(), stage, 1, end);
    FoundInputs found = new FoundInputs(List.of(), List.of());
    return new HashMap<>(new StageRun(id, entry, found, ending).values());
  }
}
