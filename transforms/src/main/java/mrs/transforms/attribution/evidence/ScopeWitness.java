package mrs.transforms.attribution.evidence;

import java.util.Optional;
import java.util.stream.Stream;
import mrs.contracts.Cause;
import mrs.contracts.Direction;
import mrs.contracts.TestKind;

/**
 * Scope and factor. A whole store that sells far more or less than its region, or that is silent,
 * points at its till or its feed; a SKU that sells almost nothing everywhere, but not nothing, at
 * its unit; a SKU that sells a multiple in many stores, weakly, at word of mouth. A region that
 * sells nothing at all may be one whose feed sent zeros, but closed shops look just like it. A
 * store or SKU that there is nothing to compare with may just as well be what all others would have
 * done.
 */
record ScopeWitness() implements Witness {
  private static final int LEAST_SERIES = 3;
  private static final int MANY_STORES = 5;
  private static final double STORE_UP = 1.3;
  private static final double STORE_DOWN = 0.67;
  private static final double SKU_UP = 3;
  private static final double SKU_DOWN = 0.35;

  /** What is said of a store without others: worth telling, and speaks for nothing. */
  private static final double ALONE = 0.1;

  @Override
  public String word() {
    return "scope";
  }

  @Override
  public Stream<Testimony> about(GroupFacts group) {
    if (group.direction() == Direction.MISSING) {
      return Stream.of(
          new Testimony(
              Cause.DATA_ERROR, 0.9, group.subject() + ": not reported though others were"));
    }
    Optional<Double> ratio = group.ratio();
    return ratio.isEmpty() || group.size() < LEAST_SERIES
        ? Stream.empty()
        : about(group, ratio.get());
  }

  private static Stream<Testimony> about(GroupFacts group, double ratio) {
    boolean up = group.direction() == Direction.UP;
    String sentence = Phrase.sold(ratio) + " in " + group.subject();
    if (group.test() == TestKind.STORE_DAY && (up ? ratio > STORE_UP : ratio < STORE_DOWN)) {
      return Stream.of(compared(group, up ? 0.5 : 0.55, sentence));
    }
    if (group.test() == TestKind.REGION_DAY) {
      return Stream.of(
          new Testimony(
              Cause.DATA_ERROR,
              0.3,
              "nothing at all was sold in "
                  + group.subject()
                  + ", as if zeros stood in for sales"));
    }
    if (group.test() != TestKind.SKU_DAY) {
      return Stream.empty();
    }
    if (up && ratio > SKU_UP && group.stores() >= MANY_STORES) {
      return Stream.of(new Testimony(Cause.VIRAL, 0.2, sentence));
    }
    return !up && ratio < SKU_DOWN && group.zeroShare() <= ZerosWitness.MOSTLY_ZEROS
        ? Stream.of(compared(group, 0.45, sentence))
        : Stream.empty();
  }

  /** The more others did not do the same, the more it is of itself alone. */
  private static Testimony compared(GroupFacts group, double weight, String sentence) {
    if (group.others().isEmpty()) {
      return new Testimony(Cause.DATA_ERROR, weight, sentence);
    }
    int others = group.others().get();
    String kind = group.test() == TestKind.STORE_DAY ? "store" : "SKU";
    return others == 0
        ? new Testimony(
            Cause.UNKNOWN, ALONE, sentence + "; no other " + kind + " can be compared with it")
        : new Testimony(Cause.DATA_ERROR, weight * others / (others + 1.0), sentence);
  }
}
