package mrs.transforms.detection.judging;

import mrs.transforms.detection.judging.day.OpenStores;
import mrs.transforms.detection.judging.day.RegionSums;
import mrs.transforms.detection.judging.rules.ReportedCells;
import mrs.transforms.detection.model.KnownSeries;
import mrs.transforms.detection.passes.Message;

/**
 * The first pass of a day.
 *
 * @param known of which stores and SKUs series are known
 * @param region what the day's cells show of the region
 * @param reported what stores have reported
 * @param open which stores were open, closed weekdays among them
 */
record OpeningMessage(KnownSeries known, RegionSums region, ReportedCells reported, OpenStores open)
    implements Message<OpeningMessage> {

  @Override
  public void merge(OpeningMessage other) {
    known.merge(other.known);
    region.merge(other.region);
    reported.merge(other.reported);
    open.merge(other.open);
  }

  @Override
  public void finish() {
    region.finish();
  }
}
