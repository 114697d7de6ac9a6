package mrs.jobs.runs;

import static mrs.transforms.SparkSchema.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import mrs.SparkTest;
import mrs.contracts.DetectionLog;
import mrs.contracts.LogColumns;
import mrs.contracts.SalesTimeseries;
import mrs.contracts.Stage;
import mrs.contracts.Table;
import mrs.jobs.ingest.IngestJob;
import mrs.jobs.ingest.IngestRequest;
import mrs.jobs.runs.RunConfig.Window;
import mrs.jobs.runs.execution.NightlyRun;
import mrs.jobs.stages.DetectionJob;
import mrs.jobs.stages.TimeseriesJob;
import mrs.jobs.warehouse.Warehouse;
import mrs.transforms.Latest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever windows runs had: once a run without one has judged what came in, the cells and the
 * active reports are those of a single run over everything.
 *
 * <p>{@code -Dmrs.windows=N} tries so many sequences of commands, {@code -Dmrs.windows.seed=N}
 * draws others.
 */
class WindowedRunsProperties extends SparkTest {
  private static final int SEQUENCES = Integer.getInteger("mrs.windows", 1);
  private static final long SEED = Long.getLong("mrs.windows.seed", 7);
  private static final LocalDate FIRST = LocalDate.parse("2024-03-04");
  private static final int DAYS = 45;
  private static final int DELIVERIES = 3;

  @TempDir private Path temporary;

  @Test
  void endLikeOneRunWithoutAWindow() throws IOException {
    for (int sequence = 0; sequence < SEQUENCES; sequence++) {
      Random random = new Random(SEED + sequence);
      Path folder = temporary.resolve("s" + sequence);
      Played windowed = new Played(folder.resolve("windowed"), random.nextLong());
      List<String> commands = new ArrayList<>();
      for (int delivery = 0; delivery < DELIVERIES; delivery++) {
        windowed.deliver(delivery);
        for (int n = 1 + random.nextInt(2); n > 0; n--) {
          commands.add(delivery + ": " + windowed.run(window(random)));
        }
      }
      windowed.run(Window.OPEN);
      Played once = new Played(folder.resolve("once"), windowed.seed);
      for (int delivery = 0; delivery < DELIVERIES; delivery++) {
        once.deliver(delivery);
      }
      once.run(Window.OPEN);

      assertThat(windowed.cells()).as("cells after %s", commands).isEqualTo(once.cells());
      assertThat(windowed.reports()).as("reports after %s", commands).isEqualTo(once.reports());
      assertThat(once.reports()).isNotEmpty();
    }
  }

  private static Window window(Random random) {
    Optional<LocalDate> day = Optional.of(FIRST.plusDays(20 + random.nextInt(DAYS - 20)));
    return switch (random.nextInt(3)) {
      case 0 -> new Window(Optional.empty(), day);
      case 1 -> new Window(day, Optional.empty());
      default -> Window.OPEN;
    };
  }

  /** A warehouse, its feed, and the commands that were given. */
  private static final class Played {
    private final Path feed;
    private final Warehouse warehouse;
    private final long seed;
    private final FakeNights nights;
    private int runs;

    Played(Path folder, long seed) throws IOException {
      this.feed = Files.createDirectories(folder.resolve("feed/sales")).getParent();
      this.warehouse = Warehouse.openOrCreate(spark, folder.resolve("warehouse"));
      this.seed = seed;
      this.nights =
          new FakeNights(warehouse)
              .with(Stage.TIMESERIES, new TimeseriesJob()::run)
              .with(Stage.DETECTION, new DetectionJob()::run);
    }

    /** A quarter of the days; the last ones restate some of the first. */
    void deliver(int delivery) throws IOException {
      StringBuilder csv = new StringBuilder("store_id,sku,sales_date,units,received_at\n");
      int length = DAYS / DELIVERIES;
      for (int day = delivery * length; day < (delivery + 1) * length; day++) {
        write(csv, day, 1);
      }
      if (delivery == DELIVERIES - 1) {
        write(csv, length + 3, 3);
      }
      Files.writeString(feed.resolve("sales/d" + delivery + ".csv"), csv);
      new IngestJob(nights.context(), FakeNights.CONFIG).run(IngestRequest.of(feed.toString()));
    }

    private void write(StringBuilder csv, int day, int factor) {
      LocalDate date = FIRST.plusDays(day);
      LocalDate received = FIRST.plusDays(factor == 1 ? day + 1 : DAYS);
      for (int store = 1; store <= 3; store++) {
        for (int sku = 1; sku <= 5; sku++) {
          Random random = new Random(seed + 1_000L * day + 10L * store + sku);
          int units = 10 + 2 * sku + random.nextInt(5);
          int fault = store == 2 && (day == 33 || day == 41) ? 5 : sku == 4 && day == 37 ? 4 : 1;
          csv.append(
              "S%d,P%d,%s,%d,%sT03:00:00Z%n"
                  .formatted(store, sku, date, units * fault * factor, received));
        }
      }
    }

    String run(Window window) {
      runs++;
      LocalDate night = FIRST.plusDays(DAYS + 1 + runs);
      String time = night.atTime(LocalTime.of(2, 0)).toInstant(ZoneOffset.UTC).toString();
      NightlyRun.Result result = nights.run("run-" + runs, time, window);
      assertThat(result.stages()).allMatch(s -> s.error().isEmpty());
      return window.toString();
    }

    List<String> cells() {
      return latest(
          SalesTimeseries.TABLE,
          SalesTimeseries.STORE_ID.name(),
          SalesTimeseries.SKU.name(),
          SalesTimeseries.SALES_DATE.name(),
          SalesTimeseries.UNITS.name());
    }

    List<String> reports() {
      Dataset<Row> latest =
          Latest.by(CommittedRows.now(warehouse).of(DetectionLog.TABLE), DetectionLog.REPORT_ID);
      return text(
          latest
              .where(col(DetectionLog.WITHDRAWN_REASON).isNull())
              .select(
                  col(DetectionLog.STORE_ID),
                  col(DetectionLog.SKU),
                  col(DetectionLog.DIRECTION),
                  col(DetectionLog.WINDOW_START),
                  col(DetectionLog.WINDOW_END),
                  col(DetectionLog.OBSERVED_UNITS)));
    }

    private List<String> latest(Table table, String... columns) {
      Dataset<Row> latest =
          Latest.by(
              CommittedRows.now(warehouse).of(table),
              SalesTimeseries.STORE_ID,
              SalesTimeseries.SKU,
              SalesTimeseries.SALES_DATE);
      return text(latest.drop(LogColumns.RUN_ID.name()).selectExpr(columns));
    }

    private static List<String> text(Dataset<Row> rows) {
      return rows.collectAsList().stream().map(Row::toString).sorted().toList();
    }
  }
}
