package mrs.transforms.detection.judging.rules;

import java.io.Serializable;
import mrs.transforms.detection.model.AlarmRates;
import mrs.transforms.detection.passes.Totals;

/** How far the events of a day have come, by score. */
public final class DayAlarms implements Serializable {

  private Totals pooled = new Totals(AlarmRates.LEVELS);
  private Totals own = new Totals(AlarmRates.LEVELS);

  /** Of events that all tasks know of, to be added to. */
  public Totals pooled() {
    return pooled;
  }

  /** Of events of the series that are here, to be added to. */
  public Totals own() {
    return own;
  }

  /** Forgets them, for another day. */
  public void clear() {
    pooled = new Totals(AlarmRates.LEVELS);
    own = new Totals(AlarmRates.LEVELS);
  }
}
