package mrs.transforms.attribution.evidence;

import java.util.Map;
import java.util.stream.Stream;
import mrs.contracts.Cause;
import mrs.contracts.Words;

/**
 * What people said of reports that look the same. Weak: what looks the same may have another cause.
 */
record EditsWitness() implements Witness {
  private static final double MOST = 0.3;
  private static final double DOUBT = 2;

  @Override
  public String word() {
    return "edits";
  }

  @Override
  public Stream<Testimony> about(GroupFacts group) {
    long all = group.causesSet().values().stream().mapToLong(Long::longValue).sum();
    return group.causesSet().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .flatMap(
            v -> Words.find(Cause.class, v.getKey()).stream().map(c -> said(c, v.getValue(), all)));
  }

  private static Testimony said(Cause cause, long times, long all) {
    return new Testimony(
        cause,
        MOST * times / (all + DOUBT),
        "people gave this cause to " + times + " of " + all + " reports of the same cluster");
  }
}
