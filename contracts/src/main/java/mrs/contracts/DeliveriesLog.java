package mrs.contracts;

import java.util.List;

/** {@code deliveries_log}: what was ingested. A delivery is known by the hash of its content. */
public final class DeliveriesLog {
  /** Number of the delivery; increasing. */
  public static final Field INGEST_SEQ = SourceColumns.INGEST_SEQ;

  /** The input table that it was for. */
  public static final Field TABLE_NAME =
      Field.string("table_name", "The input table that it was for.").required();

  /** SHA-256 (hex) of its decompressed bytes. */
  public static final Field SOURCE_HASH = Errors.SOURCE_HASH;

  /** The delivered file. */
  public static final Field SOURCE_FILE = SourceColumns.SOURCE_FILE;

  /** Columns that it had, in its order. */
  public static final Field COLUMNS = Field.strings("columns", "Columns that it had.").required();

  /** Records that it had. */
  public static final Field RECORDS = Field.bigint("records", "Records that it had.").required();

  /** Of those, the ones that are rows now. */
  public static final Field ROWS_ADDED =
      Field.bigint("rows_added", "Of those, new rows.").required();

  /** Of those, the ones that were there already. */
  public static final Field DUPLICATES =
      Field.bigint("duplicates", "Of those, known ones.").required();

  /** Of those, the ones that could not be used. */
  public static final Field DEAD_LETTERS =
      Field.bigint("dead_letters", "Of those, dead letters.").required();

  /** Latest {@code received_at} of its rows. */
  public static final Field NEWEST =
      Field.timestamp("newest", "Latest received_at of its rows; NULL where they have none.");

  /**
   * Whether a quality check failed when it came in. What later deliveries show of it stands in
   * {@link DataQualityLog} alone.
   */
  public static final Field SUSPECT =
      Field.bool("suspect", "Whether a quality check failed when it came in.").required();

  /** The table. */
  public static final Table TABLE =
      Table.partitioned(
          "deliveries_log",
          Table.Kind.LOG,
          "What was ingested, by content.",
          List.of(
              INGEST_SEQ,
              TABLE_NAME,
              SOURCE_HASH,
              SOURCE_FILE,
              COLUMNS,
              RECORDS,
              ROWS_ADDED,
              DUPLICATES,
              DEAD_LETTERS,
              NEWEST,
              SUSPECT,
              LogColumns.RUN_ID,
              LogColumns.WRITTEN_AT,
              LogColumns.CONTENT_HASH,
              LogColumns.WEEK_START),
          List.of(INGEST_SEQ),
          LogColumns.WEEK_START);

  private DeliveriesLog() {}
}
