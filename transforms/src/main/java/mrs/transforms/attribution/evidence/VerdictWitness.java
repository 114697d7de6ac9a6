package mrs.transforms.attribution.evidence;

import java.util.Map;
import java.util.stream.Stream;
import mrs.contracts.Cause;
import mrs.contracts.Words;

/**
 * What people said of reports that look the same. Weak: what looks the same may have another cause.
 */
record VerdictWitness() implements Witness {
  private static final double MOST = 0.3;
  private static final double DOUBT = 2;

  @Override
  public String word() {
    return "verdicts";
  }

  @Override
  public Stream<Testimony> about(GroupFacts group) {
    long all = group.verdicts().values().stream().mapToLong(Long::longValue).sum();
    return group.verdicts().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .flatMap(
            v -> Words.find(Cause.class, v.getKey()).stream().map(c -> said(c, v.getValue(), all)));
  }

  private static Testimony said(Cause cause, long verdicts, long all) {
    return new Testimony(
        cause,
        MOST * verdicts / (all + DOUBT),
        "people gave this cause to " + verdicts + " of " + all + " reports of the same cluster");
  }
}
