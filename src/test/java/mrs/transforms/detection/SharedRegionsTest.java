package mrs.transforms.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Date;
import java.util.List;
import java.util.Optional;
import mrs.contracts.BaselineModels;
import mrs.contracts.DetectionLog;
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
    assertSame(
        byThree.detected().cells().groupBy("reason").sum("records"),
        byOne.detected().cells().groupBy("reason").sum("records"));
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
    for (int seriesPerTask : new int[] {WHOLE, SERIES / 2, SERIES / 3}) {
      Night found =
          shared(
              37, seriesPerTask, inputs(next, byThree.reports(), Optional.of(byThree.baseline())));
      assertSame(found.reports(), wanted.reports());
      Date last = Date.valueOf(FIRST.plusDays(37));
      assertThat(model(found, last)).isEqualTo(model(wanted, last));
    }
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
                        BaselineModels.MODEL_DAY
                            .col()
                            .equalTo(last)
                            .and(BaselineModels.PART.col().equalTo(1)),
                        functions.lit(new byte[] {1, 2, 3}))
                    .otherwise(BaselineModels.PAYLOAD.col()));
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

  private static List<RegionState> parts(Night night, Date day) {
    return night
        .baseline()
        .where(BaselineModels.MODEL_DAY.col().equalTo(day))
        .orderBy(BaselineModels.PART.col())
        .collectAsList()
        .stream()
        .map(r -> StateCodec.decode(r.getAs(BaselineModels.PAYLOAD.name())))
        .toList();
  }

  private static byte[] model(Night night, Date day) {
    return StateCodec.encode(RegionState.joined(parts(night, day)));
  }
}
