package mrs.transforms.detection.judging.rules;

import java.io.Serializable;
import mrs.contracts.Direction;
import mrs.transforms.detection.model.Columns;
import mrs.transforms.detection.model.SeriesField;

/**
 * The runs of days that the tests follow series by series, as they stand today: zeros, and shifts
 * of the level. Days without sales reported neither extend a run nor end it.
 */
public final class GoingRuns implements Serializable {

  private final Columns<SeriesField> series;

  /** The runs that are remembered in {@code series}. */
  public GoingRuns(Columns<SeriesField> series) {
    this.series = series;
  }

  /** Whether a run may be found yet that began on {@code day} or before. */
  public boolean reach(int i, Direction direction, long day) {
    return switch (direction) {
      case UP -> began(SeriesField.UP_START, i, day);
      case DOWN -> began(SeriesField.DOWN_START, i, day) || began(SeriesField.RUN_START, i, day);
      case MISSING -> false;
    };
  }

  private boolean began(SeriesField start, int i, long day) {
    float first = series.of(start)[i];
    return first > 0 && (long) first <= day;
  }

  /** Whether the run that began on {@code first} goes on. */
  public boolean goesOn(int i, Direction direction, long first) {
    return switch (direction) {
      case UP -> shifts(SeriesField.UP_START, SeriesField.UP_VALUE, i, first);
      case DOWN ->
          shifts(SeriesField.DOWN_START, SeriesField.DOWN_VALUE, i, first)
              || (long) series.of(SeriesField.RUN_START)[i] == first;
      case MISSING -> false;
    };
  }

  private boolean shifts(SeriesField start, SeriesField value, int i, long first) {
    return (long) series.of(start)[i] == first && series.of(value)[i] >= JudgeLevelShifts.LITTLE;
  }
}
