package mrs.jobs.cli.options;

import java.time.Instant;
import mrs.jobs.hydration.Hydration;
import mrs.jobs.relations.AsOf;
import mrs.jobs.relations.Hydrated;
import mrs.jobs.relations.Relations;
import mrs.jobs.runs.CommittedRows;
import mrs.jobs.runs.execution.PastInputs;
import mrs.jobs.sql.QuerySession;
import mrs.jobs.warehouse.Warehouse;
import mrs.transforms.Availability;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --as-of}, and the tables and views that it leads to. */
public final class PastState {
  @Option(
      names = "--as-of",
      paramLabel = "T",
      description =
          "The state at this time, such as 2024-06-26T02:00:00Z, or after this run (default: now).")
  private @Nullable String asOf;

  /** What can be asked about, in a session of its own. */
  public Relations relations(CommonOptions options) {
    Warehouse warehouse =
        Warehouse.open(QuerySession.beside(options.spark()), options.warehouseFolder());
    CommittedRows committed = CommittedRows.now(warehouse);
    String time = asOf;
    return time == null
        ? Relations.now(committed, options.trust())
        : Relations.asOf(
            committed,
            AsOf.parse(time, committed.ledger()),
            (rows, then) -> hydrated(options, rows, then),
            options.config().trustPolicy());
  }

  private static Hydrated hydrated(CommonOptions options, CommittedRows committed, Instant time) {
    Availability logs = new PastInputs(committed, options.config()).asOf(time);
    return Hydration.asOf(committed, logs, time);
  }
}
