package mrs.transforms.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import mrs.contracts.Cause;
import mrs.transforms.attribution.Calibration.Count;
import mrs.transforms.attribution.evidence.EvidencePattern;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  private static final EvidencePattern TALK = new EvidencePattern(Cause.VIRAL, "talk", false);
  private static final EvidencePattern SCOPE = new EvidencePattern(Cause.VIRAL, "scope", false);
  private static final EvidencePattern RAIN = new EvidencePattern(Cause.WEATHER, "rain", false);

  private static Calibration of(Count... counts) {
    return new Calibration("test", "by hand", List.of(counts));
  }

  private static Count talk(long right, long of) {
    return new Count("talk", "viral", right, of);
  }

  @Test
  void aPatternWithManyCasesIsAsSureAsTheyWereRight() {
    assertThat(of(talk(7000, 10_000)).confidence(TALK)).isCloseTo(0.7, within(0.001));
  }

  @Test
  void aPatternWithFewCasesLeansOnItsCauseAndThatOnAll() {
    Calibration calibration = of(talk(90, 92), new Count("scope", "viral", 0, 2));
    double ofAll = (90 + 8 * 0.5) / (94 + 8);
    double ofCause = (90 + 8 * ofAll) / (94 + 8);

    assertThat(calibration.confidence(SCOPE)).isCloseTo(8 * ofCause / (2 + 8), within(1e-12));
  }

  @Test
  void aPatternThatWasNeverSeenIsAsSureAsItsCauseAndAnUnseenCauseAsAll() {
    Calibration calibration = of(talk(30, 40));
    double ofAll = (30 + 8 * 0.5) / (40 + 8);

    assertThat(calibration.confidence(SCOPE)).isCloseTo((30 + 8 * ofAll) / (40 + 8), within(1e-12));
    assertThat(calibration.confidence(RAIN)).isCloseTo(ofAll, within(1e-12));
  }

  @Test
  void whatWasHardlyComparedLeansOnNothingButItself() {
    Calibration calibration = of(talk(90, 90), new Count("alone", "viral", 2, 2));

    assertThat(calibration.confidence(new EvidencePattern(Cause.VIRAL, "unseen", true)))
        .isEqualTo(0.5);
    assertThat(calibration.confidence(new EvidencePattern(Cause.VIRAL, "alone", true)))
        .isCloseTo((2 + 8 * 0.5) / (2 + 8), within(1e-12));
  }

  @Test
  void whereNothingIsKnownItIsAToss() {
    assertThat(of().confidence(TALK)).isEqualTo(0.5);
  }

  @Test
  void nothingIsCertain() {
    assertThat(of(talk(1_000_000, 1_000_000)).confidence(TALK)).isEqualTo(0.98);
    assertThat(of(talk(0, 1_000_000)).confidence(TALK)).isEqualTo(0.03);
  }

  @Test
  void editsAddCases() {
    Calibration shipped = of(talk(10, 10));
    Calibration refitted = shipped.with(List.of(talk(0, 1), talk(0, 1)));

    assertThat(refitted.counts()).containsExactly(talk(10, 12));
    assertThat(refitted.confidence(TALK)).isLessThan(shipped.confidence(TALK));
    assertThat(refitted.version()).isEqualTo(shipped.version());
  }

  @Test
  void countsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> talk(3, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'talk': 3 of 2");
    assertThatThrownBy(() -> talk(-1, 2)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void laterChangesOfTheListDoNotReachIt() {
    List<Count> counts = new ArrayList<>(List.of(talk(1, 2)));
    Calibration calibration = new Calibration("test", "by hand", counts);

    counts.clear();

    assertThat(calibration.counts()).containsExactly(talk(1, 2));
  }
}
