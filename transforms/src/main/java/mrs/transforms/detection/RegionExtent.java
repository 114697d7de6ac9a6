package mrs.transforms.detection;

import mrs.transforms.detection.passes.Message;
import mrs.transforms.detection.series.Extent;

/** What there is of a region: the first thing that its tasks have to know. */
final class RegionExtent implements Message<RegionExtent> {

  private Extent extent;

  RegionExtent(Extent here) {
    extent = here;
  }

  Extent extent() {
    return extent;
  }

  @Override
  public void merge(RegionExtent other) {
    extent = extent.plus(other.extent);
  }
}
