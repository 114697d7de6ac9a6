package mrs.transforms.detection.judging.learning;

import java.util.List;
import mrs.transforms.detection.judging.day.OpenStores;
import mrs.transforms.detection.passes.Message;

/**
 * Which stores were open in the warm-up.
 *
 * @param days in order
 */
record WarmUpOpenings(List<OpenStores> days) implements Message<WarmUpOpenings> {

  @Override
  public void merge(WarmUpOpenings other) {
    for (int t = 0; t < days.size(); t++) {
      days.get(t).merge(other.days.get(t));
    }
  }
}
