package mrs.contracts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code minority_reports}: one hydrated row a report, computed from the logs alone. */
public final class MinorityReports {
  /** Where the report stands, see {@link ReportStatus}. */
  public static final Field REPORT_STATUS = ReportStatus.FIELD;

  /** Every cause with its evidence, as attribution ranked them. */
  public static final Field RANKED_CAUSES =
      Field.of(
          "ranked_causes",
          AttributionLog.RANKED_CAUSES.type(),
          "Every cause with score and evidence, as attribution ranked them; NULL without MRPAL.");

  /** {@link EventStatus} of its event. */
  public static final Field EVENT_STATUS =
      Field.string("event_status", "Status of its event; NULL where not known.");

  /** {@link Resolution} of its event. */
  public static final Field RESOLUTION_REASON =
      Field.string("resolution_reason", "How its event ended; NULL while it has not.");

  /** The newest run that contributed. */
  public static final Field RUN_ID =
      LogColumns.RUN_ID.saying("Run of the newest log row that contributed.");

  /** When the newest row that contributed was written. */
  public static final Field WRITTEN_AT =
      LogColumns.WRITTEN_AT.saying("Logical time (UTC) of the newest log row that contributed.");

  /** The table. */
  public static final Table TABLE =
      Table.partitioned(
          "minority_reports",
          Table.Kind.OUTPUT,
          "One hydrated row per report, with provenance and degradation.",
          fields(),
          List.of(DetectionLog.REPORT_ID),
          LogColumns.WEEK_START);

  private MinorityReports() {}

  private static List<Field> fields() {
    List<Field> all = new ArrayList<>();
    for (FieldGroup group : FieldGroup.values()) {
      for (Field field : group.fields()) {
        boolean always =
            group == FieldGroup.IDENTITY
                || group == FieldGroup.DETECTION
                || group == FieldGroup.SEVERITY
                || group == FieldGroup.STATUS;
        all.add(always ? field : field.optional());
      }
    }
    all.addAll(
        List.of(RANKED_CAUSES, AttributionLog.EVIDENCE_PATTERN, EVENT_STATUS, RESOLUTION_REASON));
    all.addAll(List.of(LogColumns.IS_DEGRADED, LogColumns.DEGRADED_REASONS));
    Arrays.stream(FieldGroup.values()).map(FieldGroup::sourceUsed).forEach(all::add);
    all.addAll(List.of(RUN_ID, WRITTEN_AT, LogColumns.WEEK_START));
    return all;
  }
}
