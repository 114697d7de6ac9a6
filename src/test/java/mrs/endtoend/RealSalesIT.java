package mrs.endtoend;

import static mrs.transforms.SparkSchema.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import mrs.SparkTest;
import mrs.contracts.DeliveriesLog;
import mrs.contracts.DetectionLog;
import mrs.contracts.Errors;
import mrs.contracts.MinorityReports;
import mrs.contracts.SalesTimeseries;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.ingest.IngestJob;
import mrs.jobs.ingest.IngestReport;
import mrs.jobs.messages.Progress;
import mrs.jobs.runs.Books;
import mrs.jobs.runs.RunConfig.Window;
import mrs.jobs.runs.RunContext;
import mrs.jobs.runs.RunRequest;
import mrs.jobs.runs.execution.NightlyRun;
import mrs.jobs.stages.Pipeline;
import mrs.jobs.warehouse.Warehouse;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Six real stores, where the data lies beside the project; skipped elsewhere. */
class RealSalesIT extends SparkTest {
  private static final Path BENCH = Path.of("..", "shared", "retailbench", "make_feed.py");
  private static final Path CITY = Path.of("..", "shared", "data", "freshretail", "city-06.csv.gz");
  private static final long MOST_SECONDS = 120;

  @TempDir private Path temporary;

  @Test
  void everyDeliveredRecordIsAccountedFor() throws IOException, InterruptedException {
    assumeTrue(Files.exists(BENCH) && Files.exists(CITY), "no real sales beside the project");
    Path feed = makeFeed();
    long delivered = Feeds.records(feed.resolve("sales"));
    RunContext context =
        RunContext.open(
            Warehouse.openOrCreate(spark, temporary.resolve("warehouse")),
            Clock.systemUTC(),
            new Progress(System.err, true));

    IngestReport ingest =
        new IngestJob(context, Site.CONFIG).run(mrs.jobs.ingest.IngestRequest.of(feed.toString()));
    RunRequest request = new RunRequest(Optional.of("whole-window"), Optional.empty(), Window.OPEN);
    List<NightlyRun.Result> runs =
        new NightlyRun(context, Pipeline.stages()).run(request, Site.CONFIG);

    assertThat(ingest.failed()).isFalse();
    assertThat(runs).hasSize(1);
    assertThat(runs.get(0).stages())
        .allMatch(s -> s.books().map(Books::balanced).orElse(false))
        .allMatch(s -> s.reasons().isEmpty());
    assertThat(delivered).isGreaterThan(10_000);
    assertThat(records(context)).isEqualTo(delivered);
    assertThat(context.warehouse().read(UnifiedSalesData.TABLE).count()).isEqualTo(delivered);
    assertThat(context.warehouse().read(Errors.of(UnifiedSalesData.TABLE)).count()).isZero();
    assertThat(context.warehouse().read(SalesTimeseries.TABLE).count())
        .isGreaterThanOrEqualTo(delivered);
    long detected =
        context
            .warehouse()
            .read(DetectionLog.TABLE)
            .select(col(DetectionLog.REPORT_ID))
            .distinct()
            .count();
    assertThat(detected).isPositive();
    assertThat(context.warehouse().read(MinorityReports.TABLE).count()).isEqualTo(detected);
  }

  private static long records(RunContext context) {
    return context
        .warehouse()
        .read(DeliveriesLog.TABLE)
        .where(col(DeliveriesLog.TABLE_NAME).equalTo(UnifiedSalesData.TABLE.name()))
        .agg(functions.sum(col(DeliveriesLog.RECORDS)))
        .head()
        .getLong(0);
  }

  private Path makeFeed() throws IOException, InterruptedException {
    Path feed = temporary.resolve("feed");
    Path log = temporary.resolve("make_feed.log");
    Optional<Process> started = python(feed, log);
    assumeTrue(started.isPresent(), "no python3 to make the feed with");
    Process process = started.get();
    try {
      assertThat(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(log)).isZero();
      return feed;
    } finally {
      process.destroyForcibly();
    }
  }

  private static Optional<Process> python(Path feed, Path log) {
    ProcessBuilder builder =
        new ProcessBuilder(
                "python3",
                BENCH.toString(),
                CITY.toString(),
                "--out",
                feed.toString(),
                "--stores",
                "6",
                "--first-values")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    try {
      return Optional.of(builder.start());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
