package mrs.transforms.detection.reports;

import java.io.Serializable;
import java.util.Arrays;
import mrs.contracts.Direction;
import org.jspecify.annotations.Nullable;

/** The rarest finding for each series and direction on one day. */
public final class DayFindings implements Serializable {

  /** Up to this severity no group is reported. */
  public static final double LEAST_SEVERITY = -0.5; // so that large budgets fill

  private final @Nullable CellFinding[][] rarest;

  /** None yet, of so many series. */
  public DayFindings(int series) {
    rarest = new CellFinding[Direction.values().length][series];
  }

  /** Takes a finding; of two the rarer stands, over the longer window of both. */
  public void add(int series, Direction direction, CellFinding finding) {
    CellFinding other = rarest[direction.ordinal()][series];
    rarest[direction.ordinal()][series] = other == null ? finding : finding.and(other);
  }

  /** What was found of a series in one direction; null if nothing was. */
  public @Nullable CellFinding of(int series, Direction direction) {
    return rarest[direction.ordinal()][series];
  }

  /** Forgets what was found, for another day. */
  public void clear() {
    for (CellFinding[] row : rarest) {
      Arrays.fill(row, null);
    }
  }
}
