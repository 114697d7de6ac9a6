package mrs.endtoend;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.contracts.Stage;
import mrs.jobs.config.ConfigFile;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.demo.DemoFeed;
import mrs.jobs.demo.PlayNights;
import mrs.jobs.demo.Scale;
import mrs.jobs.hydration.HydrationRun;
import mrs.jobs.messages.Progress;
import mrs.jobs.runs.RunConfig;
import mrs.jobs.runs.RunConfig.Window;
import mrs.jobs.runs.RunContext;
import mrs.jobs.runs.RunRequest;
import mrs.jobs.runs.StageRun;
import mrs.jobs.runs.execution.NightlyRun;
import mrs.jobs.stages.Pipeline;
import mrs.jobs.warehouse.Warehouse;
import org.apache.spark.sql.SparkSession;

/**
 * A folder with the tiny retailer's feed and a warehouse, opened.
 *
 * @param nights delivers, ingests and judges here
 */
record Site(Path folder, PlayNights nights) {
  /** The last night. */
  static final int LAST = 4;

  /** Twelve stores in two regions, ten SKUs, thirty days and some nights. */
  static final Scale TINY = new Scale(3, 10, 30, LAST);

  static final MrsConfig CONFIG = ConfigFile.read(Path.of("conf", "mrs.yaml"), Map.of());

  /** Opens {@code folder}; makes the warehouse where there is none. */
  static Site open(SparkSession spark, Path folder) {
    return open(spark, folder, CONFIG);
  }

  /** The same under another configuration. */
  static Site open(SparkSession spark, Path folder, MrsConfig config) {
    Warehouse warehouse = Warehouse.openOrCreate(spark, folder.resolve("warehouse"));
    RunContext context =
        RunContext.open(warehouse, Clock.systemUTC(), new Progress(System.err, true));
    DemoFeed feed = new DemoFeed(TINY, DemoFeed.SEED);
    return new Site(folder, new PlayNights(feed, folder.resolve("feed"), context, config));
  }

  RunContext context() {
    return nights.context();
  }

  Warehouse warehouse() {
    return context().warehouse();
  }

  /** Logical time of night {@code n}. */
  static Instant time(int n) {
    return TINY.logicalTime(n);
  }

  /** The run of night {@code n}. */
  RunConfig runOf(int n) {
    return context().ledger().committed(Stage.HYDRATION).stream()
        .filter(r -> r.logicalTime().equals(time(n)))
        .findFirst()
        .orElseThrow();
  }

  /** Runs the known run {@code runId} again. */
  NightlyRun.Result again(String runId) {
    RunRequest request = new RunRequest(Optional.of(runId), Optional.empty(), Window.OPEN);
    List<NightlyRun.Result> results =
        new NightlyRun(context(), Pipeline.stages()).run(request, CONFIG);
    return results.get(results.size() - 1);
  }

  /** Hydrates what changed, as {@code mrs hydrate} does. */
  StageRun hydrate() {
    return new HydrationRun(false).run(context(), CONFIG);
  }
}
