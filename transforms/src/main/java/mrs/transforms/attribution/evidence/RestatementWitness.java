package mrs.transforms.attribution.evidence;

import java.util.stream.Stream;
import mrs.contracts.Cause;

/** What the retailer has restated since was wrong. */
record RestatementWitness() implements Witness {
  @Override
  public String word() {
    return "restatement";
  }

  @Override
  public Stream<Testimony> about(GroupFacts group) {
    return group.restated() > 0
        ? Stream.of(
            new Testimony(
                Cause.DATA_ERROR,
                0.95 * group.restated(),
                "the sales of "
                    + Phrase.percent(group.restated())
                    + " of its reports were restated"))
        : Stream.empty();
  }
}
