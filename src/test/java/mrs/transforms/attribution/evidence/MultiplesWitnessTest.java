package mrs.transforms.attribution.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import mrs.contracts.Cause;
import mrs.contracts.Direction;
import mrs.contracts.TestKind;
import org.junit.jupiter.api.Test;

class MultiplesWitnessTest {

  private static List<Testimony> heard(SampleGroup group) {
    return new MultiplesWitness().about(group.facts()).toList();
  }

  private static SampleGroup store(double... units) {
    return new SampleGroup(TestKind.STORE_DAY, Direction.UP).skus(units);
  }

  private static SampleGroup sku(Direction direction, double... units) {
    return new SampleGroup(TestKind.SKU_DAY, direction).stores(units);
  }

  private static Testimony wrong(double weight, String sentence) {
    return new Testimony(Cause.DATA_ERROR, weight, sentence);
  }

  @Test
  void storeWhoseFiguresAreAllEvenHasSoldEverythingTwice() {
    assertThat(heard(store(2, 4, 6, 8, 10, 12, 14).step(1)))
        .containsExactly(wrong(0.7, "7 of 7 figures are even in 7 SKUs of store S1"));
  }

  @Test
  void asManyEvenFiguresAsChanceGivesSayNothing() {
    assertThat(heard(store(2, 4, 6, 8, 10, 12).step(1))).isEmpty();
    assertThat(heard(store(2, 4, 6, 8, 10, 12, 14, 3, 5).step(1))).isEmpty();
  }

  @Test
  void evenIsEvenInTheUsualStepAndZerosAreNoFigures() {
    assertThat(heard(store(0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.4, 0, 0).step(0.1)))
        .extracting(Testimony::sentence)
        .containsExactly("7 of 7 figures are even in 9 SKUs of store S1");
    assertThat(heard(store(2, 4, 6, 8, 10, 12, 14))).isEmpty();
  }

  @Test
  void skuToldInPiecesGivesTheGreatestPackThatFits() {
    assertThat(heard(sku(Direction.UP, 24, 48, 120).step(1)))
        .containsExactly(wrong(0.9, "3 of 3 figures are multiples of 24 in SKU K1 in 3 stores"));
    assertThat(heard(sku(Direction.UP, 12, 36, 60, 84, 31).step(1)))
        .containsExactly(wrong(0.9, "4 of 5 figures are multiples of 12 in SKU K1 in 5 stores"));
  }

  @Test
  void packsSayNothingWhereTooFewFitOrSalesHaveNotMultiplied() {
    assertThat(heard(sku(Direction.UP, 24, 48, 31, 37).step(1))).isEmpty();
    assertThat(heard(sku(Direction.UP, 24, 24, 24).step(1))).isEmpty();
    assertThat(heard(sku(Direction.UP, 48, 96).step(1))).isEmpty();
    assertThat(heard(sku(Direction.UP, 6, 6, 6, 30, 102).step(1))).isNotEmpty();
    assertThat(heard(sku(Direction.UP, 6, 30, 102).step(1))).isEmpty();
  }

  @Test
  void skuToldInPacksGivesFractionsThatAreNotUsual() {
    assertThat(heard(sku(Direction.DOWN, 0.5, 0.25, 1, 0.75, 2).step(1)))
        .containsExactly(
            wrong(
                0.85,
                "3 of 5 figures are no multiples of the usual step of 1.0"
                    + " in SKU K1 in 5 stores"));
    assertThat(heard(sku(Direction.DOWN, 0.5, 0.25, 1, 3, 2).step(1))).isEmpty();
    assertThat(heard(sku(Direction.DOWN, 0.5, 0.2, 1, 0.7, 2).step(0.1))).isEmpty();
  }

  @Test
  void testsOfOtherScopesSayNothing() {
    SampleGroup cells = new SampleGroup(TestKind.CELL, Direction.UP);
    assertThat(heard(cells.skus(24, 48, 72, 96, 120, 144, 168).step(1))).isEmpty();
    SampleGroup fallen = new SampleGroup(TestKind.STORE_DAY, Direction.DOWN);
    assertThat(heard(fallen.skus(0.5, 0.5, 0.5).step(1))).isEmpty();
  }

  @Test
  void chanceIsBinomial() {
    assertThat(MultiplesWitness.atLeast(0, 5, 0.3)).isCloseTo(1, within(1e-12));
    assertThat(MultiplesWitness.atLeast(5, 5, 0.5)).isCloseTo(1 / 32.0, within(1e-12));
    assertThat(MultiplesWitness.atLeast(2, 4, 0.5)).isCloseTo(11 / 16.0, within(1e-12));
    assertThat(MultiplesWitness.atLeast(1, 3, 1.0 / 24))
        .isCloseTo(1 - Math.pow(23.0 / 24, 3), within(1e-12));
  }
}
