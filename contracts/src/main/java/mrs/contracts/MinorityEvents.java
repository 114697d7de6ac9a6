package mrs.contracts;

import java.util.List;

/** {@code minority_events}: one hydrated row an event, computed from the logs alone. */
public final class MinorityEvents {
  /** The event. */
  public static final Field REPORT_GROUP_ID = CohortHistory.REPORT_GROUP_ID;

  /** {@link EventStatus}. */
  public static final Field EVENT_STATUS =
      Field.string("event_status", "open, merged, split, ended or reopened; NULL without MELOG.");

  /** {@link Resolution}. */
  public static final Field RESOLUTION_REASON =
      Field.string("resolution_reason", "How it ended; NULL while it has not.");

  /** What the ending rests on. */
  public static final Field EVIDENCE =
      Field.strings("evidence", "What the ending rests on; NULL while it has not ended.");

  /** {@link Direction}. */
  public static final Field DIRECTION = Field.string("direction", "up, down or missing.");

  /** What its reports share. */
  public static final Field SCOPE =
      Field.string("scope", "What its reports share; NULL without MELOG.");

  /** First day. */
  public static final Field STARTS_ON = Field.date("starts_on", "First day of its reports.");

  /** Last day. */
  public static final Field ENDS_ON = Field.date("ends_on", "Last day of its reports so far.");

  /** Distinct stores. */
  public static final Field STORES = Field.integer("stores", "Distinct stores.");

  /** Distinct SKUs. */
  public static final Field SKUS = Field.integer("skus", "Distinct SKUs.");

  /** Reports that belong to it. */
  public static final Field REPORTS =
      Field.integer("reports", "Reports that belong to it; NULL without MRCH and MELOG.");

  /** Of those, active ones. */
  public static final Field ACTIVE_REPORTS =
      Field.integer(
          "active_reports", "Reports that detection stands by; NULL without MRCH and MELOG.");

  /** Units over its active reports. */
  public static final Field OBSERVED_UNITS =
      Field.real("observed_units", "Units over its active reports; NULL where none was reported.");

  /** Units expected over its active reports. */
  public static final Field EXPECTED_UNITS =
      Field.real("expected_units", "Units expected over its active reports.");

  /** MELOG's, else the greatest severity of the reports that belong to it. */
  public static final Field SEVERITY =
      Field.real(
          "severity",
          "How rare it is: -log10 of as rare events expected by chance a region and day.");

  /** Greatest priority of the reports that belong to it, else MELOG's. */
  public static final Field PRIORITY =
      Field.real("priority", "What comes first: greatest priority of its reports.")
          .formerly(SEVERITY);

  /** The cause that holds: the one that a person set, else {@link EventsLog#EVENT_CAUSE}. */
  public static final Field EVENT_CAUSE =
      Field.string("event_cause", "The cause that holds; NULL where none is known.");

  /** What a person decided. */
  public static final Field DECISION = FinalisedLog.DECISION;

  /** Who decided. */
  public static final Field DECIDED_BY = FinalisedLog.DECIDED_BY;

  /** When it was decided. */
  public static final Field DECIDED_AT = FinalisedLog.DECIDED_AT;

  /** Events that it came from. */
  public static final Field PARENTS = Field.strings("parents", "Events that it came from; sorted.");

  /** The event that absorbed it. */
  public static final Field MERGED_INTO = EventsLog.MERGED_INTO;

  /** The table. */
  public static final Table TABLE =
      Table.partitioned(
          "minority_events",
          Table.Kind.OUTPUT,
          "One hydrated row per event, with degradation.",
          List.of(
              REPORT_GROUP_ID,
              EVENT_STATUS,
              RESOLUTION_REASON,
              EVIDENCE,
              DIRECTION,
              SCOPE,
              STARTS_ON,
              ENDS_ON,
              STORES,
              SKUS,
              REPORTS,
              ACTIVE_REPORTS,
              OBSERVED_UNITS,
              EXPECTED_UNITS,
              SEVERITY,
              PRIORITY,
              EVENT_CAUSE,
              DECISION,
              DECIDED_BY,
              DECIDED_AT,
              PARENTS,
              MERGED_INTO,
              LogColumns.IS_DEGRADED,
              LogColumns.DEGRADED_REASONS,
              MinorityReports.RUN_ID,
              MinorityReports.WRITTEN_AT,
              LogColumns.WEEK_START),
          List.of(REPORT_GROUP_ID),
          LogColumns.WEEK_START);

  private MinorityEvents() {}
}
