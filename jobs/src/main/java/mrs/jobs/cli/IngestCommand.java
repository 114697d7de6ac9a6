package mrs.jobs.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import mrs.jobs.cli.options.CommonOptions;
import mrs.jobs.cli.options.ExitCodes;
import mrs.jobs.cli.options.IngestOptions;
import mrs.jobs.cli.options.IntakeOptions;
import mrs.jobs.cli.options.QueueOption;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.ingest.IngestReport;
import mrs.jobs.runs.RunContext;
import mrs.jobs.warehouse.Warehouse;
import mrs.jobs.warehouse.WriterLock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code mrs ingest}: brings the pending deliveries of a feed folder in. */
@Command(
    name = "ingest",
    description =
        "Brings the pending deliveries of a feed folder in; creates the warehouse if need be.")
final class IngestCommand implements Callable<Integer> {
  @ParentCommand private MrsCommand mrs;

  @Mixin private IngestOptions ingest = new IngestOptions();

  @Mixin private QueueOption queue = new QueueOption();

  @Mixin private IntakeOptions intakes = new IntakeOptions();

  @Override
  public Integer call() {
    CommonOptions options = mrs.options();
    MrsConfig config = options.config();
    Warehouse.prepare(options.warehouseFolder());
    try (WriterLock lock = options.lock("mrs ingest")) {
      Warehouse warehouse = Warehouse.openOrCreate(options.spark(), options.warehouseFolder());
      IngestReport report =
          ingest.bringIn(
              options, config, RunContext.open(warehouse, options.clock(), options.progress()));
      IntakeNotes.enter(options, warehouse, intakes.folder(options), Optional.empty());
      return ExitCodes.of(report.failed(), report.degraded());
    }
  }
}
