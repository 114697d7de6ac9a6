package mrs.jobs.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import mrs.jobs.cli.options.CommonOptions;
import mrs.jobs.cli.options.ExitCodes;
import mrs.jobs.cli.options.IntakeOptions;
import mrs.jobs.cli.options.QueueOption;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.ingest.IngestJob;
import mrs.jobs.ingest.IngestReport;
import mrs.jobs.ingest.IngestRequest;
import mrs.jobs.runs.RunContext;
import mrs.jobs.warehouse.Warehouse;
import mrs.jobs.warehouse.WriterLock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code mrs ingest}: brings the pending deliveries of a feed folder in. */
@Command(
    name = "ingest",
    description =
        "Brings the pending deliveries of a feed folder in; creates the warehouse if need be.")
final class IngestCommand implements Callable<Integer> {
  @ParentCommand private MrsCommand mrs;

  @Mixin private QueueOption queue = new QueueOption();

  @Parameters(
      paramLabel = "FEED_DIR",
      description =
          "Folder with sales/, context/ and reference/: a path, or a URI of a file system that Hadoop"
              + " reaches (a share: file:///…), from which it is copied first.")
  private String feed;

  @Option(
      names = "--retry-parked",
      description =
          "Takes up again what is parked or not in yet; what is not in the folder any more is taken"
              + " off the list.")
  private boolean retryParked;

  @Option(
      names = "--full-check",
      description =
          "Reads every file, also those that are known by name, size and time to be in already.")
  private boolean fullCheck;

  @Mixin private IntakeOptions intakes = new IntakeOptions();

  @Override
  public Integer call() {
    CommonOptions options = mrs.options();
    MrsConfig config = options.config();
    Warehouse.prepare(options.warehouseFolder());
    try (WriterLock lock = options.lock("mrs ingest")) {
      Warehouse warehouse = Warehouse.openOrCreate(options.spark(), options.warehouseFolder());
      RunContext context = RunContext.open(warehouse, options.clock(), options.progress());
      IngestReport report = ingest(context, config);
      options.figures().add(report);
      report.hints().forEach(options.progress()::say);
      report.reasons().forEach(options.progress()::say);
      IntakeNotes.enter(options, warehouse, intakes.folder(options), Optional.empty());
      return report.failed()
          ? ExitCodes.FAILED
          : report.degraded() ? ExitCodes.DEGRADED : ExitCodes.DONE;
    }
  }

  private IngestReport ingest(RunContext context, MrsConfig config) {
    try (FeedReading reading = new FeedReading(mrs.options(), config, context.warehouse())) {
      return new IngestJob(context, config, reading.feeds())
          .run(new IngestRequest(feed, retryParked, fullCheck));
    }
  }
}
