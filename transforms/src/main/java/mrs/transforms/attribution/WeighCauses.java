package mrs.transforms.attribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import mrs.contracts.Cause;

/**
 * Scores every cause by what the witnesses say. Evidence for a cause adds up as independent chances
 * do, 1 − ∏(1 − weight); evidence against it takes its share of that. {@code unknown} has a score
 * of its own, which a cause has to beat, and which is higher where there is no context to ask: what
 * is missing makes nothing likelier.
 */
final class WeighCauses {
  /** A lone weak hint does not reach this. */
  private static final double UNKNOWN = 0.35;

  private static final double UNKNOWN_WITHOUT_CONTEXT = 0.45;

  private WeighCauses() {}

  /**
   * A cause with its score.
   *
   * @param score 0 to 1
   * @param evidence sentences, in the order of the witnesses
   */
  record Scored(Cause cause, double score, List<String> evidence) {}

  private static final Comparator<Scored> BEST_FIRST =
      Comparator.comparingDouble(Scored::score)
          .reversed()
          .thenComparing(scored -> scored.cause().word());

  /** Every cause, best first. */
  static List<Scored> of(GroupFacts group) {
    Map<Cause, List<Testimony>> heard = new EnumMap<>(Cause.class);
    for (Witness witness : Witness.ALL) {
      witness
          .about(group)
          .forEach(t -> heard.computeIfAbsent(t.cause(), c -> new ArrayList<>()).add(t));
    }
    return Arrays.stream(Cause.values())
        .map(cause -> scored(cause, heard.getOrDefault(cause, List.of()), group))
        .sorted(BEST_FIRST)
        .toList();
  }

  private static Scored scored(Cause cause, List<Testimony> heard, GroupFacts group) {
    List<String> evidence = new ArrayList<>(heard.stream().map(Testimony::sentence).toList());
    double doubt = 1;
    double against = 1;
    for (Testimony testimony : heard) {
      doubt *= 1 - Math.max(0, testimony.weight());
      against *= 1 + Math.min(0, testimony.weight());
    }
    double score = (1 - doubt) * against;
    if (cause == Cause.UNKNOWN) {
      score = Math.max(score, group.contextKnown() ? UNKNOWN : UNKNOWN_WITHOUT_CONTEXT);
      if (!group.contextKnown()) {
        evidence.add("no context is known");
      }
    }
    return new Scored(cause, score, List.copyOf(evidence));
  }
}
