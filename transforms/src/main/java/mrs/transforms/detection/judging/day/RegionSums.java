package mrs.transforms.detection.judging.day;

import mrs.transforms.detection.passes.Message;
import mrs.transforms.detection.passes.Ranked;
import mrs.transforms.detection.passes.Ranking;
import mrs.transforms.detection.passes.Totals;
import mrs.transforms.detection.series.SeriesIndex;

/**
 * What the cells of a day show of their region.
 *
 * @param stores comparable cells by store
 * @param skus comparable cells by SKU
 * @param supplies comparable cells by supply
 * @param rest how far each cell's logarithm is from what its series lets expect; their median
 * @param volumes summed units, observed and expected
 */
public record RegionSums(
    ComparableCells stores,
    ComparableCells skus,
    ComparableCells supplies,
    Ranked rest,
    VolumeSums volumes,
    EvenUnits evenUnits)
    implements Message<RegionSums> {

  /** Nothing yet. */
  RegionSums(SeriesIndex index) {
    this(
        new ComparableCells(index.stores().size()),
        new ComparableCells(index.skus().size()),
        new ComparableCells(index.supplies()),
        new Ranked(Ranking.MEDIAN, 1, index.size()),
        new VolumeSums(index),
        new EvenUnits(index.stores().size()));
  }

  /** Counts a comparable cell. */
  void count(SeriesIndex index, int i, boolean confirmed) {
    stores.count(index.storeOf(i), confirmed);
    skus.count(index.skuOf(i), confirmed);
    supplies.count(index.supplyOf(i), confirmed);
  }

  /** Summed mean units of the comparable cells with their promotions, by store. */
  public Totals expectedOfStore() {
    return volumes.expectedOfStore();
  }

  @Override
  public void merge(RegionSums other) {
    stores.merge(other.stores);
    skus.merge(other.skus);
    supplies.merge(other.supplies);
    rest.merge(other.rest);
    volumes.merge(other.volumes);
    evenUnits.merge(other.evenUnits);
  }

  @Override
  public void finish() {
    rest.finish();
  }
}
