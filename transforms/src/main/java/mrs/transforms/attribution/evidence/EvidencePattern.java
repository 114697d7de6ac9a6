package mrs.transforms.attribution.evidence;

import java.util.List;
import java.util.Optional;
import mrs.contracts.Cause;

/**
 * What the evidence for a cause looked like: who found the group, in which direction, whether it is
 * of many series or few, the cause, and who spoke for it. How often a cause was right is remembered
 * by this.
 *
 * @param text such as {@code sku_day up many viral: scope, social}
 * @param hardlyCompared whether there was too little beside the group to compare it with, so that
 *     what was right elsewhere says little
 */
public record EvidencePattern(Cause cause, String text, boolean hardlyCompared) {
  /** What the text of a pattern ends with where no context was known. */
  public static final String WITHOUT_CONTEXT = ", without context";

  private static final int MANY = 10;

  /** Empty where nothing speaks: then there is no confidence either. */
  public static Optional<EvidencePattern> of(GroupFacts group, WeighCauses.Scored best) {
    boolean silent =
        best.cause() == Cause.UNKNOWN && best.witnesses().isEmpty() && !group.contextKnown();
    return silent
        ? Optional.empty()
        : Optional.of(new EvidencePattern(best.cause(), text(group, best), group.hardlyCompared()));
  }

  private static String text(GroupFacts group, WeighCauses.Scored best) {
    List<String> said = best.witnesses();
    return group.test().word()
        + " "
        + group.direction().word()
        + (group.size() < MANY ? " few " : " many ")
        + best.cause().word()
        + ": "
        + (said.isEmpty() ? "nobody" : String.join(", ", said))
        + (group.hardlyCompared() ? ", hardly compared" : "")
        + (group.contextKnown() ? "" : WITHOUT_CONTEXT);
  }
}
