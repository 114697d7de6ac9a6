package mrs.transforms.detection.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import mrs.transforms.detection.passes.Totals;
import org.junit.jupiter.api.Test;

class CellSpreadTest {

  /** A gamma distribution of shape 1 is an exponential one: P(units) = exp(−units / mean). */
  @Test
  void whatIsFarOffIsAsRareAsTheGammaDistributionHasIt() {
    assertThat(CellSpread.rarity(10.5, 2, 2, 1)).isCloseTo(5 / Math.log(10), within(1e-9));
    assertThat(CellSpread.rarity(0, 20, 2, 1)).isGreaterThan(5);
    assertThat(CellSpread.rarity(1e6, 20, 2, 1)).isEqualTo(300);
  }

  @Test
  void whatIsNearItsMeanIsNotRareAtAll() {
    assertThat(CellSpread.rarity(3, 2, 2, 1)).isZero();
    assertThat(CellSpread.rarity(1, 0, 2, 1)).isZero();
  }

  /** One sold of what sells every fifth day: some 18 of a hundred days are so. */
  @Test
  void oneSoldOfARareSkuIsNoNews() {
    assertThat(CellSpread.rarity(1, 0.2, 1, 1)).isLessThan(1);
  }

  @Test
  void lessThanNothingCountsAsNothing() {
    assertThat(CellSpread.rarity(-40, 20, 2, 1)).isEqualTo(CellSpread.rarity(0, 20, 2, 1));
  }

  @Test
  void dispersionGoesFromThatOfTheRegionToThatOfItsSize() {
    CellSpread spread = new CellSpread();
    assertThat(spread.dispersion(7, 4, 2.5)).isEqualTo(2.5);

    Totals squares = new Totals(CellSpread.BINS);
    Totals means = new Totals(CellSpread.BINS);
    for (int cell = 0; cell < 100_000; cell++) {
      squares.add(7, CellSpread.square(8, 4, 6));
      means.add(7, 4);
    }
    spread.add(squares, means);

    assertThat(spread.dispersion(7, 4, 2.5)).isCloseTo(4, within(0.01));
    assertThat(spread.dispersion(8, 4, 2.5)).isEqualTo(2.5);
    assertThat(CellSpread.square(1000, 4, 6)).isEqualTo(25 * 4 * 6);
  }
}
