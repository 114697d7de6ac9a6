package mrs.transforms.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import mrs.transforms.attribution.Calibration.Point;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  private static final Calibration LINE =
      new Calibration(List.of(new Point(0.2, 0.3), new Point(0.4, 0.7), new Point(0.8, 0.9)));

  @Test
  void fixedPointsAreMet() {
    assertThat(LINE.confidence(0.2)).isEqualTo(0.3);
    assertThat(LINE.confidence(0.4)).isEqualTo(0.7);
    assertThat(LINE.confidence(0.8)).isEqualTo(0.9);
  }

  @Test
  void betweenPointsIsALineAndBeyondThemItIsLevel() {
    assertThat(LINE.confidence(0.3)).isCloseTo(0.5, within(1e-12));
    assertThat(LINE.confidence(0.7)).isCloseTo(0.85, within(1e-12));
    assertThat(LINE.confidence(0)).isEqualTo(0.3);
    assertThat(LINE.confidence(1)).isEqualTo(0.9);
  }

  @Test
  void onePointIsTheSameConfidenceForEveryLead() {
    Calibration level = new Calibration(List.of(new Point(0.5, 0.6)));

    assertThat(List.of(0.0, 0.5, 1.0))
        .allSatisfy(l -> assertThat(level.confidence(l)).isEqualTo(0.6));
  }

  @Test
  void moreOfALeadIsNeverLessOfAConfidence() {
    List<Double> confidences = new ArrayList<>();
    for (int lead = 0; lead <= 1000; lead++) {
      confidences.add(Calibration.BY_HAND.confidence(lead / 1000.0));
    }

    assertThat(confidences).isSorted().allSatisfy(c -> assertThat(c).isBetween(0.4, 0.95));
  }

  @Test
  void setByHandIsPinned() {
    assertThat(List.of(0.0, 0.05, 0.1, 0.15, 0.3, 0.5, 0.6, 1.0))
        .extracting(l -> Math.round(1000 * Calibration.BY_HAND.confidence(l)))
        .containsExactly(400L, 450L, 500L, 625L, 825L, 925L, 950L, 950L);
  }

  @Test
  void noPointIsRefused() {
    assertThatThrownBy(() -> new Calibration(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one point");
  }

  @Test
  void certaintyIsRefused() {
    for (double certain : List.of(0.0, 1.0, Double.NaN)) {
      assertThatThrownBy(() -> new Calibration(List.of(new Point(0, certain))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("between 0 and 1, both excluded")
          .hasMessageContaining(String.valueOf(certain));
    }
  }

  @Test
  void leadsThatDoNotIncreaseAndConfidencesThatDecreaseAreRefused() {
    assertThatThrownBy(() -> new Calibration(List.of(new Point(0.1, 0.5), new Point(0.1, 0.6))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("leads have to increase");
    assertThatThrownBy(() -> new Calibration(List.of(new Point(0.1, 0.5), new Point(0.2, 0.4))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("confidences not to decrease");
  }

  @Test
  void laterChangesOfTheListDoNotReachIt() {
    List<Point> points = new ArrayList<>(List.of(new Point(0, 0.4)));
    Calibration calibration = new Calibration(points);

    points.clear();

    assertThat(calibration.confidence(0.5)).isEqualTo(0.4);
  }
}
