package mrs.transforms.detection.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import org.apache.commons.math3.distribution.PoissonDistribution;

/**
 * A kind of retailer with what must not and what must be reported.
 *
 * @param right events that the kind has without a fault
 * @param wrong events that name what is usual of the kind
 * @param fault what is done to its sales
 * @param key group of the event that comes of the fault
 * @param first first day of that event
 * @param last last day of that event
 */
record Shape(
    String name,
    Retailer retailer,
    Predicate<Event> right,
    Predicate<Event> wrong,
    Retailer.Change fault,
    String key,
    int first,
    int last) {

  /** So many times what is due is calibrated well enough. */
  private static final double MOST = 1.5;

  private static final double LEAST_PROBABILITY = 0.001;

  static Shape of(String name, Retailer retailer) {
    return new Shape(name, retailer, e -> false, e -> false, (s, p, t, u) -> u, "", 0, 0);
  }

  Shape right(Predicate<Event> events) {
    return new Shape(name, retailer, events, wrong, fault, key, first, last);
  }

  Shape wrong(Predicate<Event> events) {
    return new Shape(name, retailer, right, events, fault, key, first, last);
  }

  Shape fault(Retailer.Change change, String group, int from, int to) {
    return new Shape(name, retailer, right, wrong, change, group, from, to);
  }

  /** Of severity 1 there are hardly more events than are due, of 3 none beyond chance. */
  void assertCalm() {
    double days = retailer.days() - Retailer.WARM_UP;
    assertThat(days).isGreaterThanOrEqualTo(60);
    List<Event> events = events(retailer);
    assertThat(events).as("what is usual").noneMatch(wrong);
    assertThat(events)
        .as("severity 1")
        .hasSizeLessThanOrEqualTo((int) (MOST * days / 10 + 3 * Math.sqrt(days / 10)));
    assertThat(events)
        .as("severity 3")
        .filteredOn(e -> e.severity() >= 3)
        .hasSizeLessThanOrEqualTo(possible(days / 1000));
  }

  /** The largest count that is not less likely than {@link #LEAST_PROBABILITY}. */
  private static int possible(double due) {
    PoissonDistribution chance = new PoissonDistribution(due);
    int n = 0;
    while (1 - chance.cumulativeProbability(n) >= LEAST_PROBABILITY) {
      n++;
    }
    return n;
  }

  /**
   * The fault is the first in the list: by its group, with most of the series over all of its days
   * and at most a day more on either side, which tests of two days may add. Without the fault it is
   * not there.
   */
  void assertFound() {
    Event top = events(retailer.change(fault)).get(0);
    assertThat(top.key()).as("%s", top).isEqualTo(key);
    assertThat(top.start()).as("%s", top).isBetween(first - 1, first);
    assertThat(top.window().get(1)).as("%s", top).isBetween(last, last + 1);
    assertThat(2 * top.over(first, last).size())
        .as("%s", top)
        .isGreaterThanOrEqualTo(top.reports().size());
    assertThat(events(retailer)).noneMatch(e -> e.key().equals(key) && e.start() == top.start());
  }

  /** What is shown of its sales, without what is right. */
  private List<Event> events(Retailer sales) {
    return Event.of(sales.judge()).stream().filter(right.negate()).toList();
  }

  @Override
  public String toString() {
    return name;
  }
}
