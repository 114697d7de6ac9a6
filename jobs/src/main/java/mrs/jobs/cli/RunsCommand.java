package mrs.jobs.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import mrs.contracts.RunKind;
import mrs.contracts.Stage;
import mrs.jobs.Problem;
import mrs.jobs.runs.RunConfig;
import mrs.jobs.runs.RunLedger;
import mrs.jobs.runs.StageRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code mrs runs}: which runs there are, and how their stages ended. */
@Command(
    name = "runs",
    description = "Lists runs and shows how their stages ended.",
    subcommands = {RunsCommand.List_.class, RunsCommand.Show.class})
final class RunsCommand {
  @ParentCommand private MrsCommand mrs;

  /** {@code mrs runs ls}. */
  @Command(name = "ls", description = "Lists runs, newest last.")
  static final class List_ implements Callable<Integer> {
    @ParentCommand private RunsCommand runs;

    @Override
    public Integer call() {
      Shared shared = runs.mrs.shared();
      RunLedger ledger = RunLedger.load(shared.existing());
      List<Map<String, Object>> rows = new ArrayList<>();
      for (RunKind kind : RunKind.values()) {
        for (RunConfig run : ledger.runs(kind)) {
          Map<String, Object> row = new LinkedHashMap<>();
          row.put("run_id", run.runId());
          row.put("kind", kind.word());
          row.put("logical_time", run.logicalTime());
          row.put("state", state(ledger, run));
          rows.add(row);
        }
      }
      Answer.print(shared, rows);
      return ExitCodes.DONE;
    }

    private static String state(RunLedger ledger, RunConfig run) {
      Stage last = run.kind() == RunKind.INGEST ? Stage.INGEST : Stage.HYDRATION;
      List<StageRun> attempts = ledger.attempts(run.runId());
      if (attempts.stream().noneMatch(a -> a.stage() == last)) {
        return "unfinished";
      }
      List<String> failed =
          attempts.stream()
              .map(StageRun::stage)
              .distinct()
              .filter(s -> !ledger.committed(run.runId(), s))
              .map(Stage::word)
              .toList();
      return failed.isEmpty() ? "committed" : "failed: " + String.join(", ", failed);
    }
  }

  /** {@code mrs runs show}. */
  @Command(
      name = "show",
      description = "Shows each attempt of a run's stages, its books and inputs.")
  static final class Show implements Callable<Integer> {
    @ParentCommand private RunsCommand runs;

    @Parameters(paramLabel = "RUN_ID", description = "The run.")
    private String runId;

    @Override
    public Integer call() {
      Shared shared = runs.mrs.shared();
      RunLedger ledger = RunLedger.load(shared.existing());
      if (ledger.run(runId).isEmpty()) {
        throw Problem.refused("there is no run '" + runId + "'", "'mrs runs ls' lists them");
      }
      List<Map<String, Object>> rows = new ArrayList<>();
      for (StageRun attempt : ledger.attempts(runId)) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("stage", attempt.stage().word());
        row.put("attempt", attempt.attempt());
        row.put("state", attempt.state().word());
        attempt
            .books()
            .ifPresent(
                b -> {
                  row.put("in", b.in());
                  row.put("out", b.out());
                  row.put("added", b.added());
                  row.put("dead_letters", b.deadLetters());
                  row.put("dropped", b.dropped());
                  row.put("balanced", b.balanced());
                });
        row.put("without", attempt.reasons());
        attempt.error().ifPresent(e -> row.put("error", e));
        rows.add(row);
      }
      Answer.print(shared, rows);
      return ExitCodes.DONE;
    }
  }
}
