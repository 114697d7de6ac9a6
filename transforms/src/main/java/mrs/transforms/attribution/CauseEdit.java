package mrs.transforms.attribution;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mrs.transforms.attribution.evidence.EvidencePattern;

/**
 * A cause that a person set in a report, and what is known of that report.
 *
 * @param cluster the pattern that the report looks like
 * @param cause the cause that the person set
 * @param group key and first day of the report's group
 * @param proposed the cause that stands proposed
 * @param evidence the {@link EvidencePattern} that it was proposed from
 */
record CauseEdit(
    Optional<String> cluster,
    String cause,
    String group,
    Optional<String> proposed,
    Optional<String> evidence) {

  /** How often which cause was given, by cluster. */
  static Map<String, Map<String, Long>> causes(List<CauseEdit> edits) {
    Map<String, Map<String, Long>> causes = new TreeMap<>();
    for (CauseEdit edit : edits) {
      edit.cluster()
          .ifPresent(
              c ->
                  causes
                      .computeIfAbsent(c, x -> new TreeMap<>())
                      .merge(edit.cause(), 1L, Long::sum));
    }
    return causes;
  }

  /** How often which evidence was right, each pattern once; edits come in the same order always. */
  static List<Calibration.Count> counts(List<CauseEdit> edits) {
    return Calibration.summed(
        Calibration.counts(
            edits.stream().filter(e -> e.evidence().isPresent()).map(CauseEdit::asCase).toList()));
  }

  private Calibration.Case asCase() {
    String stands = proposed.orElseThrow();
    return new Calibration.Case(group, evidence.orElseThrow(), stands, stands.equals(cause));
  }
}
