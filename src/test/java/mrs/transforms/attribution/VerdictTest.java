package mrs.transforms.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static Verdict of(String group, String cause, String proposed) {
    return new Verdict(
        Optional.of("c-1"), cause, group, Optional.of(proposed), Optional.of("pattern"));
  }

  @Test
  void aVerdictSaysWhetherTheEvidenceWasRight() {
    assertThat(Verdict.counts(List.of(of("g1", "viral", "viral"), of("g2", "weather", "viral"))))
        .containsExactly(new Calibration.Count("pattern", "viral", 1, 2));
  }

  @Test
  void aVerdictOnWhatWasProposedWithoutEvidenceSaysNothing() {
    Verdict verdict =
        new Verdict(Optional.empty(), "viral", "g", Optional.of("unknown"), Optional.empty());
    assertThat(Verdict.counts(List.of(verdict))).isEmpty();
  }

  @Test
  void aGroupCountsAtMostTenTimes() {
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      verdicts.add(of("g1", "viral", "viral"));
    }
    verdicts.add(of("g2", "viral", "viral"));

    assertThat(Verdict.counts(verdicts))
        .containsExactly(new Calibration.Count("pattern", "viral", 11, 11));
  }

  @Test
  void causesAreCountedByCluster() {
    Verdict elsewhere =
        new Verdict(Optional.of("c-2"), "viral", "g", Optional.empty(), Optional.empty());
    assertThat(Verdict.causes(List.of(of("g", "viral", "x"), of("g", "weather", "x"), elsewhere)))
        .isEqualTo(Map.of("c-1", Map.of("viral", 1L, "weather", 1L), "c-2", Map.of("viral", 1L)));
  }
}
