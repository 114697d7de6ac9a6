package mrs.transforms.detection.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatestCellsTest {

  private static final SeriesKey KEY = new SeriesKey("S1", "Käse №7");
  private static final SeriesKey OTHER = new SeriesKey("S1", "P2");

  private static SalesCell cell(
      SeriesKey series, int day, double units, long writtenAt, int version, long hash) {
    return new SalesCell(series, day, DayCells.SOLD, units, day % 2 == 0, writtenAt, version, hash);
  }

  private static SalesCell awaited(SeriesKey series, int day, long writtenAt) {
    return new SalesCell(series, day, DayCells.NOT_REPORTED, 0, false, writtenAt, 1, 5);
  }

  private static final List<SalesCell> ROWS =
      List.of(
          cell(KEY, 10, 1.5, 100, 1, 7),
          cell(KEY, 10, -2, 200, 1, 3),
          cell(KEY, 11, 4, 100, 2, 1),
          cell(KEY, 11, 5, 100, 1, 9),
          cell(KEY, 12, 6, 100, 1, -4),
          cell(KEY, 12, 7, 100, 1, 4),
          awaited(OTHER, 10, 100),
          cell(OTHER, 10, 8, 300, 1, 0));

  @Test
  void keepsTheRowThatWasWrittenLastInAnyOrder() {
    List<SalesCell> rows = new ArrayList<>(ROWS);
    Random random = new Random(1);
    for (int round = 0; round < 20; round++) {
      Collections.shuffle(rows, random);
      LatestCells latest = new LatestCells();
      rows.forEach(latest::add);
      assertThat(latest.of(KEY)).containsExactly(ROWS.get(1), ROWS.get(2), ROWS.get(5));
      assertThat(latest.of(OTHER)).containsExactly(ROWS.get(7));
      assertThat(latest.superseded(0)).isEqualTo(4);
      assertThat(latest.superseded(11)).isEqualTo(2);
    }
  }

  @Test
  void takesMoreRowsAfterItWasAsked() {
    LatestCells latest = new LatestCells();
    latest.add(ROWS.get(0));
    assertThat(latest.of(KEY)).containsExactly(ROWS.get(0));
    latest.add(ROWS.get(1));
    assertThat(latest.of(KEY)).containsExactly(ROWS.get(1));
    assertThat(latest.superseded(0)).isEqualTo(1);
    assertThat(latest.of(new SeriesKey("S9", "P2"))).isEmpty();
  }

  @Test
  void packedCellsComeOutAsTheyWentIn() {
    List<SalesCell> day = ROWS.stream().filter(c -> c.day() == 10).toList();
    List<SalesCell> unpacked = new ArrayList<>();
    PackedCells.unpack(10, packed(day), unpacked::add);
    assertThat(unpacked).isEqualTo(day);
    PackedCells.unpack(10, packed(List.of()), unpacked::add);
    assertThat(unpacked).hasSameSizeAs(day);
  }

  @Test
  void isAwaitedWhileNoLaterRowSaysWhatWasSold() {
    byte[] waits = packed(List.of(awaited(KEY, 10, 100)));
    byte[] arrived = packed(List.of(cell(KEY, 10, 3, 200, 1, 0)));
    byte[] before = packed(List.of(cell(KEY, 10, 3, 50, 1, 0)));
    assertThat(LatestCells.anyAwaited(List.of(waits))).isTrue();
    assertThat(LatestCells.anyAwaited(List.of(arrived, waits))).isFalse();
    assertThat(LatestCells.anyAwaited(List.of(before, waits))).isTrue();
  }

  private static byte[] packed(List<SalesCell> cells) {
    PackedCells packed = new PackedCells();
    cells.forEach(packed::add);
    return packed.bytes();
  }
}
