package mrs.transforms.attribution.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import mrs.contracts.Cause;

/**
 * Scores every cause by what the witnesses say. Evidence for a cause adds up as independent chances
 * do, 1 − ∏(1 − weight); evidence against it takes its share of that. {@code unknown} has a score
 * of its own, which a cause has to beat, and which is higher where there is no context to ask: what
 * is missing makes nothing likelier.
 */
public final class WeighCauses {
  /** A lone weak hint does not reach this. */
  private static final double UNKNOWN = 0.35;

  private static final double UNKNOWN_WITHOUT_CONTEXT = 0.45;

  /** Who says less than this has said nothing that a pattern would be told by. */
  private static final double LEAST_WEIGHT = 0.1;

  private WeighCauses() {}

  /**
   * A cause with its score.
   *
   * @param score 0 to 1
   * @param evidence sentences, in the order of the witnesses
   * @param witnesses who spoke for it; for {@code unknown} who spoke at all; by name
   */
  public record Scored(Cause cause, double score, List<String> evidence, List<String> witnesses) {}

  /** What a witness said. */
  private record Heard(String witness, Testimony testimony) {}

  private static final Comparator<Scored> BEST_FIRST =
      Comparator.comparingDouble(Scored::score)
          .reversed()
          .thenComparing(scored -> scored.cause().word());

  /** Every cause, best first. */
  public static List<Scored> of(GroupFacts group) {
    List<Heard> heard =
        Witness.ALL.stream().flatMap(w -> w.about(group).map(t -> new Heard(w.word(), t))).toList();
    List<Scored> all = new ArrayList<>();
    for (Cause cause : Cause.values()) {
      if (cause != Cause.UNKNOWN) {
        all.add(scored(cause, heard));
      }
    }
    double best = all.stream().mapToDouble(Scored::score).max().orElse(0);
    all.add(unknown(heard, group, best));
    return all.stream().sorted(BEST_FIRST).toList();
  }

  private static Scored scored(Cause cause, List<Heard> heard) {
    List<Testimony> own =
        heard.stream().map(Heard::testimony).filter(t -> t.cause() == cause).toList();
    double doubt = 1;
    double against = 1;
    for (Testimony testimony : own) {
      doubt *= 1 - Math.max(0, testimony.weight());
      against *= 1 + Math.min(0, testimony.weight());
    }
    return new Scored(
        cause,
        (1 - doubt) * against,
        own.stream().map(Testimony::sentence).toList(),
        names(heard.stream().filter(h -> speaksFor(h.testimony(), cause))));
  }

  private static boolean speaksFor(Testimony testimony, Cause cause) {
    return testimony.cause() == cause && testimony.weight() > 0;
  }

  private static Scored unknown(List<Heard> heard, GroupFacts group, double best) {
    Scored said = scored(Cause.UNKNOWN, heard);
    double least = group.contextKnown() ? UNKNOWN : UNKNOWN_WITHOUT_CONTEXT;
    double score = Math.max(said.score(), least);
    List<String> evidence = new ArrayList<>(said.evidence());
    if (!group.contextKnown()) {
      evidence.add("no context is known");
    } else if (score > best) {
      evidence.add("nothing that is known speaks clearly for another cause");
    }
    return new Scored(Cause.UNKNOWN, score, List.copyOf(evidence), names(heard.stream()));
  }

  private static List<String> names(Stream<Heard> heard) {
    return heard
        .filter(h -> Math.abs(h.testimony().weight()) >= LEAST_WEIGHT)
        .map(Heard::witness)
        .distinct()
        .sorted()
        .toList();
  }
}
