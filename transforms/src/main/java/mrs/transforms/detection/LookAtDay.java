package mrs.transforms.detection;

import java.io.Serializable;
import java.util.List;

/**
 * The passes that look at a day: what the region shows, then two passes over stores around one over
 * SKUs, which keep the two apart.
 */
final class LookAtDay implements Serializable {

  private final DayView view;
  private final PooledEffects effects;
  private final PooledVolumes volumes;

  /** Looks at days through {@code state}. */
  LookAtDay(RegionState state) {
    view = new DayView(state);
    effects = new PooledEffects(view);
    volumes = new PooledVolumes(view);
  }

  /** The day, cell by cell. */
  DayView view() {
    return view;
  }

  /** The effects of stores and SKUs on the mean logarithm of their cells. */
  PooledEffects effects() {
    return effects;
  }

  /** The effects of stores and SKUs on the summed units of their cells. */
  PooledVolumes volumes() {
    return volumes;
  }

  /** All of them, in order. */
  List<Pass> at(RegionDay day) {
    return List.of(region(day), stores(), skus(), stores());
  }

  /** What the region shows; comes first. */
  Pass region(RegionDay day) {
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
  Pass stores() {
    return new Pass(effects::sayStores, effects::hearStores);
  }

  /** What SKUs show that their stores do not. */
  Pass skus() {
    return new Pass(effects::saySkus, effects::hearSkus);
  }
}
