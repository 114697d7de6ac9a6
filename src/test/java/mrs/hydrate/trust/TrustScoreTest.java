package mrs.hydrate.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mrs.contracts.ReportTrust;
import mrs.contracts.Source;
import mrs.contracts.TrustFactor;
import org.junit.jupiter.api.Test;

/** The score of reports of which something is known, or not. */
class TrustScoreTest {
  private static final Instant NOW = Instant.parse("2024-03-15T00:00:00Z");
  private static final List<Source> USED =
      List.of(
          Source.DETECTED,
          Source.DETECTED,
          Source.CLUSTERED,
          Source.ATTRIBUTION,
          Source.COHORT,
          Source.DETECTED);

  /** Contributions in the order of the factors, the clamp, the score. */
  @Test
  void eachFactorContributesWeightTimesValue() {
    TrustSignals usual = known(14, List.of());

    assertThat(score(usual)).containsExactly(.175, .245, .2, .1, 0, 0, .72);
    assertThat(score(known(0, List.of()))).containsExactly(.35, .245, .2, .1, 0, 0, .895);
    assertThat(score(known(28, List.of()))).containsExactly(.0875, .245, .2, .1, 0, 0, .6325);
    assertThat(score(known(14_000, List.of()))).containsExactly(.035, .245, .2, .1, 0, 0, .58);
    assertThat(score(known(-1, List.of()))).containsExactly(.35, .245, .2, .1, 0, 0, .895);
  }

  @Test
  void whatPeopleSayCountsForOrAgainstIt() {
    assertThat(overrides(Optional.of("accepted"), false)).isEqualTo(.05);
    assertThat(overrides(Optional.of("rejected"), false)).isEqualTo(-.05);
    assertThat(overrides(Optional.of("rejected"), true)).isEqualTo(-.05);
    assertThat(overrides(Optional.empty(), true)).isEqualTo(.05);
    assertThat(overrides(Optional.empty(), false)).isEqualTo(0);
  }

  /** What a row without an input of its own comes to: nothing is guessed in its place. */
  @Test
  void truthTableOfWhatIsMissing() {
    List<Source> noCause =
        List.of(Source.DETECTED, Source.DETECTED, Source.CLUSTERED, Source.COHORT, Source.DETECTED);
    Instant at = NOW.minus(Duration.ofDays(14));

    assertThat(score(signals(Optional.of(at), noCause, List.of("MRPAL_down"))))
        .containsExactly(.175, .252, .2, .092857, 0, 0, .719857);
    assertThat(score(known(14, List.of("UEL_down"))))
        .containsExactly(.175, .245, .2, .092857, 0, 0, .712857);
    assertThat(score(known(14, List.of("CONTEXT_down", "STORES_down"))))
        .containsExactly(.175, .245, .2, .085714, 0, 0, .705714);
    assertThat(score(known(14, List.of("DRIFT_unified_sales_data_on_promotion"))))
        .containsExactly(.175, .245, -.2, .1, 0, 0, .32);
    assertThat(score(known(14, List.of("RESTATED_pending"))))
        .containsExactly(.175, .245, .2, .092857, 0, 0, .712857);
    assertThat(score(signals(Optional.empty(), List.of(), List.of())))
        .containsExactly(0, 0, .2, .1, 0, 0, .3);
  }

  @Test
  void whatIsNotKnownHasNoValue() {
    TrustScore unread = TrustScore.of(known(14, List.of("UMEEL_down")), policy(), NOW);
    TrustScore nothing =
        TrustScore.of(signals(Optional.empty(), List.of(), List.of()), policy(), NOW);

    assertThat(unread.parts().get(4).value()).isEmpty();
    assertThat(nothing.parts().stream().filter(p -> p.value().isEmpty()))
        .extracting(TrustScore.Part::factor)
        .containsExactly(TrustFactor.FRESHNESS, TrustFactor.SOURCE_TRUST);
  }

