package mrs.transforms.detection;

import java.io.Serializable;
import java.util.Arrays;
import mrs.contracts.Direction;
import org.jspecify.annotations.Nullable;

/** The strongest finding for each series and direction on one day. */
final class DayFindings implements Serializable {

  /** Below this severity nothing is reported. */
  static final double LEAST_SEVERITY = 0.5;

  private final @Nullable Finding[][] strongest;

  DayFindings(int series) {
    strongest = new Finding[Direction.values().length][series];
  }

  void add(int series, Direction direction, Finding finding) {
    if (finding.severity() <= LEAST_SEVERITY) {
      return;
    }
    Finding other = strongest[direction.ordinal()][series];
    strongest[direction.ordinal()][series] = other == null ? finding : finding.and(other);
  }

  @Nullable Finding of(int series, Direction direction) {
    return strongest[direction.ordinal()][series];
  }

  void clear() {
    for (Finding[] row : strongest) {
      Arrays.fill(row, null);
    }
  }
}
