package mrs.transforms.attribution.evidence;

import static mrs.transforms.attribution.evidence.SampleGroup.mentions;
import static mrs.transforms.attribution.evidence.SampleGroup.told;
import static mrs.transforms.attribution.evidence.SampleGroup.weather;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import mrs.contracts.Cause;
import mrs.contracts.Direction;
import mrs.contracts.TestKind;
import org.junit.jupiter.api.Test;

class WeighCausesTest {

  private static SampleGroup rise() {
    return new SampleGroup(TestKind.SKU_DAY, Direction.UP);
  }

  private static WeighCauses.Scored of(Cause cause, SampleGroup group) {
    return WeighCauses.of(group.facts()).stream()
        .filter(s -> s.cause() == cause)
        .findFirst()
        .orElseThrow();
  }

  private static WeighCauses.Scored silent(Cause cause) {
    return new WeighCauses.Scored(cause, 0, List.of(), List.of());
  }

  @Test
  void silenceLeavesTheCauseUnknownAndTheOthersByName() {
    List<WeighCauses.Scored> ranked = WeighCauses.of(rise().stores(20).facts());

    assertThat(ranked)
        .containsExactly(
            new WeighCauses.Scored(
                Cause.UNKNOWN,
                0.35,
                List.of("nothing that is known speaks clearly for another cause"),
                List.of()),
            silent(Cause.DATA_ERROR),
            silent(Cause.HOLIDAY),
            silent(Cause.PROMOTION),
            silent(Cause.STOCK_OUT),
            silent(Cause.VIRAL),
            silent(Cause.WEATHER));
  }

  @Test
  void withoutContextACauseHasToBeatMore() {
    assertThat(of(Cause.UNKNOWN, rise().stores(20).withoutContext()))
        .isEqualTo(
            new WeighCauses.Scored(Cause.UNKNOWN, 0.45, List.of("no context is known"), List.of()));
  }

  @Test
  void evidenceForACauseAddsUpAsIndependentChances() {
    SampleGroup talked =
        rise().stores(40, 40, 40, 40).series("S9", "K1", 40, 10, mentions(0, 0, 9));
    for (String store : List.of("S6", "S7", "S8")) {
      talked.series(store, "K1", 40, 10, mentions(0, 0, 9));
    }

    WeighCauses.Scored viral = of(Cause.VIRAL, talked);

    assertThat(viral.score()).isCloseTo(1 - (1 - 0.2) * (1 - 0.85), within(1e-12));
    assertThat(viral.evidence())
        .containsExactly(
            "units were 4.0 times the expectation in SKU K1 in 8 stores", "up to 9 mentions a day");
    assertThat(viral.witnesses()).containsExactly("scope", "social");
    assertThat(WeighCauses.of(talked.facts()).get(0)).isEqualTo(viral);
    assertThat(of(Cause.UNKNOWN, talked).evidence()).isEmpty();
  }

  @Test
  void evidenceAgainstACauseTakesItsShare() {
    SampleGroup stormy = new SampleGroup(TestKind.STORE_DAY, Direction.DOWN);
    for (String sku : List.of("K1", "K2", "K3")) {
      stormy.series("S1", sku, 5, 10, weather(0, 50, 0.99, 99));
    }

    assertThat(of(Cause.DATA_ERROR, stormy).score()).isCloseTo(0.55 * (1 - 0.6), within(1e-12));
    assertThat(of(Cause.DATA_ERROR, stormy).evidence()).hasSize(2);
    assertThat(WeighCauses.of(stormy.facts()).get(0).cause()).isEqualTo(Cause.WEATHER);
  }

  @Test
  void evidenceAgainstACauseAloneGivesNoScore() {
    SampleGroup silent = new SampleGroup(TestKind.STORE_DAY, Direction.DOWN).skus(9, 9, 9);

    assertThat(of(Cause.DATA_ERROR, silent).score()).isZero();
    assertThat(of(Cause.DATA_ERROR, silent).evidence())
        .containsExactly("no weather is known for 1 of 1 days");
  }

  @Test
  void weakHintDoesNotBeatTheUnknown() {
    SampleGroup hinted = rise().stores(40, 40, 40, 40, 40);

    assertThat(of(Cause.VIRAL, hinted).score()).isCloseTo(0.2, within(1e-12));
    assertThat(WeighCauses.of(hinted.facts()).get(0).cause()).isEqualTo(Cause.UNKNOWN);
  }

  @Test
  void peopleMayHaveFoundTheCauseUnknown() {
    SampleGroup judged = rise().stores(20).set(Cause.UNKNOWN, 8);

    assertThat(of(Cause.UNKNOWN, judged))
        .isEqualTo(
            new WeighCauses.Scored(
                Cause.UNKNOWN,
                0.35,
                List.of(
                    "people gave this cause to 8 of 8 reports of the same cluster",
                    "nothing that is known speaks clearly for another cause"),
                List.of("edits")));
  }

  @Test
  void everyCauseIsRankedOnceBestFirstBetweenZeroAndOne() {
    SampleGroup much =
        rise()
            .stores(40, 40, 40, 40)
            .series("S9", "K1", 48, 10, told("promotion", 0, 0), mentions(0, 0, 9))
            .restated(1)
            .set(Cause.WEATHER, 3)
            .step(1);

    List<WeighCauses.Scored> ranked = WeighCauses.of(much.facts());

    assertThat(ranked).extracting(WeighCauses.Scored::cause).containsOnly(Cause.values());
    assertThat(ranked).hasSameSizeAs(Cause.values());
    assertThat(ranked)
        .isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()))
        .allSatisfy(s -> assertThat(s.score()).isBetween(0.0, 1.0));
  }

  @Test
  void whoSaysNextToNothingIsNoPartOfThePattern() {
    SampleGroup usual = rise().series("S1", "K1", 20, 10, SampleGroup.often("holiday", 0, 0, 0.9));

    assertThat(of(Cause.HOLIDAY, usual).evidence()).hasSize(1);
    assertThat(of(Cause.HOLIDAY, usual).witnesses()).isEmpty();
    assertThat(of(Cause.UNKNOWN, usual).witnesses()).isEmpty();
  }

  @Test
  void thePatternTellsTestDirectionSizeCauseAndWhoSpoke() {
    assertThat(pattern(rise().stores(31, 31, 31, 31, 31)))
        .contains("sku_day up few unknown: scope");
    SampleGroup many = new SampleGroup(TestKind.STORE_DAY, Direction.UP);
    assertThat(pattern(many.skus(20, 20, 20, 20, 20, 20, 20, 20, 20, 20).step(1)))
        .contains("store_day up many data_error: multiples, scope");
  }

  @Test
  void whereNothingSpeaksThereIsNoPattern() {
    assertThat(pattern(rise().stores(20))).contains("sku_day up few unknown: nobody");
    assertThat(pattern(rise().stores(20).withoutContext())).isEmpty();
    assertThat(pattern(rise().stores(31, 31, 31, 31, 31).withoutContext()))
        .contains("sku_day up few unknown: scope, without context");
  }

  private static Optional<String> pattern(SampleGroup group) {
    WeighCauses.Scored best = WeighCauses.of(group.facts()).get(0);
    return EvidencePattern.of(group.facts(), best).map(EvidencePattern::text);
  }
}
