package mrs.transforms.attribution;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mrs.transforms.attribution.evidence.EvidencePattern;

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

  /** How often which cause was given, by cluster. */
  static Map<String, Map<String, Long>> causes(List<Verdict> verdicts) {
    Map<String, Map<String, Long>> causes = new TreeMap<>();
    for (Verdict verdict : verdicts) {
      verdict
          .cluster()
          .ifPresent(
              c ->
                  causes
                      .computeIfAbsent(c, x -> new TreeMap<>())
                      .merge(verdict.cause(), 1L, Long::sum));
    }
    return causes;
  }

  /**
   * How often which evidence was right, each pattern once; verdicts come in the same order always.
   */
  static List<Calibration.Count> counts(List<Verdict> verdicts) {
    return Calibration.summed(
        Calibration.counts(
            verdicts.stream().filter(v -> v.evidence().isPresent()).map(Verdict::asCase).toList()));
  }

  private Calibration.Case asCase() {
    String stands = proposed.orElseThrow();
    return new Calibration.Case(group, evidence.orElseThrow(), stands, stands.equals(cause));
  }
}
