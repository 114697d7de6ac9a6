package mrs.contracts;

import java.util.List;

/**
 * {@code delivery_failures_log}, written by ingest: deliveries that could not be brought in, a row
 * for each attempt that was due to the delivery itself. A delivery is known by its content, so that
 * its attempts are counted whatever it is called; the newest row of a content says where it stands,
 * unless {@code deliveries_log} has it under a later number.
 */
public final class DeliveryFailuresLog {
  /** The input table that it was for. */
  public static final Field TABLE_NAME = DeliveriesLog.TABLE_NAME;

  /** What it is known by. */
  public static final Field SOURCE_HASH =
      Field.string(
              "source_hash",
              "SHA-256 (hex) of the delivery; of its name where none of its bytes can be read.")
          .required();

  /** The delivered file. */
  public static final Field SOURCE_FILE = SourceColumns.SOURCE_FILE;

  /** The feed folder that it lay in. */
  public static final Field FOLDER =
      Field.string("folder", "The feed folder that it lay in.").required();

  /** {@link DeliveryState}. */
  public static final Field STATE =
      Field.string("state", "failed, parked or retried; see the delivery states.").required();

  /** The number that it had. */
  public static final Field INGEST_SEQ =
      SourceColumns.INGEST_SEQ.saying("Number that it had; when it comes in it has another one.");

  /** How often it has failed. */
  public static final Field ATTEMPTS =
      Field.integer("attempts", "How often it has failed since it was last asked for.").required();

  /** Why. */
  public static final Field REASON = Field.string("reason", "Why it failed.").required();

  /** Rows of it that count all the same. */
  public static final Field ROWS_LANDED =
      Field.bigint(
              "rows_landed",
              "Rows that an interrupted attempt had brought in; they are all of it, and count.")
          .required();

  /** The table. */
  public static final Table TABLE =
      Table.partitioned(
          "delivery_failures_log",
          Table.Kind.LOG,
          "Deliveries that could not be brought in, a row an attempt.",
          List.of(
              TABLE_NAME,
              SOURCE_HASH,
              SOURCE_FILE,
              FOLDER,
              STATE,
              INGEST_SEQ,
              ATTEMPTS,
              REASON,
              ROWS_LANDED,
              LogColumns.RUN_ID,
              LogColumns.WRITTEN_AT,
              LogColumns.CONTENT_HASH,
              LogColumns.WEEK_START),
          List.of(TABLE_NAME, SOURCE_HASH, STATE, LogColumns.WRITTEN_AT),
          LogColumns.WEEK_START);

  private DeliveryFailuresLog() {}
}
