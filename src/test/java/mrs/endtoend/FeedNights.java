package mrs.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.ingest.IngestJob;
import mrs.jobs.ingest.IngestRequest;
import mrs.jobs.messages.Progress;
import mrs.jobs.runs.Books;
import mrs.jobs.runs.RunConfig.Window;
import mrs.jobs.runs.RunContext;
import mrs.jobs.runs.RunRequest;
import mrs.jobs.runs.execution.NightlyRun;
import mrs.jobs.stages.Pipeline;
import mrs.jobs.warehouse.Warehouse;
import org.apache.spark.sql.SparkSession;

/**
 * Nights of any feed in one process, each with the time that it was then; a night on which a stage
 * fails, or does not balance, fails the test.
 *
 * @param feed the feed folder
 */
record FeedNights(Warehouse warehouse, Path feed, MrsConfig config) {

  /** Opens {@code folder} with its feed and its warehouse. */
  static FeedNights open(SparkSession spark, Path folder, MrsConfig config) {
    return new FeedNights(
        Warehouse.openOrCreate(spark, folder.resolve("warehouse")), folder.resolve("feed"), config);
  }

  /** Writes sales as one delivery. */
  void deliver(String delivery, String header, Iterable<String> lines) throws IOException {
    Path file = feed.resolve("sales").resolve(delivery + ".csv.gz");
    Files.createDirectories(file.getParent());
    try (Writer out =
        new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), UTF_8)) {
      out.write(header + "\n");
      for (String line : lines) {
        out.write(line + "\n");
      }
    }
  }

  /** Ingests what is pending, and judges it, in the night that follows {@code day}. */
  void judge(LocalDate day) {
    Instant end = day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    Clock then = Clock.fixed(end.plus(Duration.ofHours(1)), ZoneOffset.UTC);
    RunContext context = RunContext.open(warehouse, then, new Progress(System.err, true));
    assertThat(new IngestJob(context, config).run(IngestRequest.of(feed.toString())).failed())
        .isFalse();
    RunRequest request =
        new RunRequest(Optional.empty(), Optional.of(end.plus(Duration.ofHours(2))), Window.OPEN);
    List<NightlyRun.Result> runs = new NightlyRun(context, Pipeline.stages()).run(request, config);
    assertThat(runs).hasSize(1);
    assertThat(runs.get(0).stages())
        .allSatisfy(s -> assertThat(s.error()).as(s.toString()).isEmpty())
        .allMatch(s -> s.books().map(Books::balanced).orElse(false));
  }
}
