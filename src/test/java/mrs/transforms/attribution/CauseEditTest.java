package mrs.transforms.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CauseEditTest {
  private static CauseEdit of(String group, String cause, String proposed) {
    return new CauseEdit(
        Optional.of("c-1"), cause, group, Optional.of(proposed), Optional.of("pattern"));
  }

  @Test
  void aCauseEditSaysWhetherTheEvidenceWasRight() {
    assertThat(CauseEdit.counts(List.of(of("g1", "viral", "viral"), of("g2", "weather", "viral"))))
        .containsExactly(new Calibration.Count("pattern", "viral", 1, 2));
  }

  @Test
  void anEditOfWhatWasProposedWithoutEvidenceSaysNothing() {
    CauseEdit edit =
        new CauseEdit(Optional.empty(), "viral", "g", Optional.of("unknown"), Optional.empty());
    assertThat(CauseEdit.counts(List.of(edit))).isEmpty();
  }

  @Test
  void aGroupCountsAtMostTenTimes() {
    List<CauseEdit> edits = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      edits.add(of("g1", "viral", "viral"));
    }
    edits.add(of("g2", "viral", "viral"));

    assertThat(CauseEdit.counts(edits))
        .containsExactly(new Calibration.Count("pattern", "viral", 11, 11));
  }

  @Test
  void causesAreCountedByCluster() {
    CauseEdit elsewhere =
        new CauseEdit(Optional.of("c-2"), "viral", "g", Optional.empty(), Optional.empty());
    assertThat(CauseEdit.causes(List.of(of("g", "viral", "x"), of("g", "weather", "x"), elsewhere)))
        .isEqualTo(Map.of("c-1", Map.of("viral", 1L, "weather", 1L), "c-2", Map.of("viral", 1L)));
  }
}
