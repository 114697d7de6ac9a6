package mrs.transforms.detection.reports;

import static org.assertj.core.api.Assertions.assertThat;

import mrs.contracts.Direction;
import mrs.contracts.TestKind;
import mrs.transforms.detection.series.SeriesKey;
import org.junit.jupiter.api.Test;

/** The names stand in logs and models, so each is pinned to the letter. */
class GroupKeyTest {
  private static final SeriesKey SERIES = new SeriesKey("S1", "K7");

  @Test
  void aSilentStoreHasNoDirection() {
    assertThat(GroupKey.missing("S1")).isEqualTo("missing|S1");
  }

  @Test
  void whatIsPooledHasItsDirectionLast() {
    assertThat(GroupKey.pooled(TestKind.STORE_DAY, "S1", Direction.UP))
        .isEqualTo("store_day|S1|up");
    assertThat(GroupKey.pooled(TestKind.SKU_DAY, "K7", Direction.DOWN))
        .isEqualTo("sku_day|K7|down");
  }

  @Test
  void aRegionThatSellsNothingHasNoDirection() {
    assertThat(GroupKey.region("north")).isEqualTo("region_day|north");
    assertThat(GroupKey.region("")).isEqualTo("region_day|");
  }

  @Test
  void zerosAreNamedSkuFirst() {
    assertThat(GroupKey.zeroRun("K7", "S1")).isEqualTo("zero_run|K7|S1");
    assertThat(GroupKey.zeroRun("K7", "")).isEqualTo("zero_run|K7|");
  }

  @Test
  void aSingleSeriesIsNamedStoreFirst() {
    assertThat(GroupKey.single(TestKind.CELL, SERIES, Direction.DOWN)).isEqualTo("cell|S1|K7|down");
    assertThat(GroupKey.single(TestKind.LEVEL_SHIFT, SERIES, Direction.UP))
        .isEqualTo("level_shift|S1|K7|up");
  }
}
