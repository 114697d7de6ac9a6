package mrs.contracts;

import java.util.List;

/** {@code minority_events_ended_log} (MEEL), written by cohorting: that an event ended, and how. */
public final class EventsEndedLog {
  /** The event. */
  public static final Field REPORT_GROUP_ID = CohortHistory.REPORT_GROUP_ID;

  /** Always {@code ended}. */
  public static final Field EVENT_STATUS = EventsLog.EVENT_STATUS;

  /** {@link Resolution}. */
  public static final Field RESOLUTION_REASON =
      Field.string(
              "resolution_reason",
              "data correction, recovered, finalised, rejected, merged or expired.")
          .required();

  /** What it rests on, in words. */
  public static final Field EVIDENCE =
      Field.strings("evidence", "What the ending rests on, in words; sorted.").required();

  /**
   * The day it ended: of a decision the day of it, of an event that went quiet the last day of its
   * reports, else the last day with sales that the run looked at.
   */
  public static final Field ENDED_ON = Field.date("ended_on", "The day it ended.").required();

  /** The table. */
  public static final Table TABLE =
      Table.log(
          "minority_events_ended_log",
          "MEEL: which events ended, how, and on what evidence.",
          List.of(REPORT_GROUP_ID, EVENT_STATUS, RESOLUTION_REASON, EVIDENCE, ENDED_ON),
          List.of(REPORT_GROUP_ID, LogColumns.WRITTEN_AT, LogColumns.VERSION));

  private EventsEndedLog() {}
}
