package mrs.transforms.detection.judging.rules;

import mrs.transforms.detection.passes.Message;
import mrs.transforms.detection.passes.Totals;

/**
 * How surprising the zeros of a day are.
 *
 * @param sum evidence of all series, by supply
 * @param series how many series have any
 * @param told how many zeros have a known stock-out
 * @param most the most that one series has, by supply
 */
public record ZeroEvidence(Totals sum, Totals series, Totals told, double[] most)
    implements Message<ZeroEvidence> {

  /** None yet, of so many supplies. */
  ZeroEvidence(int supplies) {
    this(new Totals(supplies), new Totals(1), new Totals(1), new double[supplies]);
  }

  /** Adds the evidence of one series. */
  void add(int supply, double evidence) {
    double exact = Totals.exact(evidence);
    sum.add(supply, exact);
    series.add(0, exact > 0 ? 1 : 0);
    most[supply] = Math.max(most[supply], exact);
  }

  /** Adds a zero with a known stock-out. */
  void addTold() {
    told.add(0, 1);
  }

  @Override
  public void merge(ZeroEvidence other) {
    sum.merge(other.sum);
    series.merge(other.series);
    told.merge(other.told);
    for (int supply = 0; supply < most.length; supply++) {
      most[supply] = Math.max(most[supply], other.most[supply]);
    }
  }
}
