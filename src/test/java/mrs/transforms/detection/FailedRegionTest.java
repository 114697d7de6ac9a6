package mrs.transforms.detection;

import static mrs.transforms.SparkSchema.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import mrs.contracts.BaselineModels;
import mrs.contracts.DetectionLog;
import mrs.contracts.FailedRegions;
import mrs.contracts.Stores;
import mrs.transforms.detection.model.StateCodec;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A region whose judging fails, here by a snapshot that makes no sense, fails alone. */
class FailedRegionTest extends NightlySales {

  private static final int SERIES = STORES * SKUS;
  private static Night before;

  private static Dataset<Row> twoRegions() {
    List<Object[]> stores = new ArrayList<>();
    for (int s = 0; s < STORES; s++) {
      stores.add(row("S" + s, s < 3 ? "R1" : "R2", null, 1L, "stores.csv", (long) s, 0L));
    }
    return rows(Stores.TABLE, stores.toArray(Object[][]::new));
  }

  private static DetectDeviations.Inputs of(
      Dataset<Row> cells, Dataset<Row> reported, Dataset<Row> baseline) {
    return new DetectDeviations.Inputs(
        cells,
        reported,
        Optional.of(baseline),
        Optional.empty(),
        Optional.of(twoRegions()),
        Optional.empty());
  }

  @BeforeAll
  static void runTheFirstNight() {
    before =
        Night.of(
            detect(34)
                .apply(
                    of(
                        cells(0, 34, false, 34),
                        none(DetectionLog.TABLE),
                        none(BaselineModels.TABLE)),
                    Dataset::persist));
  }

  /** A header and a checksum that are right, of a body that ends early. */
  private static byte[] senseless() {
    byte[] body = {0, 0, 0, 1};
    CRC32 crc = new CRC32();
    crc.update(body);
    return ByteBuffer.allocate(16 + body.length)
        .putInt(ByteBuffer.wrap(payload(before.detected(), 34)).getInt())
        .putInt(StateCodec.FORMAT)
        .putLong(crc.getValue())
        .put(body)
        .array();
  }

  private static Dataset<Row> poisoned(Dataset<Row> baseline, String which) {
    return baseline.withColumn(
        BaselineModels.PAYLOAD.name(),
        functions
            .when(functions.expr(which), functions.lit(senseless()))
            .otherwise(col(BaselineModels.PAYLOAD)));
  }

  private static Dataset<Row> nights(int to) {
    Dataset<Row> cells = cells(0, 34, false, 34);
    for (int t = 35; t <= to; t++) {
      cells = cells.unionByName(cells(t, t, false, t));
    }
    return cells;
  }

  private static List<Row> of(Dataset<Row> rows, String region) {
    return rows.where(col(BaselineModels.REGION).equalTo(region)).collectAsList();
  }

  private static void assertFailedAlone(Night night, Night wanted, int days) {
    assertThat(of(night.reports(), "R1"))
        .containsExactlyInAnyOrderElementsOf(of(wanted.reports(), "R1"));
    assertThat(of(night.baseline(), "R1")).isNotEmpty();
    assertThat(of(night.reports(), "R2")).isEmpty();
    assertThat(of(night.baseline(), "R2")).isEmpty();
    assertThat(night.detected().failed().collectAsList())
        .singleElement()
        .satisfies(
            r -> {
              assertThat(r.<String>getAs(FailedRegions.REGION.name())).isEqualTo("R2");
              assertThat(r.<Date>getAs(FailedRegions.UNJUDGED_FROM.name()))
                  .isEqualTo(Date.valueOf(FIRST.plusDays(35)));
              assertThat(r.<String>getAs(FailedRegions.MESSAGE.name())).contains("UnreadableState");
            });
    assertThat(accounted(night.detected().considered())).isEqualTo((long) days * SERIES);
    assertThat(accounted(night.detected().cells())).isEqualTo((long) days * SERIES);
    assertThat(
            night.detected().cells().where("reason = 'region_failed'").collectAsList().stream()
                .mapToLong(r -> r.getLong(1))
                .sum())
        .isEqualTo((long) days * SERIES / 2);
  }

