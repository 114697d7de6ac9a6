package mrs.transforms.detection.judging.day;

import java.io.Serializable;
import java.util.List;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.passes.Pass;
import mrs.transforms.detection.series.RegionDay;

/**
 * The passes that look at a day: what the region shows, then two passes over stores around one over
 * SKUs, which keep the two apart.
 */
public final class LookAtDay implements Serializable {

  private final DayView view;
  private final PooledEffects effects;
  private final PooledVolumes volumes;

  /** Looks at days through {@code state}. */
  public LookAtDay(RegionState state) {
    view = new DayView(state);
    effects = new PooledEffects(view);
    volumes = new PooledVolumes(view);
  }

  /** The day, cell by cell. */
  public DayView view() {
    return view;
  }

  /** The effects of stores and SKUs on the mean logarithm of their cells. */
  public PooledEffects effects() {
    return effects;
  }

  /** The effects of stores and SKUs on the summed units of their cells. */
  public PooledVolumes volumes() {
    return volumes;
  }

  /** All of them, in order. */
  public List<Pass> at(RegionDay day) {
    return List.of(region(day), stores(), skus(), stores());
  }

  /** What the region shows; comes first. */
  public Pass region(RegionDay day) {
    return new Pass(
        tally -> {
          view.look(day, tally);
          effects.begin();
          volumes.say(tally);
        },
        all -> {
          view.hear(all);
          volumes.hear(all);
        });
  }

  /** What stores show that their SKUs, as far as known, do not. */
  public Pass stores() {
    return new Pass(effects::sayStores, effects::hearStores);
  }

  /** What SKUs show that their stores do not. */
  public Pass skus() {
    return new Pass(effects::saySkus, effects::hearSkus);
  }
}
