package mrs.transforms.detection.judging;

import mrs.transforms.detection.judging.learning.TeachingSums;
import mrs.transforms.detection.judging.rules.DayStatistics;
import mrs.transforms.detection.passes.Message;

/**
 * The last pass of a day.
 *
 * @param statistics what cells and series add to what is remembered of the tests
 * @param region what the day teaches of the region
 */
record TeachingMessage(DayStatistics statistics, TeachingSums region)
    implements Message<TeachingMessage> {

  @Override
  public void merge(TeachingMessage other) {
    statistics.merge(other.statistics);
    region.merge(other.region);
  }
}
