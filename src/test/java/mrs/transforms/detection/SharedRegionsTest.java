package mrs.transforms.detection;

import static mrs.transforms.SparkSchema.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Date;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import mrs.contracts.BaselineModels;
import mrs.contracts.ContextualEvents;
import mrs.contracts.DetectionLog;
import mrs.contracts.UserEditsLog;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.model.StateCodec;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A region that is shared among tasks gives what one task would, and so does the next night. */
class SharedRegionsTest extends NightlySales {

  private static final int SERIES = STORES * SKUS;
  private static Night byOne;
  private static Night byThree;

  @BeforeAll
  static void runTheFirstNight() {
    byOne = Night.of(detect(36).apply(firstNight(cells(0, 36, false, 36)), Dataset::persist));
    byThree = shared(36, SERIES / 3, firstNight(cells(0, 36, false, 36)));
  }

  private static Night shared(int t, int seriesPerTask, DetectDeviations.Inputs inputs) {
    return Night.of(detect(t, seriesPerTask).apply(inputs, Dataset::persist));
  }

  @Test
  void findsWhatOneTaskFinds() {
    assertThat(byThree.reports().count()).isPositive();
    assertSame(byThree.reports(), byOne.reports());
    assertSame(fates(byThree), fates(byOne));
    assertThat(accounted(byThree.detected().considered())).isEqualTo(37L * SERIES);
  }

  @Test
  void remembersWhatOneTaskRemembers() {
    List<Row> days = byOne.baseline().select("model_day").distinct().collectAsList();
    assertThat(days).hasSizeGreaterThan(14);
    for (Row day : days) {
      assertThat(parts(byThree, day.getDate(0))).hasSize(3);
      assertThat(model(byThree, day.getDate(0))).isEqualTo(model(byOne, day.getDate(0)));
    }
  }

  @Test
  void goesOnFromWhatOtherwiseSharedTasksRemember() {
    Dataset<Row> next =
        cells(0, 36, false, 36)
            .unionByName(cells(35, 35, true, 37))
            .unionByName(cells(37, 37, false, 37));
    Night wanted = shared(37, WHOLE, inputs(next, byOne.reports(), Optional.of(byOne.baseline())));
    assertThat(wanted.reports().where("withdrawn_reason = 'restated'").count()).isPositive();
    for (int seriesPerTask : new int[] {WHOLE, SERIES / 2}) {
      Night found =
          shared(
              37, seriesPerTask, inputs(next, byThree.reports(), Optional.of(byThree.baseline())));
      assertSame(found.reports(), wanted.reports());
      Date last = Date.valueOf(FIRST.plusDays(37));
      assertThat(model(found, last)).isEqualTo(model(wanted, last));
    }
  }

  @Test
  void takesContextAndDecisionsToTheStoresThatTheyConcern() {
    Dataset<Row> next =
        cells(0, 36, false, 36)
            .unionByName(cells(30, 30, true, 37))
            .unionByName(cells(37, 37, false, 37));
    DetectDeviations.Inputs bare = inputs(next, byOne.reports(), Optional.of(byOne.baseline()));
    DetectDeviations.Inputs told =
        new DetectDeviations.Inputs(
            next,
            byOne.reports(),
            Optional.of(byOne.baseline()),
            Optional.of(
                rows(
                    ContextualEvents.TABLE,
                    context("stock_out", "S1", null, 31),
                    context("promotion", null, "P2", 33))),
            Optional.of(stores()),
            Optional.of(rows(UserEditsLog.TABLE, accepted())));
    Night wanted = shared(37, WHOLE, told);
    Night found = shared(37, SERIES / 3, told);
    Date last = Date.valueOf(FIRST.plusDays(37));
    assertThat(model(wanted, last)).isNotEqualTo(model(shared(37, WHOLE, bare), last));
    assertThat(model(found, last)).isEqualTo(model(wanted, last));
    assertSame(found.reports(), wanted.reports());
    assertSame(fates(found), fates(wanted));
  }

  private static Object[] context(String kind, String store, String sku, int t) {
    Date day = Date.valueOf(FIRST.plusDays(t));
    Timestamp known = Timestamp.from(night(t - 3));
    return row("f", kind, kind, null, store, sku, day, day, 1.0, known, 1L, "c", 1L, (long) t, day);
  }

  /** Somebody confirms a report on the store that sold three times as much. */
  private static Object[] accepted() {
    String report =
        byOne.reports().where("store_id = 'S2' and sku = 'P3'").head().getAs("report_id");
    Timestamp decided = Timestamp.from(night(36));
    Date week = Date.valueOf("2024-04-01");
    return row("e1", report, "accept", null, "analyst", null, decided, 1L, week);
  }

  @Test
  void goesOnFromAnOlderSnapshotWhenAPartOfTheNewestIsDamaged() {
    Date last = Date.valueOf(FIRST.plusDays(36));
    Dataset<Row> damaged =
        byThree
            .baseline()
            .withColumn(
                BaselineModels.PAYLOAD.name(),
                functions
                    .when(
                        col(BaselineModels.MODEL_DAY)
                            .equalTo(last)
                            .and(col(BaselineModels.PART).equalTo(1)),
                        functions.lit(new byte[] {1, 2, 3}))
                    .otherwise(col(BaselineModels.PAYLOAD)));
    Dataset<Row> next = cells(0, 36, false, 36).unionByName(cells(37, 37, false, 37));
    Night found = shared(37, SERIES / 3, inputs(next, byThree.reports(), Optional.of(damaged)));
    assertThat(found.detected().damaged().collectAsList())
        .singleElement()
        .satisfies(r -> assertThat(r.<Date>getAs("model_day")).isEqualTo(last));
    assertThat(accounted(found.detected().considered())).isEqualTo(2L * SERIES);
  }

  @Test
  void judgesByTrailingDaysWhatOneTaskDoesWhenTheBaselineIsDown() {
    Dataset<Row> cells = cells(0, 34, false, 34).unionByName(cells(35, 36, false, 36));
    DetectDeviations.Inputs inputs = inputs(cells, rows(DetectionLog.TABLE), Optional.empty());
    Night wanted = shared(36, WHOLE, inputs);
    Night found = shared(36, SERIES / 4, inputs);
    assertThat(wanted.reports().count()).isPositive();
    assertSame(found.reports(), wanted.reports());
    assertThat(found.baseline().count()).isZero();
  }

  private static void assertSame(Dataset<Row> found, Dataset<Row> wanted) {
    assertThat(found.collectAsList()).containsExactlyInAnyOrderElementsOf(wanted.collectAsList());
  }

  private static Dataset<Row> fates(Night night) {
    return night.detected().cells().groupBy("reason").sum("records");
  }

  private static List<RegionState> parts(Night night, Date day) {
    return night
        .baseline()
        .where(col(BaselineModels.MODEL_DAY).equalTo(day))
        .orderBy(col(BaselineModels.PART))
        .collectAsList()
        .stream()
        .map(r -> StateCodec.decode(r.getAs(BaselineModels.PAYLOAD.name())))
        .toList();
  }

  private static byte[] model(Night night, Date day) {
    return StateCodec.encode(RegionState.joined(parts(night, day)));
  }
}
