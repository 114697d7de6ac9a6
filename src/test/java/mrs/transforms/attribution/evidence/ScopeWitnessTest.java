package mrs.transforms.attribution.evidence;

import static mrs.contracts.Cause.DATA_ERROR;
import static mrs.contracts.Cause.UNKNOWN;
import static mrs.contracts.Cause.VIRAL;
import static mrs.contracts.Direction.DOWN;
import static mrs.contracts.Direction.MISSING;
import static mrs.contracts.Direction.UP;
import static mrs.contracts.TestKind.CELL;
import static mrs.contracts.TestKind.SKU_DAY;
import static mrs.contracts.TestKind.STORE_DAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mrs.contracts.Cause;
import mrs.contracts.Direction;
import mrs.contracts.TestKind;
import org.junit.jupiter.api.Test;

class ScopeWitnessTest {
  private static SampleGroup group(TestKind test, Direction direction) {
    return new SampleGroup(test, direction);
  }

  private static List<Testimony> heard(Witness witness, SampleGroup group) {
    return witness.about(group.facts()).toList();
  }

  private static Testimony said(Cause cause, double weight, String sentence) {
    return new Testimony(cause, weight, sentence);
  }

  private static List<Double> weights(Witness witness, SampleGroup group) {
    return heard(witness, group).stream().map(Testimony::weight).toList();
  }

  @Test
  void scopeSuspectsTheTillOfAStoreThatIsFarOff() {
    assertThat(heard(new ScopeWitness(), group(STORE_DAY, UP).skus(20, 20, 23)))
        .containsExactly(
            said(DATA_ERROR, 0.5, "units were 2.1 times the expectation in 3 SKUs of store S1"));
    assertThat(heard(new ScopeWitness(), group(STORE_DAY, DOWN).skus(5, 5, 5)))
        .containsExactly(
            said(DATA_ERROR, 0.55, "50 % of the expected units were sold in 3 SKUs of store S1"));
  }

  @Test
  void scopeBelievesTheLessTheFewerOthersThereAre() {
    SampleGroup doubled = group(STORE_DAY, UP).skus(20, 20, 23);

    assertThat(weights(new ScopeWitness(), doubled.comparedWith(9))).containsExactly(0.45);
    assertThat(weights(new ScopeWitness(), doubled.comparedWith(1))).containsExactly(0.25);
    assertThat(heard(new ScopeWitness(), doubled.comparedWith(0)))
        .containsExactly(
            said(
                UNKNOWN,
                0.1,
                "units were 2.1 times the expectation in 3 SKUs of store S1; no other store can be"
                    + " compared with it"));
  }

  @Test
  void aStoreAloneIsUnknownWhateverItSold() {
    for (SampleGroup alone :
        List.of(group(STORE_DAY, UP).skus(20, 20, 23), group(STORE_DAY, DOWN).skus(5, 5, 5))) {
      WeighCauses.Scored best = WeighCauses.of(alone.comparedWith(0).facts()).get(0);
      assertThat(best.cause()).isEqualTo(UNKNOWN);
      assertThat(EvidencePattern.of(alone.facts(), best))
          .hasValueSatisfying(
              p -> assertThat(p.text()).contains("few unknown: scope", ", hardly compared"));
    }
  }

  @Test
  void scopeIsSilentWhereAStoreIsLittleOffOrLittleIsKnown() {
    assertThat(heard(new ScopeWitness(), group(STORE_DAY, UP).skus(13, 13, 13))).isEmpty();
    assertThat(heard(new ScopeWitness(), group(STORE_DAY, DOWN).skus(7, 7, 7))).isEmpty();
    assertThat(heard(new ScopeWitness(), group(STORE_DAY, UP).skus(30, 30))).isEmpty();
    assertThat(heard(new ScopeWitness(), group(CELL, UP).skus(30, 30, 30))).isEmpty();
    SampleGroup blank = group(STORE_DAY, UP).blank("S1", "K1").blank("S1", "K2").blank("S1", "K3");
    assertThat(heard(new ScopeWitness(), blank)).isEmpty();
  }

  @Test
  void scopeHearsWordOfMouthInASkuThatSellsAMultipleInManyStores() {
    assertThat(heard(new ScopeWitness(), group(SKU_DAY, UP).stores(31, 31, 31, 31, 31)))
        .containsExactly(
            said(VIRAL, 0.2, "units were 3.1 times the expectation in SKU K1 in 5 stores"));
    assertThat(heard(new ScopeWitness(), group(SKU_DAY, UP).stores(31, 31, 31, 31))).isEmpty();
    assertThat(heard(new ScopeWitness(), group(SKU_DAY, UP).stores(30, 30, 30, 30, 30))).isEmpty();
  }

  @Test
  void scopeSuspectsTheUnitOfASkuThatSellsAlmostNothingButNotNothing() {
    assertThat(heard(new ScopeWitness(), group(SKU_DAY, DOWN).stores(1, 1, 1)))
        .containsExactly(
            said(DATA_ERROR, 0.45, "10 % of the expected units were sold in SKU K1 in 3 stores"));
    assertThat(heard(new ScopeWitness(), group(SKU_DAY, DOWN).stores(0, 0, 1))).isEmpty();
    assertThat(heard(new ScopeWitness(), group(SKU_DAY, DOWN).stores(4, 4, 4))).isEmpty();
  }

  @Test
  void scopeIsSureThatWhatDidNotReportIsAFaultOfTheData() {
    SampleGroup one = group(TestKind.MISSING, MISSING).blank("S1", "K1");
    assertThat(heard(new ScopeWitness(), one))
        .containsExactly(
            said(DATA_ERROR, 0.9, "SKU K1 in store S1: not reported though others were"));
  }
}
