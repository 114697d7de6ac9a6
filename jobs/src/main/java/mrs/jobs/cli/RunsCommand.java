package mrs.jobs.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import mrs.jobs.cli.options.Answer;
import mrs.jobs.cli.options.CommonOptions;
import mrs.jobs.cli.options.ExitCodes;
import mrs.jobs.cli.options.QueueOption;
import mrs.jobs.messages.Problem;
import mrs.jobs.questions.OpenTables;
import mrs.jobs.runs.DisregardRun;
import mrs.jobs.runs.RunContext;
import mrs.jobs.runs.RunLedger;
import mrs.jobs.runs.StageRun;
import mrs.jobs.warehouse.Warehouse;
import mrs.jobs.warehouse.WriterLock;
import mrs.serving.query.LockedDatabase;
import mrs.serving.runs.ListRuns;
import mrs.serving.runs.ListedRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code mrs runs}: which runs there are, and how their stages ended. */
@Command(
    name = "runs",
    description = "Lists runs, shows how their stages ended, leaves one out.",
    subcommands = {RunsCommand.List_.class, RunsCommand.Show.class, RunsCommand.Disregard.class})
final class RunsCommand {
  @ParentCommand private MrsCommand mrs;

  /** {@code mrs runs ls}. */
  @Command(name = "ls", description = "Lists runs, newest last.")
  static final class List_ implements Callable<Integer> {
    @ParentCommand private RunsCommand runs;

    @Override
    public Integer call() {
      CommonOptions options = runs.mrs.options();
      List<Map<String, Object>> rows = new ArrayList<>();
      try (LockedDatabase tables = OpenTables.newest(options.warehouseFolder(), ListRuns.TABLES)) {
        for (ListedRun run : new ListRuns(tables).list()) {
          Map<String, Object> row = new LinkedHashMap<>();
          row.put("run_id", run.runId());
          row.put("kind", run.kind().word());
          row.put("logical_time", run.logicalTime());
          row.put("state", run.state());
          rows.add(row);
        }
      }
      Answer.print(options, rows);
      return ExitCodes.DONE;
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
      CommonOptions options = runs.mrs.options();
      RunLedger ledger = RunLedger.load(options.asked());
      if (ledger.run(runId).isEmpty()) {
        throw Problem.refused("there is no run '" + runId + "'", "'mrs runs ls' lists them");
      }
      List<Map<String, Object>> rows = new ArrayList<>();
      for (StageRun attempt : ledger.entries(runId)) {
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
        if (attempt.state().isEnd()) {
          row.put("seconds", attempt.took().toMillis() / 1000.0);
        }
        attempt
            .cost()
            .ifPresent(
                c -> {
                  row.put("spark_jobs", c.sparkJobs());
                  row.put("commits", c.commits());
                });
        row.put("without", attempt.reasons());
        attempt.error().ifPresent(e -> row.put("error", e));
        rows.add(row);
      }
      Answer.print(options, rows);
      return ExitCodes.DONE;
    }
  }

  /** {@code mrs runs disregard}. */
  @Command(
      name = "disregard",
      description = {
        "Leaves out, for good, everything that a run of 'mrs run' wrote. What came in waits to be",
        "judged again by the next 'mrs run'. For a run that was given a wrong logical time, or that",
        "another version of the program began."
      })
  static final class Disregard implements Callable<Integer> {
    @ParentCommand private RunsCommand runs;

    @Mixin private QueueOption queue = new QueueOption();

    @Parameters(paramLabel = "RUN_ID", description = "The run.")
    private String runId;

    @Option(
        names = "--why",
        required = true,
        paramLabel = "TEXT",
        description = "The reason, which the ledger keeps.")
    private String why;

    @Override
    public Integer call() {
      CommonOptions options = runs.mrs.options();
      Warehouse warehouse = options.existing();
      try (WriterLock lock = options.lock("mrs runs disregard")) {
        new DisregardRun(runId, why)
            .apply(RunContext.open(warehouse, options.clock(), options.progress()));
      }
      return ExitCodes.DONE;
    }
  }
}