  @Test
  void theOthersAreJudgedAndItGoesOnFromItsEarliestUnjudgedDay() {
    Dataset<Row> poisoned = poisoned(before.baseline(), "region = 'R2'");
    Night failed = night(35, WHOLE, of(nights(35), before.reports(), poisoned));
    Night wanted = night(35, WHOLE, of(nights(35), before.reports(), before.baseline()));
    assertThat(of(wanted.reports(), "R1")).isNotEmpty();
    assertFailedAlone(failed, wanted, 1);

    Night twoNights =
        night(
            36,
            WHOLE,
            of(
                nights(36),
                before.reports().unionByName(wanted.reports()),
                before.baseline().unionByName(wanted.baseline())));
    Night healed =
        nightAfterFailure(
            36,
            FIRST.plusDays(35),
            of(
                nights(36),
                before.reports().unionByName(failed.reports()),
                before.baseline().unionByName(failed.baseline())));
    assertThat(healed.detected().failed().count()).isZero();
    assertThat(accounted(healed.detected().considered())).isEqualTo(3L * SERIES / 2);
    assertThat(model(healed, "R2")).isEqualTo(model(twoNights, "R2"));
  }

  @Test
  void allOfASharedRegionFailsWithOneOfItsParts() {
    Dataset<Row> poisoned = poisoned(inThreeParts(before.baseline()), "region = 'R2' and part = 1");
    assertFailedAlone(
        night(35, SERIES / 6, of(nights(35), before.reports(), poisoned)),
        night(35, WHOLE, of(nights(35), before.reports(), before.baseline())),
        1);
  }

  /** The newest snapshots as three tasks would have written them. */
  private static Dataset<Row> inThreeParts(Dataset<Row> baseline) {
    List<Row> parts = new ArrayList<>();
    for (Row whole :
        baseline
            .where(col(BaselineModels.MODEL_DAY).equalTo(Date.valueOf(FIRST.plusDays(34))))
            .collectAsList()) {
      byte[][] shares =
          StateCodec.shared(whole.getAs(BaselineModels.PAYLOAD.name()), 3, RegionPart.among(3));
      for (int part = 0; part < shares.length; part++) {
        Object[] values = ((GenericRowWithSchema) whole).values().clone();
        values[whole.fieldIndex(BaselineModels.PART.name())] = part;
        values[whole.fieldIndex(BaselineModels.PARTS.name())] = shares.length;
        values[whole.fieldIndex(BaselineModels.PAYLOAD.name())] = shares[part];
        parts.add(RowFactory.create(values));
      }
    }
    return spark.createDataFrame(parts, baseline.schema());
  }

  /** Told so, a region is judged again from a day of which nothing is new. */
  @Test
  void goesOnFromAnEarlierDayThanAnythingNew() {
    LocalDate earlier = FIRST.plusDays(31);
    Night again =
        nightAfterFailure(35, earlier, of(nights(35), before.reports(), before.baseline()));
    assertThat(accounted(again.detected().considered())).isEqualTo(SERIES / 2 + 5L * SERIES / 2);
  }

  private static Night night(int t, int seriesPerTask, DetectDeviations.Inputs inputs) {
    return Night.of(detect(t, seriesPerTask).apply(inputs, Dataset::persist));
  }

  /** R2 was not judged from {@code unjudged} on. */
  private static Night nightAfterFailure(
      int t, LocalDate unjudged, DetectDeviations.Inputs inputs) {
    Backlog backlog = new Backlog(Optional.empty(), Optional.empty(), Map.of("R2", unjudged));
    return Night.of(detect(t, WHOLE, backlog).apply(inputs, Dataset::persist));
  }

  private static byte[] model(Night night, String region) {
    return night
        .baseline()
        .where(col(BaselineModels.REGION).equalTo(region))
        .where(col(BaselineModels.MODEL_DAY).equalTo(Date.valueOf(FIRST.plusDays(36))))
        .head()
        .getAs(BaselineModels.PAYLOAD.name());
  }
}
