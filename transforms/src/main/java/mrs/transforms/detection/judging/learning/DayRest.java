package mrs.transforms.detection.judging.learning;

import mrs.transforms.detection.passes.Message;
import mrs.transforms.detection.passes.Ranked;
import mrs.transforms.detection.passes.Ranking;

/**
 * What a day of the warm-up shows beyond levels and promotions.
 *
 * @param rest of each cell; their median
 */
record DayRest(Ranked rest) implements Message<DayRest> {

  /** Nothing yet, of at most so many cells. */
  DayRest(int cells) {
    this(new Ranked(Ranking.MEDIAN, 1, cells));
  }

  @Override
  public void merge(DayRest other) {
    rest.merge(other.rest);
  }

  @Override
  public void finish() {
    rest.finish();
  }
}
