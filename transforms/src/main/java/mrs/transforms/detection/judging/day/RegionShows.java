package mrs.transforms.detection.judging.day;

import mrs.transforms.detection.passes.Message;
import mrs.transforms.detection.passes.Ranked;
import mrs.transforms.detection.passes.Ranking;
import mrs.transforms.detection.series.SeriesIndex;

/**
 * What the cells of a day show of their region.
 *
 * @param stores comparable cells by store
 * @param skus comparable cells by SKU
 * @param pools comparable cells by pool of the zero-run test
 * @param rest how far each cell's logarithm is from what its series lets expect; their median
 * @param volumes summed units, observed and expected
 */
public record RegionShows(
    ComparableCells stores,
    ComparableCells skus,
    ComparableCells pools,
    Ranked rest,
    VolumesShow volumes)
    implements Message<RegionShows> {

  /** Nothing yet. */
  RegionShows(SeriesIndex index) {
    this(
        new ComparableCells(index.stores().size()),
        new ComparableCells(index.skus().size()),
        new ComparableCells(index.pools()),
        new Ranked(Ranking.MEDIAN, 1, index.size()),
        new VolumesShow(index));
  }

  /** Counts a comparable cell. */
  void count(SeriesIndex index, int i, boolean confirmed) {
    stores.count(index.storeOf(i), confirmed);
    skus.count(index.skuOf(i), confirmed);
    pools.count(index.poolOf(i), confirmed);
  }

  @Override
  public void merge(RegionShows other) {
    stores.merge(other.stores);
    skus.merge(other.skus);
    pools.merge(other.pools);
    rest.merge(other.rest);
    volumes.merge(other.volumes);
  }

  @Override
  public void finish() {
    rest.finish();
  }
}
