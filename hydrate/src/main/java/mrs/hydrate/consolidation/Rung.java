package mrs.hydrate.consolidation;

import java.util.Arrays;
import java.util.List;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.contracts.FieldGroup;
import mrs.contracts.MinorityReports;
import mrs.contracts.ReportStatus;
import mrs.contracts.Source;

/**
 * A rung of the ladder that leads to {@code report_status}. The other groups go to the strongest
 * source that has a value; the status goes to the strongest thing that holds of the report,
 * whichever source decided that.
 *
 * @param deciders the sources that may decide it; of several, the one that gave the group {@code
 *     final}
 * @param fields what the deciders show for it; none where it holds for want of a stronger one
 */
public record Rung(ReportStatus status, List<Source> deciders, List<Field> fields) {

  /** The whole ladder: the order is that of {@link ReportStatus}. The last rung always holds. */
  public static final List<Rung> STRONGEST_FIRST =
      Arrays.stream(ReportStatus.values()).map(Rung::of).toList();

  /** Keeps copies. */
  public Rung {
    deciders = List.copyOf(deciders);
    fields = List.copyOf(fields);
  }

  /** Whether a person decides it. */
  public boolean isDecision() {
    return deciders.equals(FieldGroup.FINAL.chain());
  }

  /** What {@code source} shows for the rungs that it may decide. */
  static List<Field> fieldsOf(Source source) {
    return STRONGEST_FIRST.stream()
        .filter(rung -> rung.deciders.contains(source))
        .flatMap(rung -> rung.fields.stream())
        .distinct()
        .toList();
  }

  private static Rung of(ReportStatus status) {
    return switch (status) {
      case SUPERSEDED -> detected(status, DetectionLog.REPORT_STATE, DetectionLog.WITHDRAWN_REASON);
      case RETRACTED -> detected(status, DetectionLog.REPORT_STATE);
      case REJECTED, ACCEPTED ->
          new Rung(status, FieldGroup.FINAL.chain(), FieldGroup.FINAL.fields());
      case ENDED ->
          new Rung(
              status,
              List.of(Source.COHORT),
              List.of(MinorityReports.EVENT_STATUS, MinorityReports.RESOLUTION_REASON));
      case DEGRADED, OPEN -> detected(status);
    };
  }

  private static Rung detected(ReportStatus status, Field... fields) {
    return new Rung(status, List.of(Source.DETECTED), List.of(fields));
  }
}
