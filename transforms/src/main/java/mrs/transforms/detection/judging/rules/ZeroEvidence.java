package mrs.transforms.detection.judging.rules;

import mrs.transforms.detection.passes.Message;
import mrs.transforms.detection.passes.Totals;

/**
 * How surprising the zeros of a day are.
 *
 * @param sum evidence of all series, by pool
 * @param most the most that one series has, by pool
 */
public record ZeroEvidence(Totals sum, double[] most) implements Message<ZeroEvidence> {

  /** None yet, of so many pools. */
  ZeroEvidence(int pools) {
    this(new Totals(pools), new double[pools]);
  }

  /** Adds the evidence of one series. */
  void add(int pool, double evidence) {
    double exact = Totals.exact(evidence);
    sum.add(pool, exact);
    most[pool] = Math.max(most[pool], exact);
  }

  @Override
  public void merge(ZeroEvidence other) {
    sum.merge(other.sum);
    for (int pool = 0; pool < most.length; pool++) {
      most[pool] = Math.max(most[pool], other.most[pool]);
    }
  }
}
