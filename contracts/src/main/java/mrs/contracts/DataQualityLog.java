package mrs.contracts;

import java.util.List;

/** {@code data_quality_log}, written by ingest: what the checks said of each delivery. */
public final class DataQualityLog {
  /** The delivery. */
  public static final Field INGEST_SEQ = SourceColumns.INGEST_SEQ;

  /** The input table. */
  public static final Field TABLE_NAME = DeliveriesLog.TABLE_NAME;

  /** Name of the check's constraint. */
  public static final Field CONSTRAINT =
      Field.string("constraint_name", "What was checked.").required();

  /** Whether it held. */
  public static final Field PASSED = Field.bool("passed", "Whether it held.").required();

  /** The metric's value. */
  public static final Field METRIC =
      Field.real("metric", "The metric's value; NULL where it has none.");

  /** What it means, in words. */
  public static final Field TEXT = Field.string("text", "What it means, in words.").required();

  /** The table. */
  public static final Table TABLE =
      Table.partitioned(
          "data_quality_log",
          Table.Kind.LOG,
          "What the quality checks said of each delivery.",
          List.of(
              INGEST_SEQ,
              TABLE_NAME,
              CONSTRAINT,
              PASSED,
              METRIC,
              TEXT,
              LogColumns.RUN_ID,
              LogColumns.WRITTEN_AT,
              LogColumns.CONTENT_HASH,
              LogColumns.WEEK_START),
          List.of(INGEST_SEQ, CONSTRAINT),
          LogColumns.WEEK_START);

  private DataQualityLog() {}
}
