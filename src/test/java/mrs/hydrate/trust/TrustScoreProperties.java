package mrs.hydrate.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import mrs.contracts.Source;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of every score. */
class TrustScoreProperties {
  private static final Instant NOW = Instant.parse("2024-03-15T00:00:00Z");

  @Property(tries = 1000)
  void partsAndClampAddUpToAScoreWithinBounds(@ForAll("signals") TrustSignals signals) {
    TrustScore score = TrustScore.of(signals, TrustScoreTest.policy(), NOW);
    double sum = score.parts().stream().mapToDouble(TrustScore.Part::contribution).sum();

    assertThat(score.score()).isBetween(0.0, 1.0);
    assertThat(sum + score.clamped()).isCloseTo(score.score(), within(1e-12));
    assertThat(score.clamped() == 0).isEqualTo(sum >= -1e-12 && sum <= 1 + 1e-12);
    score
        .parts()
        .forEach(
            p -> assertThat(Math.abs(p.contribution())).isLessThanOrEqualTo(p.factor().weight()));
  }

  @Property(tries = 300)
  void doesNotDependOnTheOrderOfSourcesAndCodes(
      @ForAll("signals") TrustSignals signals, @ForAll Random random) {
    List<Source> used = new ArrayList<>(signals.used());
    List<String> codes = new ArrayList<>(signals.codes());
    Collections.shuffle(used, random);
    Collections.shuffle(codes, random);
    TrustSignals shuffled =
        new TrustSignals(
            signals.written(), used, codes, signals.decision(), signals.causeIsAPersons());

    assertThat(TrustScore.of(shuffled, TrustScoreTest.policy(), NOW))
        .isEqualTo(TrustScore.of(signals, TrustScoreTest.policy(), NOW));
  }

  @Property(tries = 300)
  void fallsWithAgeAndWithEveryFailure(@ForAll("signals") TrustSignals signals) {
    TrustPolicy policy = TrustScoreTest.policy();
    double now = TrustScore.of(signals, policy, NOW).score();
    List<String> drifted = new ArrayList<>(signals.codes());
    drifted.add("DRIFT_products_category_1");

    assertThat(TrustScore.of(signals, policy, NOW.plus(Duration.ofDays(3))).score())
        .isLessThanOrEqualTo(now);
    assertThat(
            TrustScore.of(
                    new TrustSignals(
                        signals.written(),
                        signals.used(),
                        drifted,
                        signals.decision(),
                        signals.causeIsAPersons()),
                    policy,
                    NOW)
                .score())
        .isLessThanOrEqualTo(now);
  }

  @Provide
  Arbitrary<TrustSignals> signals() {
    Arbitrary<Optional<Instant>> written =
        Arbitraries.integers()
            .between(-50, 5000)
            .map(hours -> NOW.minus(Duration.ofHours(hours)))
            .optional();
    Arbitrary<String> code =
        Arbitraries.of(
            "MRCL_down", "MRPAL_down", "UEL_down", "CONTEXT_down", "DRIFT_stores_store_group");
    return Combinators.combine(
            written,
            Arbitraries.of(Source.class).list().ofMaxSize(7),
            code.list().ofMaxSize(6),
            Arbitraries.of("accepted", "rejected").optional(),
            Arbitraries.of(true, false))
        .as(TrustSignals::new);
  }
}
