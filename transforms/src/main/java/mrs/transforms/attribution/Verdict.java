package mrs.transforms.attribution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a person said of a report.
 *
 * @param cluster the pattern that the report looks like
 * @param cause the cause that the person gave
 * @param group key and first day of the report's group
 * @param proposed the cause that stands proposed
 * @param evidence the {@link EvidencePattern} that it was proposed from
 */
record Verdict(
    Optional<String> cluster,
    String cause,
    String group,
    Optional<String> proposed,
    Optional<String> evidence) {

  /** Reports of one group have one cause: so many of its verdicts count as cases of their own. */
  private static final int MOST_OF_A_GROUP = 10;

  /** How often which cause was given to reports of {@code cluster}. */
  static Map<String, Long> causes(List<Verdict> verdicts, String cluster) {
    Map<String, Long> causes = new TreeMap<>();
    for (Verdict verdict : verdicts) {
      if (verdict.cluster().filter(cluster::equals).isPresent()) {
        causes.merge(verdict.cause(), 1L, Long::sum);
      }
    }
    return causes;
  }

  /** How often which evidence was right; verdicts come in the same order always. */
  static List<Calibration.Count> counts(List<Verdict> verdicts) {
    Map<String, Integer> ofGroup = new HashMap<>();
    List<Calibration.Count> counts = new ArrayList<>();
    for (Verdict verdict : verdicts) {
      if (verdict.evidence().isPresent()
          && ofGroup.merge(verdict.group(), 1, Integer::sum) <= MOST_OF_A_GROUP) {
        String proposed = verdict.proposed().orElseThrow();
        long right = proposed.equals(verdict.cause()) ? 1 : 0;
        counts.add(new Calibration.Count(verdict.evidence().get(), proposed, right, 1));
      }
    }
    return counts;
  }
}
