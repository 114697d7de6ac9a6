package mrs.transforms.detection;

import static mrs.transforms.SparkSchema.col;
import static mrs.transforms.SparkSchema.schema;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mrs.SparkTest;
import mrs.contracts.BaselineModels;
import mrs.contracts.ContextualEvents;
import mrs.contracts.DetectionLog;
import mrs.contracts.LogColumns;
import mrs.contracts.SalesTimeseries;
import mrs.contracts.Stores;
import mrs.contracts.Table;
import mrs.contracts.UserEditsLog;
import mrs.jobs.spark.TakenRounds;
import mrs.transforms.Dropped;
import mrs.transforms.RunStamp;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The sales of six stores of a region, night by night, and what detection makes of them. */
abstract class NightlySales extends SparkTest {

  private static final String CODEGEN = "spark.sql.codegen.wholeStage";
  private static final String ADAPTIVE = "spark.sql.adaptive.enabled";
  private static final String[] NO_CODES = {};
  static final int STORES = 6;
  static final int SKUS = 6;

  /** No region has so many series. */
  static final int WHOLE = 1000;

  static final LocalDate FIRST = LocalDate.of(2024, 3, 1);

  /** The plans are wide and the data are small: compiling them would take most of the time. */
  @BeforeAll
  static void interpretPlans() {
    spark.conf().set(CODEGEN, "false");
    spark.conf().set(ADAPTIVE, "false");
  }

  @AfterAll
  static void compilePlansAgain() {
    spark.conf().unset(CODEGEN);
    spark.conf().unset(ADAPTIVE);
  }

  /** The night after day {@code t}, when its grace is over. */
  static Instant night(int t) {
    return FIRST.plusDays(t + 2).atStartOfDay().toInstant(java.time.ZoneOffset.UTC);
  }

  static DetectDeviations detect(int t) {
    return detect(t, WHOLE);
  }

  static DetectDeviations detect(int t, int seriesPerTask) {
    return detect(t, seriesPerTask, Backlog.NONE);
  }

  static DetectDeviations detect(int t, int seriesPerTask, Backlog backlog) {
    return new DetectDeviations(
        FIRST.plusDays(t),
        new Grace(Duration.ofHours(6)),
        seriesPerTask,
        backlog,
        new RunStamp("run-" + t, night(t), 1, List.of()),
        new TakenRounds(spark));
  }

  static double usual(int s, int p, int t) {
    return 10 + (s * 3 + p * 5) % 7 + (s * 31 + p * 17 + t * 13) % 5 + 2 * (t % 7 == 5 ? 1 : 0);
  }

  /** Cells of the days from {@code from} to {@code to}; S2 sells three times as much on day 35. */
  static Dataset<Row> cells(int from, int to, boolean restated, int writtenOn) {
    List<Object[]> cells = new ArrayList<>();
    for (int s = 0; s < STORES; s++) {
      for (int p = 0; p < SKUS; p++) {
        for (int t = from; t <= to; t++) {
          double factor = s == 2 && t == 35 && !restated ? 3 : 1;
          cells.add(cell("S" + s, "P" + p, t, factor * usual(s, p, t), writtenOn));
        }
      }
    }
    return rows(SalesTimeseries.TABLE, cells.toArray(Object[][]::new));
  }

  static Object[] cell(String store, String sku, int t, double units, int writtenOn) {
    Date day = Date.valueOf(FIRST.plusDays(t));
    Timestamp written = Timestamp.from(night(writtenOn));
    return row(
        store, sku, day, "sold", units, null, written, 0, "run", written, 1, false, NO_CODES, 0L,
        day);
  }

  static Dataset<Row> stores() {
    List<Object[]> stores = new ArrayList<>();
    for (int s = 0; s < STORES; s++) {
      stores.add(row("S" + s, "R1", s < 3 ? "G1" : null, 1L, "stores.csv", (long) s, 0L));
    }
    return rows(Stores.TABLE, stores.toArray(Object[][]::new));
  }

  static Dataset<Row> none(Table table) {
    return rows(table);
  }

  static DetectDeviations.Inputs inputs(
      Dataset<Row> cells, Dataset<Row> reported, Optional<Dataset<Row>> baseline) {
    return new DetectDeviations.Inputs(
        cells,
        reported,
        baseline,
        Optional.of(none(ContextualEvents.TABLE)),
        Optional.of(stores()),
        Optional.of(none(UserEditsLog.TABLE)));
  }

  /** A night that was run and appended: what the next one finds. */
  record Night(DetectDeviations.Detected detected, Dataset<Row> reports, Dataset<Row> baseline) {
    static Night of(DetectDeviations.Detected detected) {
      return new Night(
          detected,
          appended(DetectionLog.TABLE, detected.reports()),
          appended(BaselineModels.TABLE, detected.baseline()));
    }
  }

  static DetectDeviations.Inputs firstNight(Dataset<Row> cells) {
    return inputs(cells, none(DetectionLog.TABLE), Optional.of(none(BaselineModels.TABLE)));
  }

  /** What an append would make of a stage's rows. */
  static Dataset<Row> appended(Table table, Dataset<Row> rows) {
    Dataset<Row> whole = rows.withColumn(LogColumns.CONTENT_HASH.name(), functions.lit(0L));
    List<Row> collected =
        whole
            .select(
                table.fields().stream()
                    .map(f -> functions.col(f.name()))
                    .toArray(org.apache.spark.sql.Column[]::new))
            .collectAsList();
    return spark.createDataFrame(collected, schema(table));
  }

  static byte[] payload(DetectDeviations.Detected detected, int t) {
    return detected
        .baseline()
        .where(col(BaselineModels.MODEL_DAY).equalTo(Date.valueOf(FIRST.plusDays(t))))
        .head()
        .getAs(BaselineModels.PAYLOAD.name());
  }

  static long accounted(Dataset<Row> cells) {
    return cells.collectAsList().stream()
        .mapToLong(r -> r.<Long>getAs(Dropped.RECORDS.name()))
        .sum();
  }
}
