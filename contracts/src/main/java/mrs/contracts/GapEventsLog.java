package mrs.contracts;

import java.util.List;

/**
 * {@code gap_events_log}, written by upkeep: rows that the warehouse is known to have lost. No run
 * wrote it, so that it has none; {@code written_at} is when the loss was accepted.
 */
public final class GapEventsLog {
  /** The table that lost rows. */
  public static final Field TABLE_NAME =
      Field.string("table_name", "The table that lost rows.").required();

  /** {@link GapReason}. */
  public static final Field REASON = Field.string("reason", "loss_accepted.").required();

  /** What was lost, in words. */
  public static final Field TEXT = Field.string("text", "What was lost, in words.").required();

  /** The table. */
  public static final Table TABLE =
      Table.partitioned(
          "gap_events_log",
          Table.Kind.LOG,
          "Rows that are known to be lost.",
          List.of(
              TABLE_NAME,
              REASON,
              TEXT,
              LogColumns.WRITTEN_AT,
              LogColumns.CONTENT_HASH,
              LogColumns.WEEK_START),
          List.of(TABLE_NAME, LogColumns.WRITTEN_AT),
          LogColumns.WEEK_START);

  private GapEventsLog() {}
}
