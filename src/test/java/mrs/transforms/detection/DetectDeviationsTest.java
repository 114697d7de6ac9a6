package mrs.transforms.detection;

import static mrs.transforms.SparkSchema.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mrs.contracts.BaselineModels;
import mrs.contracts.ContextualEvents;
import mrs.contracts.DetectionLog;
import mrs.contracts.SalesTimeseries;
import mrs.jobs.spark.TakenRounds;
import mrs.transforms.RunStamp;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DetectDeviationsTest extends NightlySales {

  private static Night firstNight;
  private static Night whole;

  @BeforeAll
  static void runTheFirstNights() {
    firstNight = Night.of(detect(34).apply(firstNight(cells(0, 34, false, 34)), Dataset::persist));
    whole = Night.of(detect(36).apply(firstNight(cells(0, 36, false, 36)), Dataset::persist));
  }

  @Test
  void reportsAStoreAndThenWithdrawsItWhenItsSalesAreRestated() {
    DetectDeviations.Detected first = whole.detected();
    Dataset<Row> reported = whole.reports();
    Dataset<Row> baseline = whole.baseline();
    List<Row> found = reported.where("test = 'store_day' and direction = 'up'").collectAsList();
    assertThat(found)
        .hasSize(SKUS)
        .allSatisfy(
            r -> {
              assertThat(r.<String>getAs("group_key")).isEqualTo("store_day|S2|up");
              assertThat(r.<Date>getAs("window_start")).isEqualTo(Date.valueOf("2024-04-05"));
              assertThat(r.<Date>getAs("week_start")).isEqualTo(Date.valueOf("2024-04-01"));
              assertThat(r.<String>getAs("region")).isEqualTo("R1");
              assertThat(r.<String>getAs("report_state")).isEqualTo("active");
            });
    assertThat(accounted(first.cells())).isEqualTo(37L * STORES * SKUS);
    assertThat(accounted(first.considered())).isEqualTo(37L * STORES * SKUS);

    Dataset<Row> after =
        cells(0, 36, false, 36)
            .unionByName(cells(35, 35, true, 37))
            .unionByName(cells(37, 37, false, 37));
    DetectDeviations.Detected second =
        detect(37).apply(inputs(after, reported, Optional.of(baseline)), Dataset::persist);
    List<Row> withdrawn =
        second.reports().where("report_state = 'withdrawn' and direction = 'up'").collectAsList();
    assertThat(withdrawn)
        .hasSizeGreaterThanOrEqualTo(SKUS)
        .filteredOn(r -> r.<String>getAs("store_id").equals("S2"))
        .hasSize(SKUS)
        .allMatch(r -> r.<String>getAs("withdrawn_reason").equals("restated"));
    assertThat(accounted(second.considered())).isEqualTo(4L * STORES * SKUS);
    assertThat(accounted(second.cells())).isEqualTo(4L * STORES * SKUS);
    assertThat(second.cells().where("reason = 'superseded'").collectAsList())
        .singleElement()
        .satisfies(r -> assertThat(r.getLong(1)).isEqualTo((long) STORES * SKUS));
    assertThat(second.baseline().select("model_day").distinct().count()).isEqualTo(3);
    assertThat(second.damaged().count()).isZero();
  }

  @Test
  void oneNightAfterTheOtherEndsWhereOneRunWould() {
    Dataset<Row> later = cells(0, 34, false, 34).unionByName(cells(35, 36, false, 36));
    DetectDeviations.Detected second =
        detect(36).apply(inputs(later, firstNight.reports(), Optional.of(firstNight.baseline())));
    assertThat(payload(second, 36)).isEqualTo(payload(whole.detected(), 36));
    assertThat(accounted(second.considered())).isEqualTo(2L * STORES * SKUS);
  }

  @Test
  void aCellThatWasWaitedForIsJudgedWhenItsGraceIsOverThoughNothingIsNew() {
    Dataset<Row> cells =
        cells(0, 36, false, 36)
            .withColumn(
                SalesTimeseries.CELL_STATE.name(),
                functions
                    .when(
                        functions.expr("store_id = 'S4' and sales_date = '2024-04-06'"),
                        "not_reported")
                    .otherwise("sold"));
    Night waiting = Night.of(patient(36).apply(firstNight(cells), Dataset::persist));
    assertThat(waiting.reports().where("direction = 'missing'").count()).isZero();

    DetectDeviations.Detected due =
        patient(37)
            .apply(
                inputs(cells, waiting.reports(), Optional.of(waiting.baseline())),
                Dataset::persist);

    assertThat(due.reports().where("direction = 'missing'").collectAsList())
        .hasSize(SKUS)
        .allMatch(r -> r.<String>getAs("store_id").equals("S4"))
        .allMatch(r -> r.<Date>getAs("window_start").equals(Date.valueOf("2024-04-06")));
    assertThat(accounted(due.considered())).isEqualTo((long) STORES * SKUS);
  }

  /** The night after day {@code t}, whose grace is not over then. */
  private static DetectDeviations patient(int t) {
    return new DetectDeviations(
        FIRST.plusDays(t),
        new Grace(Duration.ofHours(30)),
        WHOLE,
        Backlog.NONE,
        new RunStamp("run-" + t, night(t), 1, List.of()),
        new TakenRounds(spark));
  }

  @Test
  void neitherTheOrderOfRowsNorHowTheyArePartitionedChangesAnything() {
    Dataset<Row> shuffled =
        cells(0, 36, false, 36)
            .orderBy(functions.xxhash64(col(SalesTimeseries.SKU), col(SalesTimeseries.SALES_DATE)))
            .repartition(7, col(SalesTimeseries.UNITS));
    DetectDeviations.Detected again = detect(36).apply(firstNight(shuffled), Dataset::persist);
    assertThat(payload(again, 36)).isEqualTo(payload(whole.detected(), 36));
    assertThat(appended(DetectionLog.TABLE, again.reports()).collectAsList())
        .containsExactlyInAnyOrderElementsOf(whole.reports().collectAsList());
  }

  @Test
  void passesOverADamagedSnapshotAndSaysSo() {
    Dataset<Row> damaged =
        firstNight
            .baseline()
            .withColumn(
                BaselineModels.PAYLOAD.name(),
                functions
                    .when(
                        col(BaselineModels.MODEL_DAY).equalTo(Date.valueOf(FIRST.plusDays(34))),
                        functions.lit(new byte[] {1, 2, 3}))
                    .otherwise(col(BaselineModels.PAYLOAD)));
    Dataset<Row> later = cells(0, 34, false, 34).unionByName(cells(35, 36, false, 36));
    DetectDeviations.Detected second =
        detect(36).apply(inputs(later, none(DetectionLog.TABLE), Optional.of(damaged)));
    assertThat(second.damaged().collectAsList())
        .extracting(r -> r.<Date>getAs(BaselineModels.MODEL_DAY.name()))
        .containsExactly(Date.valueOf(FIRST.plusDays(34)));
    assertThat(accounted(second.considered())).isEqualTo(3L * STORES * SKUS);
    assertThat(payload(second, 36)).isEqualTo(payload(whole.detected(), 36));
  }

  @Test
  void learnsAgainWhatAnotherFormatRemembersAndSaysSo() {
    byte[] payload = payload(firstNight.detected(), 34);
    payload[7]++;
    Dataset<Row> old =
        firstNight
            .baseline()
            .where(col(BaselineModels.MODEL_DAY).equalTo(Date.valueOf(FIRST.plusDays(34))))
            .withColumn(BaselineModels.FORMAT.name(), functions.lit((int) payload[7]))
            .withColumn(BaselineModels.PAYLOAD.name(), functions.lit(payload));
    Dataset<Row> later = cells(0, 34, false, 34).unionByName(cells(35, 36, false, 36));
    DetectDeviations.Detected second =
        detect(36).apply(inputs(later, none(DetectionLog.TABLE), Optional.of(old)));
    assertThat(second.damaged().count()).isOne();
    assertThat(accounted(second.considered())).isEqualTo(37L * STORES * SKUS);
    assertThat(payload(second, 36)).isEqualTo(payload(whole.detected(), 36));
  }

  @Test
  void judgesThisRunsCellsByTheirTrailingDaysWhenTheBaselineIsDown() {
    Dataset<Row> cells = cells(0, 34, false, 34).unionByName(cells(35, 36, false, 36));
    DetectDeviations.Detected found =
        detect(36)
            .apply(inputs(cells, none(DetectionLog.TABLE), Optional.empty()), Dataset::persist);
    List<Row> reports = found.reports().collectAsList();
    assertThat(reports)
        .isNotEmpty()
        .allMatch(r -> r.<String>getAs("method").equals("deviation_heuristic"))
        .allMatch(r -> r.isNullAt(r.fieldIndex("day_factor")));
    assertThat(reports)
        .filteredOn(r -> r.<Date>getAs("window_start").equals(Date.valueOf("2024-04-05")))
        .extracting(r -> r.<String>getAs("store_id"))
        .containsOnly("S2");
    assertThat(found.baseline().count()).isZero();
    assertThat(accounted(found.considered())).isEqualTo(2L * STORES * SKUS);
    assertThat(accounted(found.cells())).isEqualTo(2L * STORES * SKUS);
  }

  @Test
  void judgesAllStoresTogetherWithoutASnapshotOfThem() {
    DetectDeviations.Detected found =
        detect(36)
            .apply(
                new DetectDeviations.Inputs(
                    cells(0, 36, false, 36),
                    none(DetectionLog.TABLE),
                    Optional.of(none(BaselineModels.TABLE)),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()));
    assertThat(found.reports().select("region").distinct().collectAsList())
        .extracting(r -> r.getString(0))
        .containsExactly("ALL");
  }

  @Test
  void readsContextAsItWasKnownOnTheDay() {
    Timestamp early =
        Timestamp.from(FIRST.plusDays(20).atTime(6, 0).toInstant(java.time.ZoneOffset.UTC));
    Timestamp late =
        Timestamp.from(FIRST.plusDays(38).atTime(6, 0).toInstant(java.time.ZoneOffset.UTC));
    Date from = Date.valueOf(FIRST.plusDays(30));
    Date to = Date.valueOf(FIRST.plusDays(32));
    Dataset<Row> context =
        rows(
            ContextualEvents.TABLE,
            row(
                "f",
                "e1",
                "stock_out",
                null,
                "S1",
                null,
                from,
                to,
                1.0,
                early,
                1L,
                "c",
                1L,
                1L,
                from),
            row(
                "f",
                "e2",
                "stock_out",
                null,
                "S3",
                null,
                from,
                to,
                1.0,
                late,
                1L,
                "c",
                2L,
                2L,
                from),
            row(
                "f",
                "e3",
                "stock_out",
                "R2",
                null,
                null,
                from,
                to,
                1.0,
                early,
                1L,
                "c",
                3L,
                3L,
                from));
    DetectDeviations.Detected found =
        detect(36)
            .apply(
                new DetectDeviations.Inputs(
                    cells(0, 36, false, 36),
                    none(DetectionLog.TABLE),
                    Optional.of(none(BaselineModels.TABLE)),
                    Optional.of(context),
                    Optional.of(stores()),
                    Optional.empty()));
    assertThat(found.cells().where("reason = 'stock_out_context'").collectAsList())
        .singleElement()
        .satisfies(r -> assertThat(r.getLong(1)).isEqualTo(3L * SKUS));
  }

  @Test
  void givesNothingWhenNothingIsNew() {
    DetectDeviations.Detected again =
        detect(37)
            .apply(inputs(cells(0, 36, false, 36), whole.reports(), Optional.of(whole.baseline())));
    assertThat(again.reports().count()).isZero();
    assertThat(again.baseline().count()).isZero();
    assertThat(accounted(again.considered())).isZero();
  }
}
