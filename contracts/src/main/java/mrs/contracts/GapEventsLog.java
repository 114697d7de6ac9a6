package mrs.contracts;

import java.util.List;

/**
 * {@code gap_events_log}, written by the edge: what the warehouse is known to have lost, and what
 * had to wait before it could come in. Upkeep enters a table whose loss was accepted; who holds the
 * writer's lock next enters what the receiver of deliveries noted meanwhile.
 */
public final class GapEventsLog {
  /** The component of all that the receiver noted. */
  public static final String INTAKE = "intake";

  /** What the event is of. */
  public static final Field COMPONENT =
      Field.string("component", "The table that lost rows, by its name, or intake.").required();

  /** Orders the events of a component. */
  public static final Field ENTRY =
      Field.bigint("entry", "Number of the event in the receiver's journal; 1 of a table.")
          .required();

  /** {@link GapKind}. */
  public static final Field KIND =
      Field.string(
              "kind",
              "gap, queue_spill, backfill_start, backfill_end, position_damaged or delivery_lost.")
          .required();

  /** {@link GapReason}. */
  public static final Field REASON =
      Field.string(
          "reason",
          "Why: loss_accepted, dropped, damaged, memory_lost, incomplete, memory or target_away;"
              + " NULL where the kind says it.");

  /** When it was noticed. */
  public static final Field NOTICED_AT =
      Field.timestamp("noticed_at", "When it was noticed (UTC).").required();

  /** Whose records they are. */
  public static final Field FEEDS =
      Field.counts(
          "feeds", "How many records of each feed; NULL where that cannot be told any more.");

  /** How many there are. */
  public static final Field RECORDS =
      Field.bigint(
          "records",
          "How many records of the receiver (deliveries: delivery_lost); NULL of a table.");

  /** The beginning of what is lost. */
  public static final Field ACCEPTED_FROM =
      Field.timestamp(
          "accepted_from", "When the first was accepted (UTC); NULL where that is not known.");

  /** The end of what is lost. */
  public static final Field ACCEPTED_TO =
      Field.timestamp(
          "accepted_to", "When the last was accepted (UTC); NULL where that is not known.");

  /** All of it, in words. */
  public static final Field TEXT =
      Field.string("text", "What happened, in words; nothing out of a delivery.").required();

  /** The run under which it was entered. */
  public static final Field RUN_ID =
      Field.string("run_id", "The run that entered the row; NULL where ingest or upkeep did.");

  /** The table. */
  public static final Table TABLE =
      Table.partitioned(
          "gap_events_log",
          Table.Kind.LOG,
          "What is known to be lost, and what had to wait before it came in.",
          List.of(
              COMPONENT,
              ENTRY,
              KIND,
              REASON,
              NOTICED_AT,
              FEEDS,
              RECORDS,
              ACCEPTED_FROM,
              ACCEPTED_TO,
              TEXT,
              RUN_ID,
              LogColumns.WRITTEN_AT,
              LogColumns.CONTENT_HASH,
              LogColumns.WEEK_START),
          List.of(COMPONENT, ENTRY, NOTICED_AT),
          LogColumns.WEEK_START);

  private GapEventsLog() {}
}
