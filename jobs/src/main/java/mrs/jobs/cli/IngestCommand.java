package mrs.jobs.cli;

import java.util.concurrent.Callable;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.ingest.IngestJob;
import mrs.jobs.ingest.IngestReport;
import mrs.jobs.runs.Edge;
import mrs.jobs.warehouse.Warehouse;
import mrs.jobs.warehouse.WriterLock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code mrs ingest}: brings the pending deliveries of a feed folder in. */
@Command(
    name = "ingest",
    description =
        "Brings the pending deliveries of a feed folder in; creates the warehouse if need be.")
final class IngestCommand implements Callable<Integer> {
  @ParentCommand private MrsCommand mrs;

  @Parameters(paramLabel = "FEED_DIR", description = "Folder with sales/, context/ and reference/.")
  private String feed;

  @Override
  public Integer call() {
    Shared shared = mrs.shared();
    MrsConfig config = shared.config();
    Warehouse.prepare(shared.warehouseFolder());
    try (WriterLock lock = shared.lock("mrs ingest")) {
      Warehouse warehouse = Warehouse.openOrCreate(shared.spark(), shared.warehouseFolder());
      Edge edge = Edge.open(warehouse, shared.clock(), shared.progress());
      IngestReport report = new IngestJob(edge, config).run(feed);
      report.reasons().forEach(shared.progress()::say);
      return report.failed()
          ? ExitCodes.FAILED
          : report.degraded() ? ExitCodes.DEGRADED : ExitCodes.DONE;
    }
  }
}
