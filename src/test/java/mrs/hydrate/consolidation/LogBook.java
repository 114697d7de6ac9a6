package mrs.hydrate.consolidation;

import java.sql.Timestamp;
import java.util.List;
import mrs.contracts.AttributionLog;
import mrs.contracts.ClusteredLog;
import mrs.contracts.CohortHistory;
import mrs.contracts.DetectionLog;
import mrs.contracts.EventsEndedLog;
import mrs.contracts.EventsLog;
import mrs.contracts.FinalisedLog;
import mrs.contracts.UserEditsLog;
import mrs.contracts.UserEventEditsLog;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the logs for tests, written as a story: each method adds one row with plain values for
 * all that the test does not name. Times are whole days after {@link LogRows#START}.
 */
public final class LogBook extends LogRows {
  /**
   * A report as detection has it: store S1, SKU K1, up, Tuesday and Wednesday of the first week.
   */
  public LogBook detected(String id, int day, Object... named) {
    add(
        Contributor.MRDL,
        day,
        values(
            named,
            DetectionLog.REPORT_ID,
            id,
            DetectionLog.STORE_ID,
            "S1",
            DetectionLog.SKU,
            "K1",
            DetectionLog.REGION,
            "R1",
            DetectionLog.DIRECTION,
            "up",
            DetectionLog.REPORT_STATE,
            "active",
            DetectionLog.WINDOW_START,
            START.plusDays(1),
            DetectionLog.WINDOW_END,
            START.plusDays(2),
            DetectionLog.OBSERVED_UNITS,
            10.0,
            DetectionLog.EXPECTED_UNITS,
            4.0,
            DetectionLog.SEVERITY,
            3.0,
            DetectionLog.PRIORITY,
            2.0,
            DetectionLog.TEST,
            "cell",
            DetectionLog.GROUP_KEY,
            "cell|S1|K1|up",
            DetectionLog.GROUP_START,
            START.plusDays(1),
            DetectionLog.METHOD,
            "baseline_model"));
    return this;
  }

  /** Detection takes a report back. */
  public LogBook withdrawn(String id, int day, String reason, Object... named) {
    Object[] more = {DetectionLog.REPORT_STATE, "withdrawn", DetectionLog.WITHDRAWN_REASON, reason};
    return detected(id, day, concat(more, named));
  }

  /** A report in cluster {@code c-viral}. */
  public LogBook clustered(String id, int day, Object... named) {
    add(
        Contributor.MRCL,
        day,
        values(
            named,
            ClusteredLog.REPORT_ID,
            id,
            ClusteredLog.STORE_ID,
            "S1",
            ClusteredLog.SKU,
            "K1",
            ClusteredLog.CLUSTER_ID,
            "c-viral",
            ClusteredLog.CLUSTER_NAME,
            "viral rise",
            ClusteredLog.SIMILARITY,
            0.9));
    return this;
  }

  /** A report that detection found on day 0 and all logs know, open, in an event of its own. */
  public LogBook known(String id, Object... detected) {
    return detected(id, 0, detected)
        .clustered(id, 1)
        .attributed(id, 1, "viral", 0.7)
        .cohort(id, 1, eventOf(id))
        .event(eventOf(id), 1, "open", List.of(id));
  }

  /** The event that {@link #known} puts the report into. */
  public static String eventOf(String id) {
    return "event of " + id;
  }

  /** A report with a proposed cause and its confidence. */
  public LogBook attributed(
      String id, int day, String cause, @Nullable Double confidence, Object... named) {
    Row ranked = RowFactory.create(cause, confidence == null ? 0.0 : confidence, List.of("seen"));
    add(
        Contributor.MRPAL,
        day,
        values(
            named,
            AttributionLog.REPORT_ID,
            id,
            AttributionLog.STORE_ID,
            "S1",
            AttributionLog.SKU,
            "K1",
            AttributionLog.RANKED_CAUSES,
            List.of(ranked),
            AttributionLog.PROPOSED_CAUSE,
            cause,
            AttributionLog.CONFIDENCE_SCORE,
            confidence,
            AttributionLog.EVIDENCE_PATTERN,
            confidence == null ? null : "cell up few " + cause + ": scope",
            AttributionLog.CALIBRATION,
            "test"));
    return this;
  }

  /** A report in an event. */
  public LogBook cohort(String id, int day, String event, Object... named) {
    add(
        Contributor.MRCH,
        day,
        values(
            named,
            CohortHistory.REPORT_ID,
            id,
            CohortHistory.STORE_ID,
            "S1",
            CohortHistory.SKU,
            "K1",
            CohortHistory.REPORT_GROUP_ID,
            event));
    return this;
  }

  /** An event as MELOG has it. */
  public LogBook event(
      String event, int day, String status, List<String> reports, Object... named) {
    add(
        Contributor.MELOG,
        day,
        values(
            named,
            EventsLog.REPORT_GROUP_ID,
            event,
            EventsLog.EVENT_STATUS,
            status,
            EventsLog.DIRECTION,
            "up",
            EventsLog.SCOPE,
            "store|S1|up",
            EventsLog.REPORT_IDS,
            reports,
            EventsLog.ACTIVE_REPORTS,
            reports.size(),
            EventsLog.STORES,
            1,
            EventsLog.SKUS,
            reports.size(),
            EventsLog.STARTS_ON,
            START.plusDays(1),
            EventsLog.ENDS_ON,
            START.plusDays(2),
            EventsLog.SEVERITY,
            3.5,
            EventsLog.PRIORITY,
            2.5,
            EventsLog.EVENT_CAUSE,
            "viral",
            EventsLog.PARENTS,
            List.of()));
    return this;
  }

  /** The end of an event. */
  public LogBook ended(String event, int day, String resolution, Object... named) {
    add(
        Contributor.MEEL,
        day,
        values(
            named,
            EventsEndedLog.REPORT_GROUP_ID,
            event,
            EventsEndedLog.EVENT_STATUS,
            "ended",
            EventsEndedLog.RESOLUTION_REASON,
            resolution,
            EventsEndedLog.EVIDENCE,
            List.of("quiet"),
            EventsEndedLog.ENDED_ON,
            START.plusDays(3)));
    return this;
  }

  /** A record of finalisation in which nobody decided anything. */
  public LogBook finalised(String id, int day, Object... named) {
    add(
        Contributor.MRFL,
        day,
        values(
            named,
            FinalisedLog.REPORT_ID,
            id,
            FinalisedLog.STORE_ID,
            "S1",
            FinalisedLog.SKU,
            "K1",
            FinalisedLog.REPORT_STATE,
            "active",
            FinalisedLog.DECIDED_GROUPS,
            List.of()));
    return this;
  }

  /** What MRFL says of a report that was accepted with this cause; see {@link #finalised}. */
  public static Object[] accepted(String cause, int day) {
    return new Object[] {
      FinalisedLog.PROPOSED_CAUSE,
      cause,
      FinalisedLog.CONFIDENCE_SCORE,
      1.0,
      FinalisedLog.DECISION,
      "accepted",
      FinalisedLog.DECIDED_BY,
      "lewis",
      FinalisedLog.DECIDED_AT,
      Timestamp.from(at(day)),
      FinalisedLog.DECIDED_GROUPS,
      List.of("attribution", "final", "status")
    };
  }

  /** A person's edit of a report. */
  public LogBook edit(
      String editId, int day, String report, String action, @Nullable String value) {
    add(
        Contributor.UEL,
        day,
        values(
            new Object[0],
            UserEditsLog.EDIT_ID,
            editId,
            UserEditsLog.REPORT_ID,
            report,
            UserEditsLog.ACTION,
            action,
            UserEditsLog.VALUE,
            value,
            UserEditsLog.EDITED_BY,
            "lewis"));
    return this;
  }

  /** A person's edit of an event. */
  public LogBook eventEdit(
      String editId, int day, String event, String action, @Nullable String value) {
    add(
        Contributor.UMEEL,
        day,
        values(
            new Object[0],
            UserEventEditsLog.EDIT_ID,
            editId,
            UserEventEditsLog.REPORT_GROUP_ID,
            event,
            UserEventEditsLog.ACTION,
            action,
            UserEventEditsLog.VALUE,
            value,
            UserEventEditsLog.EDITED_BY,
            "ruth"));
    return this;
  }
}
