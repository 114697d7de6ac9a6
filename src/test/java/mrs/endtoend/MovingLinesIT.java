package mrs.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import mrs.SparkTest;
import mrs.contracts.LogColumns;
import mrs.contracts.SalesTimeseries;
import mrs.contracts.Stage;
import mrs.jobs.config.ConfigFile;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.ingest.IngestJob;
import mrs.jobs.ingest.IngestRequest;
import mrs.jobs.messages.Progress;
import mrs.jobs.runs.Books;
import mrs.jobs.runs.RunConfig.Window;
import mrs.jobs.runs.RunContext;
import mrs.jobs.runs.RunInputs;
import mrs.jobs.runs.RunRequest;
import mrs.jobs.runs.StageRun;
import mrs.jobs.runs.execution.NightlyRun;
import mrs.jobs.stages.TimeseriesJob;
import mrs.jobs.warehouse.Warehouse;
import mrs.transforms.Latest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Invoice lines that are corrected, sent twice and moved to other days, night by night. */
@EnabledIfSystemProperty(
    named = "mrs.long",
    matches = "true",
    disabledReason = "minutes of nights: 'mvn -Pdrills verify', or -Dmrs.long=true")
class MovingLinesIT extends SparkTest {
  private static final LocalDate FIRST = LocalDate.of(2024, 6, 3);
  private static final int NIGHTS = 3;
  private static final String HEAD = "store_id,sku,sales_date,units,received_at,line_id\n";
  private static final MrsConfig CONFIG =
      ConfigFile.read(
          Path.of("conf", "mrs.yaml"),
          Map.of(
              "feeds.sales.grain", "line",
              "feeds.sales.zeros", "implied",
              "feeds.sales.lines_move", "true"));

  @TempDir Path folder;

  /** A line as the till has it now: the day and the units of its newest version. */
  private record Line(String store, String sku, String id, int day) {}

  @Test
  void nightAfterNightEndsInTheCellsThatOneRunGives() throws IOException {
    List<String> deliveries = deliveries(new Random(12));
    Path nightly = folder.resolve("nightly");
    List<Books> books = new ArrayList<>();
    for (int night = 0; night < NIGHTS; night++) {
      put("feed", night, deliveries.get(night));
      put("all", night, deliveries.get(night));
      books.add(run(nightly, folder.resolve("feed"), night));
    }

    Path whole = folder.resolve("whole");
    Books once = run(whole, folder.resolve("all"), NIGHTS - 1);

    assertThat(cells(nightly)).isEqualTo(cells(whole)).hasSizeGreaterThan(40);
    assertThat(books).allMatch(Books::balanced);
    assertThat(once.balanced()).isTrue();
    assertThat(once.dropped().keySet()).containsExactlyInAnyOrder("conflicting", "superseded");
  }

  /** Each night has new lines, some of which are sent twice, and earlier ones anew or moved. */
  private static List<String> deliveries(Random random) {
    List<Line> lines = new ArrayList<>();
    List<String> deliveries = new ArrayList<>();
    for (int night = 0; night < NIGHTS; night++) {
      StringBuilder text = new StringBuilder(HEAD);
      for (int i = 0; i < 8 && night > 0; i++) {
        Line old = lines.get(random.nextInt(lines.size()));
        int day = random.nextBoolean() ? old.day() : random.nextInt(night + 1);
        text.append(sent(new Line(old.store(), old.sku(), old.id(), day), night, random));
      }
      for (int i = 0; i < 25; i++) {
        Line line =
            new Line("S" + random.nextInt(3), "P" + random.nextInt(6), "L" + night + i, night);
        lines.add(line);
        text.append(sent(line, night, random));
        text.append(random.nextInt(6) == 0 ? sent(line, night, random) : "");
      }
      deliveries.add(text.toString());
    }
    return deliveries;
  }

  private static String sent(Line line, int night, Random random) {
    return String.join(
            ",",
            line.store(),
            line.sku(),
            FIRST.plusDays(line.day()).toString(),
            (random.nextInt(90) - 10) + "." + random.nextInt(10),
            FIRST.plusDays(night) + "T23:00:00Z",
            line.id())
        + "\n";
  }

  private void put(String feed, int night, String text) throws IOException {
    Path file = folder.resolve(feed).resolve("sales").resolve(night + ".csv");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** Ingests and goes through the time series stage alone; the others have nothing to do. */
  private static Books run(Path root, Path feed, int night) {
    Warehouse warehouse = Warehouse.openOrCreate(spark, root);
    Progress quiet = new Progress(new PrintStream(OutputStream.nullOutputStream()), true);
    RunContext context = RunContext.open(warehouse, Clock.systemUTC(), quiet);
    assertThat(new IngestJob(context, CONFIG).run(IngestRequest.of(feed.toString())).failed())
        .isFalse();
    Map<Stage, BiFunction<RunInputs, MrsConfig, Books>> stages = new LinkedHashMap<>();
    for (Stage stage : Stage.values()) {
      if (stage != Stage.INGEST) {
        stages.put(stage, (inputs, config) -> new Books(0, 0, 0, 0, Map.of()));
      }
    }
    stages.put(Stage.TIMESERIES, new TimeseriesJob()::run);
    RunRequest request =
        new RunRequest(
            Optional.empty(),
            Optional.of(FIRST.plusDays(night + 1L).atStartOfDay().toInstant(ZoneOffset.UTC)),
            Window.OPEN);
    List<NightlyRun.Result> results = new NightlyRun(context, stages).run(request, CONFIG);
    assertThat(results).hasSize(1);
    StageRun timeseries = results.get(0).stages().get(0);
    assertThat(timeseries.error()).isEmpty();
    return timeseries.books().orElseThrow();
  }

  private static List<String> cells(Path root) {
    return Contents.of(
        Latest.by(
            Warehouse.open(spark, root).read(SalesTimeseries.TABLE),
            SalesTimeseries.STORE_ID,
            SalesTimeseries.SKU,
            SalesTimeseries.SALES_DATE),
        SalesTimeseries.RECEIVED_AT,
        SalesTimeseries.CONFLICTING,
        LogColumns.RUN_ID,
        LogColumns.WRITTEN_AT,
        LogColumns.CONTENT_HASH);
  }
}
