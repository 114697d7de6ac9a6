package mrs.transforms.attribution.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import mrs.contracts.Direction;
import mrs.contracts.TestKind;
import org.junit.jupiter.api.Test;

class PhraseTest {

  @Test
  void whatWasSoldIsSaidAsAShopkeeperWould() {
    assertThat(Phrase.sold(1.31)).isEqualTo("units were 1.3 times the expectation");
    assertThat(Phrase.sold(0.374)).isEqualTo("37 % of the expected units were sold");
    assertThat(Phrase.sold(0.004)).isEqualTo("next to nothing was sold");
    assertThat(Phrase.sold(0)).isEqualTo("nothing was sold");
    assertThat(Phrase.sold(-0.2)).isEqualTo("more came back than was sold");
  }

  @Test
  void aSkuWithSeveralReportsIsCountedOnce() {
    GroupFacts twice =
        new SampleGroup(TestKind.STORE_DAY, Direction.UP)
            .blank("S1", "K1")
            .blank("S1", "K1")
            .blank("S1", "K2")
            .facts();

    assertThat(twice.reports()).hasSize(3);
    assertThat(twice.subject()).isEqualTo("2 SKUs of store S1");
  }
}
