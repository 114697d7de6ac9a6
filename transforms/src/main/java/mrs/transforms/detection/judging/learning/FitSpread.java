package mrs.transforms.detection.judging.learning;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import mrs.transforms.detection.judging.day.ObserveDay;
import mrs.transforms.detection.model.PoolField;
import mrs.transforms.detection.model.RegionField;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.passes.Pass;
import mrs.transforms.detection.series.DayCells;

/** Measures over the warm-up days how much stores and SKUs vary by nature from day to day. */
public final class FitSpread implements Serializable {

  private final RegionState state;
  private final ObserveDay look;
  private final DayCells[] days;
  private final double[] seen;
  private final FitProfiles profiles;
  private final FitProfiles volumeProfiles;
  private final Spread stores;
  private final Spread skus;
  private final Spread storeVolumes;
  private final Spread skuVolumes;

  private FitSpread(RegionState state, ObserveDay look) {
    this.state = state;
    this.look = look;
    days = state.warmUp().toArray(DayCells[]::new);
    seen = new double[days.length];
    profiles = new FitProfiles(look.view().profiles(), days);
    volumeProfiles = new FitProfiles(look.volumes().profiles(), days);
    stores = new Spread(state.index().stores().size());
    skus = new Spread(state.index().skus().size());
    storeVolumes = new Spread(state.index().stores().size());
    skuVolumes = new Spread(state.index().skus().size());
  }

  /**
   * The passes that set what weekdays usually sell, in the region and then in its stores, and τ² of
   * the region, of its stores and of its SKUs; none may be set before.
   */
  public static List<Pass<?>> passes(RegionState state, ObserveDay look) {
    FitSpread fit = new FitSpread(state, look);
    List<Pass<?>> passes = new ArrayList<>();
    for (int t = 0; t < fit.days.length; t++) {
      int day = t;
      passes.add(look.region(fit.days[t]).then(all -> fit.see(day)));
    }
    for (int t = 0; t < fit.days.length; t++) {
      int day = t;
      passes.add(look.region(fit.days[t]));
      passes.add(look.stores());
      passes.add(look.skus());
      passes.add(look.stores().then(all -> fit.add(day)));
    }
    return passes;
  }

  /** Sees what the region sold on a day; after the last one, what weekdays usually sell. */
  private void see(int t) {
    seen[t] = look.volumes().regionDay().seen();
    if (t == days.length - 1) {
      look.volumes().regionDay().fit(days, seen);
    }
  }

  /** Adds the effects of a day; after the last one, profiles and τ². */
  private void add(int t) {
    profiles.add(t, look.effects().stores());
    volumeProfiles.add(t, look.volumes().stores());
    skus.add(look.effects().skus());
    skuVolumes.add(look.volumes().skus());
    if (t == days.length - 1) {
      finish();
    }
  }

  private void finish() {
    profiles.fit(state.stores().of(PoolField.SLOW), stores);
    volumeProfiles.fit(state.storeVolumes().of(PoolField.SLOW), storeVolumes);
    state.setRegion(RegionField.STORE_VOLUME_TAU2, storeVolumes.typical());
    state.setRegion(RegionField.SKU_VOLUME_TAU2, skuVolumes.typical());
    storeVolumes.store(state.storeVolumes().of(PoolField.TAU2));
    skuVolumes.store(state.skuVolumes().of(PoolField.TAU2));
    state.setRegion(RegionField.STORE_TAU2, stores.typical());
    state.setRegion(RegionField.SKU_TAU2, skus.typical());
    stores.store(state.stores().of(PoolField.TAU2));
    skus.store(state.skus().of(PoolField.TAU2));
  }
}