  @Test
  void theLowerBoundLiftsASumBelowIt() {
    List<String> codes = IntStream.range(0, 20).mapToObj(i -> "INPUT_" + i + "_down").toList();
    List<String> drift = List.of("DRIFT_products_category_1");
    TrustSignals worst =
        new TrustSignals(
            Optional.empty(),
            List.of(),
            Stream.of(codes, drift).flatMap(List::stream).toList(),
            Optional.of("rejected"),
            false);

    assertThat(score(worst)).containsExactly(0, 0, -.2, 0, -.05, .25, 0);
  }

  @Test
  void theUpperBoundIsReachedAndNotPassed() {
    TrustSignals best =
        new TrustSignals(
            Optional.of(NOW), List.of(Source.UI), List.of(), Optional.of("accepted"), true);

    assertThat(score(best)).containsExactly(.35, .3, .2, .1, .05, 0, 1);
  }

  @Test
  void weightsAddUpToOneAndEachHasItsColumn() {
    assertThat(Arrays.stream(TrustFactor.values()).mapToLong(f -> Math.round(f.weight() * 100)))
        .containsExactly(35L, 30L, 20L, 10L, 5L);
    assertThat(ReportTrust.FIELDS)
        .extracting(field -> field.name())
        .containsExactly(
            "trust_score",
            "trust_freshness",
            "trust_sources",
            "trust_schema",
            "trust_telemetry",
            "trust_overrides",
            "trust_clamp");
  }

  @Test
  void theEventTellsTheBreakdown() {
    TrustScore score = TrustScore.of(known(14, List.of("UEL_down")), policy(), NOW);

    assertThat(new ConfidenceScored("r", NOW, score).attributes())
        .hasToString(
            "{report_id=r, at=2024-03-15T00:00:00Z, confidence.score=0.712857,"
                + " confidence.freshness.value=0.5, confidence.freshness.contribution=0.175,"
                + " confidence.source_trust.value=0.8166666666666668,"
                + " confidence.source_trust.contribution=0.245,"
                + " confidence.schema_validity.value=1.0,"
                + " confidence.schema_validity.contribution=0.2,"
                + " confidence.telemetry_alignment.value=0.9285714285714286,"
                + " confidence.telemetry_alignment.contribution=0.092857,"
                + " confidence.user_overrides.contribution=0.0, confidence.clamp=0.0}");
  }

  @Test
  void aPolicyRatesEverySource() {
    assertThatThrownBy(() -> new TrustPolicy(Duration.ofDays(1), Map.of(Source.UI, 1.0), 13))
        .hasMessage("trust in detected is null");
    assertThatThrownBy(() -> new TrustPolicy(Duration.ZERO, rated(), 13))
        .hasMessage("a half-life of PT0S is not positive");
  }

  static TrustPolicy policy() {
    return new TrustPolicy(Duration.ofDays(14), rated(), 13);
  }

  private static Map<Source, Double> rated() {
    Map<Source, Double> rated = new EnumMap<>(Source.class);
    rated.put(Source.DETECTED, .9);
    rated.put(Source.CLUSTERED, .7);
    rated.put(Source.ATTRIBUTION, .7);
    rated.put(Source.COHORT, .8);
    rated.put(Source.FINALISED, .95);
    rated.put(Source.UI, 1.0);
    return rated;
  }

  private static TrustSignals known(int days, List<String> codes) {
    return signals(Optional.of(NOW.minus(Duration.ofDays(days))), USED, codes);
  }

  private static TrustSignals signals(
      Optional<Instant> written, List<Source> used, List<String> codes) {
    return new TrustSignals(written, used, codes, Optional.empty(), false);
  }

  private static double overrides(Optional<String> decision, boolean causeIsAPersons) {
    TrustSignals signals =
        new TrustSignals(Optional.of(NOW), USED, List.of(), decision, causeIsAPersons);
    return TrustScore.of(signals, policy(), NOW).parts().get(4).contribution();
  }

  private static double[] score(TrustSignals signals) {
    TrustScore score = TrustScore.of(signals, policy(), NOW);
    return Stream.of(
            score.parts().stream().map(TrustScore.Part::contribution),
            Stream.of(score.clamped(), score.score()))
        .flatMap(values -> values)
        .mapToDouble(Double::doubleValue)
        .toArray();
  }
}
