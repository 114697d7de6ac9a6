package mrs.transforms.detection;

import java.io.Serializable;
import java.util.List;

/**
 * The passes that look at a day: what the region shows, then two passes over stores around one over
 * SKUs, which keep the two apart.
 */
final class LookAtDay implements Serializable {

  final DayView view;
  final PooledEffects effects;
  final PooledVolumes volumes;

  LookAtDay(RegionState state) {
    view = new DayView(state);
    effects = new PooledEffects(view);
    volumes = new PooledVolumes(view);
  }

  /** All of them, in order. */
  List<Pass> at(RegionDay day) {
    return List.of(region(day), stores(), skus(), stores());
  }

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

  Pass stores() {
    return new Pass(effects::sayStores, effects::hearStores);
  }

  Pass skus() {
    return new Pass(effects::saySkus, effects::hearSkus);
  }
}
