package mrs.contracts;

import java.util.List;

/**
 * {@code minority_events_log} (MELOG), written by cohorting: events as they grew, merged and split.
 */
public final class EventsLog {
  /** Hash of the event's scope and first day when first written; never changes. */
  public static final Field REPORT_GROUP_ID = CohortHistory.REPORT_GROUP_ID;

  /**
   * {@link EventStatus} as of this row. An event that ends as it stands gets no row for that: which
   * events ended is told by MEEL.
   */
  public static final Field EVENT_STATUS =
      Field.string(
              "event_status",
              "open, merged, split, ended or reopened, as of this row; endings stand in MEEL.")
          .required();

  /** {@link Direction} of its reports. */
  public static final Field DIRECTION = DetectionLog.DIRECTION;

  /** What its reports have in common, such as {@code store|S1|up}. */
  public static final Field SCOPE =
      Field.string("scope", "What its reports share, such as 'store|S1|up'.").required();

  /** Reports that belong to it, withdrawn ones too; sorted. */
  public static final Field REPORT_IDS =
      Field.strings("report_ids", "Its reports, withdrawn ones too; sorted.").required();

  /** Of those, the ones that detection stands by. */
  public static final Field ACTIVE_REPORTS =
      Field.integer("active_reports", "Reports that detection stands by.").required();

  /** Distinct stores of its reports. */
  public static final Field STORES = Field.integer("stores", "Distinct stores.").required();

  /** Distinct SKUs of its reports. */
  public static final Field SKUS = Field.integer("skus", "Distinct SKUs.").required();

  /** First day of its reports. */
  public static final Field STARTS_ON =
      Field.date("starts_on", "First day of its reports.").required();

  /** Last day of its reports so far. */
  public static final Field ENDS_ON =
      Field.date("ends_on", "Last day of its reports so far.").required();

  /** Greatest severity of its reports. */
  public static final Field SEVERITY =
      Field.real("severity", "Greatest severity of its reports.").required();

  /** Greatest priority of its reports. */
  public static final Field PRIORITY =
      Field.real("priority", "Greatest priority of its reports.").required().formerly(SEVERITY);

  /**
   * The cause with the most units off their expectation, over the reports that detection stands by,
   * or over all where it stands by none; of several, the first by name.
   */
  public static final Field EVENT_CAUSE =
      Field.string(
          "event_cause",
          "The cause with the most units off their expectation; NULL where none is known.");

  /** Events that went into this one, by merge or split. */
  public static final Field PARENTS =
      Field.strings("parents", "Events that it came from, by merge or split; sorted.").required();

  /** The event that absorbed this one. */
  public static final Field MERGED_INTO =
      Field.string("merged_into", "The event that absorbed it; NULL unless merged.");

  /** The table. */
  public static final Table TABLE =
      Table.log(
          "minority_events_log",
          "MELOG: events with members, scope, status and ancestry.",
          List.of(
              REPORT_GROUP_ID,
              EVENT_STATUS,
              DIRECTION,
              SCOPE,
              REPORT_IDS,
              ACTIVE_REPORTS,
              STORES,
              SKUS,
              STARTS_ON,
              ENDS_ON,
              SEVERITY,
              PRIORITY,
              EVENT_CAUSE,
              PARENTS,
              MERGED_INTO),
          List.of(REPORT_GROUP_ID, LogColumns.WRITTEN_AT, LogColumns.VERSION));

  private EventsLog() {}
}
