package mrs.contracts;

import java.util.List;

/**
 * {@code schema_drift_log}, written by ingest: how a delivery's columns and values depart from the
 * contract in what is no fault of a record.
 */
public final class SchemaDriftLog {
  /** The delivery. */
  public static final Field INGEST_SEQ = SourceColumns.INGEST_SEQ;

  /** The input table. */
  public static final Field TABLE_NAME = DeliveriesLog.TABLE_NAME;

  /** The column. */
  public static final Field COLUMN_NAME = Field.string("column_name", "The column.").required();

  /** {@link DriftKind}. */
  public static final Field DRIFT =
      Field.string(
              "drift",
              "absent, unknown, no_time_zone, null_word, unreadable_value, rounded or"
                  + " scientific_notation.")
          .required();

  /** The code that it gives the rows that rest on it. */
  public static final Field CODE =
      Field.string("code", "DRIFT_<table>_<column>; NULL where nothing is missing.");

  /** Records concerned. */
  public static final Field RECORDS = Field.bigint("records", "Records concerned.").required();

  /** The table. */
  public static final Table TABLE =
      Table.partitioned(
          "schema_drift_log",
          Table.Kind.LOG,
          "How deliveries depart from the contract.",
          List.of(
              INGEST_SEQ,
              TABLE_NAME,
              COLUMN_NAME,
              DRIFT,
              CODE,
              RECORDS,
              LogColumns.RUN_ID,
              LogColumns.WRITTEN_AT,
              LogColumns.CONTENT_HASH,
              LogColumns.WEEK_START),
          List.of(INGEST_SEQ, COLUMN_NAME, DRIFT),
          LogColumns.WEEK_START);

  private SchemaDriftLog() {}
}
