package mrs.transforms.detection.judging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mrs.contracts.Direction;
import mrs.contracts.TestKind;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.model.SeriesField;
import mrs.transforms.detection.model.StateCodec;
import mrs.transforms.detection.reports.Report;
import mrs.transforms.detection.series.DayCells;
import org.junit.jupiter.api.Test;

/** Cells below zero. */
class JudgeReturnsTest {

  private static final long FIRST = SampleRegion.FIRST;

  @Test
  void returnsBeyondSalesAreLowSalesNotNonsense() {
    SampleRegion region = new SampleRegion(60);
    for (int t = 30; t < 60; t += 5) {
      region.put("S01", "P01", t, -4);
    }
    RegionResult few = region.judge();
    assertThat(SampleRegion.sure(few))
        .isNotEmpty()
        .allSatisfy(
            r -> {
              assertThat(r.series()).isEqualTo(SampleRegion.key("S01", "P01"));
              assertThat(r.direction()).isEqualTo(Direction.DOWN);
              assertThat(r.sums().observed()).isEqualTo(-4);
            });
    assertThat(few.snapshots().get(FIRST + 59).payload())
        .matches(p -> finite(StateCodec.decode(p)));

    List<Report> reversed =
        new SampleRegion(60)
            .store("S08", 52, 52, -1).judge().reports().stream()
                .filter(r -> r.first() == FIRST + 52 && r.severity() > 1)
                .toList();

    assertThat(reversed).hasSize(SampleRegion.SKUS);
    assertThat(reversed)
        .allSatisfy(
            r -> {
              assertThat(r.series().storeId()).isEqualTo("S08");
              assertThat(r.direction()).isEqualTo(Direction.DOWN);
              assertThat(r.sums().observed()).isNegative();
              assertThat(r.sums().lower()).isNotNegative();
            });
    assertThat(SampleRegion.sure(new SampleRegion(60).store("S08", 52, 52, -1).judge()))
        .isNotEmpty()
        .allMatch(r -> r.cause().group().test() == TestKind.STORE_DAY);
  }

  private static List<Report> of(SampleRegion region, int day) {
    return region.judge().reports().stream()
        .filter(r -> r.series().equals(SampleRegion.key("S02", "P07")))
        .filter(r -> r.first() <= FIRST + day && r.last() >= FIRST + day)
        .toList();
  }

  private static double severity(int day, double units) {
    return of(new SampleRegion(60).put("S02", "P07", day, units), day).stream()
        .mapToDouble(Report::severity)
        .max()
        .orElse(0);
  }

  @Test
  void moreReturnsThanSalesAreAtLeastAsSevereAsTheirMirrorImage() {
    for (int day : new int[] {50}) {
      for (int units : new int[] {10, 40, 350, 5000}) {
        assertThat(severity(day, -units))
            .as("%s units on day %s", -units, day)
            .isGreaterThanOrEqualTo(severity(day, units));
      }
    }
    assertThat(severity(50, -350)).isGreaterThan(SampleRegion.SURE);
  }

  @Test
  void moreReturnsThanSalesAreCountedAsSuchAndAreNoZeros() {
    SampleRegion region =
        new SampleRegion(60)
            .put("S02", "P07", 50, -40)
            .put("S02", "P07", 51, -60)
            .put("S02", "P07", 52, -50);
    assertThat(of(region, 51))
        .filteredOn(r -> r.severity() > 1)
        .singleElement()
        .satisfies(
            r -> {
              assertThat(r.first()).isEqualTo(FIRST + 50);
              assertThat(r.last()).isEqualTo(FIRST + 52);
              assertThat(r.sums().observed()).isEqualTo(-150);
              assertThat(r.cause().group().test()).isNotEqualTo(TestKind.ZERO_RUN);
            });
  }

  @Test
  void aStockOutThatWasToldExplainsNoReturns() {
    SampleRegion region =
        new SampleRegion(60)
            .put("S02", "P07", 50, -350)
            .flagged("S02", "P07", 50, 50, DayCells.STOCK_OUT);
    assertThat(of(region, 50))
        .singleElement()
        .satisfies(r -> assertThat(r.sums().observed()).isEqualTo(-350));
    assertThat(region.judge().cells()).doesNotContainKey(CellAccount.Fate.STOCK_OUT_CONTEXT);
  }

  private static boolean finite(RegionState state) {
    for (SeriesField field : SeriesField.values()) {
      for (float value : state.series().of(field)) {
        if (!Float.isFinite(value)) {
          return false;
        }
      }
    }
    return true;
  }
}
