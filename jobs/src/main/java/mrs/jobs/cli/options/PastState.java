package mrs.jobs.cli.options;

import java.nio.file.Path;
import java.time.Instant;
import mrs.hydrate.trust.TrustPolicy;
import mrs.jobs.hydration.Hydration;
import mrs.jobs.questions.BuildTables;
import mrs.jobs.questions.Questions;
import mrs.jobs.relations.AsOf;
import mrs.jobs.relations.Hydrated;
import mrs.jobs.relations.Relations;
import mrs.jobs.runs.CommittedRows;
import mrs.jobs.runs.execution.PastInputs;
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

  /** What can be asked about; Spark is started only to build a past state that is not kept. */
  public Questions questions(CommonOptions options) {
    String time = asOf;
    if (time == null) {
      return options.questions();
    }
    Path root = Warehouse.existing(options.warehouseFolder());
    TrustPolicy policy = options.config().trustPolicy();
    AsOf then = AsOf.parse(time, id -> Questions.logicalTime(root, id));
    BuildTables build = new BuildTables(options.config(), () -> past(options, then));
    return Questions.asOf(root, then, policy, options.clock(), build);
  }

  private static Relations past(CommonOptions options, AsOf then) {
    return Relations.asOf(
        CommittedRows.now(options.existing()), then, (rows, time) -> hydrated(options, rows, time));
  }

  private static Hydrated hydrated(CommonOptions options, CommittedRows committed, Instant time) {
    Availability logs = new PastInputs(committed, options.config()).asOf(time);
    return Hydration.asOf(committed, logs, time);
  }
}
