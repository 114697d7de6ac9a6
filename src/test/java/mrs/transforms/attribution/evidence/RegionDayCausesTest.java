package mrs.transforms.attribution.evidence;

import static mrs.transforms.attribution.evidence.SampleGroup.feast;
import static mrs.transforms.attribution.evidence.SampleGroup.weather;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import mrs.contracts.Cause;
import mrs.contracts.Direction;
import mrs.contracts.TestKind;
import org.junit.jupiter.api.Test;

/** Why a region sells nothing of anything on a day. */
class RegionDayCausesTest {

  /** Three stores that sold nothing of two SKUs, with what was known of each. */
  private static SampleGroup nothingSold(ContextFact... context) {
    SampleGroup group = new SampleGroup(TestKind.REGION_DAY, Direction.DOWN);
    for (String store : List.of("S1", "S2", "S3")) {
      group.series(store, "K1", 0, 10, context).series(store, "K2", 0, 3, context);
    }
    return group;
  }

  private static WeighCauses.Scored best(SampleGroup group) {
    return WeighCauses.of(group.facts()).get(0);
  }

  private static double score(Cause cause, SampleGroup group) {
    return WeighCauses.of(group.facts()).stream()
        .filter(s -> s.cause() == cause)
        .mapToDouble(WeighCauses.Scored::score)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void onAFeastItIsClosed() {
    WeighCauses.Scored best = best(nothingSold(feast(0, "Easter Monday")));
    assertThat(best)
        .isEqualTo(
            new WeighCauses.Scored(
                Cause.HOLIDAY, 0.8, List.of("Easter Monday on 2024-03-05"), List.of("holiday")));
    assertThat(EvidencePattern.of(nothingSold(feast(0, "Easter Monday")).facts(), best))
        .map(EvidencePattern::text)
        .contains("region_day down few holiday: holiday");
  }

  @Test
  void otherwiseTheCauseIsUnknownAndNeverAStockOut() {
    WeighCauses.Scored best = best(nothingSold());
    assertThat(best)
        .isEqualTo(
            new WeighCauses.Scored(
                Cause.UNKNOWN,
                0.35,
                List.of("nothing that is known speaks clearly for another cause"),
                List.of("scope")));
    assertThat(score(Cause.DATA_ERROR, nothingSold())).isCloseTo(0.3, within(1e-12));
    assertThat(score(Cause.STOCK_OUT, nothingSold())).isZero();
    assertThat(best(nothingSold().withoutContext()).cause()).isEqualTo(Cause.UNKNOWN);
  }

  @Test
  void feedOfZerosIsWhatItMayBeToo() {
    assertThat(new ScopeWitness().about(nothingSold().facts()))
        .containsExactly(
            new Testimony(
                Cause.DATA_ERROR,
                0.3,
                "nothing at all was sold in all 3 stores that reported, as if zeros stood in for"
                    + " sales"));
  }

  @Test
  void extremeWeatherMayHaveClosedItAndOrdinaryWeatherSaysNothing() {
    assertThat(best(nothingSold(weather(0, 50, 0.99, 99))).cause()).isEqualTo(Cause.WEATHER);
    assertThat(best(nothingSold(weather(0, 3, 0.4, 99))).cause()).isEqualTo(Cause.UNKNOWN);
  }
}
