package mrs.transforms.detection.judging.day;

import java.io.Serializable;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.passes.Pass;
import mrs.transforms.detection.series.DayCells;

/**
 * The passes that look at a day: what the region shows, then two passes over stores around one over
 * SKUs, which keep the two apart.
 */
public final class ObserveDay implements Serializable {

  private final DayView view;
  private final PooledEffects effects;
  private final PooledVolumes volumes;

  /** Looks at days through {@code state}. */
  public ObserveDay(RegionState state) {
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

  /** What the region shows; comes first. */
  public Pass<RegionSums> region(DayCells day) {
    return new Pass<>(RegionSums.class, () -> contributeRegion(day), this::receiveRegion);
  }

  /** What the region's cells here show. */
  public RegionSums contributeRegion(DayCells day) {
    RegionSums shows = new RegionSums(view.state().index());
    view.look(day, shows);
    effects.begin();
    volumes.contribute(shows.volumes());
    return shows;
  }

  /** Goes on from what all cells of the region show. */
  public void receiveRegion(RegionSums all) {
    view.receive(all);
    volumes.receive(all.volumes());
  }

  /** What stores show that their SKUs, as far as known, do not. */
  public Pass<StoreResiduals> stores() {
    return new Pass<>(StoreResiduals.class, effects::contributeStores, effects::receiveStores);
  }

  /** What SKUs show that their stores do not. */
  public Pass<SkuResiduals> skus() {
    return new Pass<>(SkuResiduals.class, effects::contributeSkus, effects::receiveSkus);
  }
}
