package mrs.transforms.detection.judging.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mrs.contracts.TestKind;
import mrs.transforms.detection.judging.rules.FoundCells.FoundCell;
import org.junit.jupiter.api.Test;

class FoundCellsTest {

  private static FoundCell cell(int key, int store, boolean led, double excess) {
    return new FoundCell(TestKind.SKU_DAY, key, store, led, excess, 20_000, 0);
  }

  @Test
  void whatLedYesterdayComesFirstThenTheLargestThenByStore() {
    List<FoundCell> cells =
        List.of(
            cell(4, 0, false, 30),
            cell(4, 1, true, 2),
            cell(4, 3, false, 7),
            cell(4, 2, false, 7),
            cell(4, 5, true, 9),
            cell(6, 0, false, 50));
    FoundCells here = new FoundCells();
    FoundCells elsewhere = new FoundCells();
    cells.forEach(c -> (c.store() % 2 == 0 ? here : elsewhere).add(c));
    here.merge(elsewhere);
    assertThat(here.groups(TestKind.SKU_DAY).get(4))
        .containsExactly(cells.get(4), cells.get(1), cells.get(0), cells.get(3), cells.get(2));
    assertThat(here.groups(TestKind.ZERO_RUN)).isEmpty();
  }
}
