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
    return new Region(day);
  }

  Pass stores() {
    return new Stores();
  }

  Pass skus() {
    return new Skus();
  }

  private final class Region implements Pass {

    private final RegionDay day;

    private Region(RegionDay day) {
      this.day = day;
    }

    @Override
    public void say(Tally tally) {
      view.look(day, tally);
      effects.begin();
      volumes.say(tally);
    }

    @Override
    public void hear(Tally all) {
      view.hear(all);
      volumes.hear(all);
    }
  }

  private final class Stores implements Pass {

    @Override
    public void say(Tally tally) {
      effects.sayStores(tally);
    }

    @Override
    public void hear(Tally all) {
      effects.hearStores(all);
    }
  }

  private final class Skus implements Pass {

    @Override
    public void say(Tally tally) {
      effects.saySkus(tally);
    }

    @Override
    public void hear(Tally all) {
      effects.hearSkus(all);
    }
  }
}
