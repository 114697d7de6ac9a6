package mrs.jobs.cli;

import java.util.concurrent.Callable;
import mrs.jobs.cli.options.CommonOptions;
import mrs.jobs.cli.options.ExitCodes;
import mrs.jobs.cli.options.IngestOptions;
import mrs.jobs.cli.options.IntakeOptions;
import mrs.jobs.cli.options.QueueOption;
import mrs.jobs.cli.options.RunOptions;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.night.Night;
import mrs.jobs.runs.RunContext;
import mrs.jobs.runs.RunRequest;
import mrs.jobs.warehouse.Warehouse;
import mrs.jobs.warehouse.WriterLock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code mrs night}: an ingest and a run in one process. */
@Command(
    name = "night",
    description = {
      "Brings the pending deliveries of a feed folder in, then judges what came in: 'ingest' and"
          + " 'run' in one process, which takes less time than two.",
      "An ingest that failed or was refused ends it. One that ended with 2 does not; the night then"
          + " ends with 2 at best."
    })
final class NightCommand implements Callable<Integer> {
  @ParentCommand private MrsCommand mrs;

  @Mixin private IngestOptions ingest = new IngestOptions();

  @Mixin private RunOptions run = new RunOptions();

  @Mixin private QueueOption queue = new QueueOption();

  @Mixin private IntakeOptions intakes = new IntakeOptions();

  @Override
  public Integer call() {
    CommonOptions options = mrs.options();
    MrsConfig config = options.config();
    RunRequest request = run.request(options);
    Warehouse.prepare(options.warehouseFolder());
    try (WriterLock lock = options.lock("mrs night")) {
      Warehouse warehouse = Warehouse.openOrCreate(options.spark(), options.warehouseFolder());
      RunContext context = RunContext.open(warehouse, options.clock(), options.progress());
      Night night =
          Night.of(
              () -> ingest.bringIn(options, config, context),
              () -> RunOptions.judge(request, options, config, context));
      IntakeNotes.enter(options, warehouse, intakes.folder(options), RunOptions.last(night.runs()));
      return ExitCodes.of(night.failed(), night.degraded());
    }
  }
}
