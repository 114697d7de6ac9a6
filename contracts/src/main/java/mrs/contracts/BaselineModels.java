package mrs.contracts;

import java.util.List;

/**
 * {@code baseline_models}: what detection has learnt, per region and day. Rebuildable from the
 * sales; a run appends the days that it judged, and the latest {@code written_at} of a (region,
 * day) is the model.
 */
public final class BaselineModels {
  /** The region. */
  public static final Field REGION = Field.string("region", "The region.").required();

  /** The day after whose sales the model stands. */
  public static final Field MODEL_DAY =
      Field.date("model_day", "The day after whose sales the model stands.").required();

  /** Version of the payload's layout. */
  public static final Field FORMAT =
      Field.integer("format", "Version of the payload's layout.").required();

  /** Series that the model knows. */
  public static final Field SERIES =
      Field.integer("series", "Series that the model knows.").required();

  /** Days that the model has learnt from. */
  public static final Field DAYS_SEEN =
      Field.integer("days_seen", "Days that the model has learnt from.").required();

  /** The model: a compressed, checksummed snapshot that detection continues from. */
  public static final Field PAYLOAD =
      Field.binary("payload", "The model: a compressed, checksummed snapshot.").required();

  /** The table. */
  public static final Table TABLE =
      Table.partitioned(
          "baseline_models",
          Table.Kind.DERIVED,
          "What detection has learnt, per region and day.",
          List.of(
              REGION,
              MODEL_DAY,
              FORMAT,
              SERIES,
              DAYS_SEEN,
              PAYLOAD,
              LogColumns.RUN_ID,
              LogColumns.WRITTEN_AT,
              LogColumns.VERSION,
              LogColumns.CONTENT_HASH,
              LogColumns.WEEK_START),
          List.of(REGION, MODEL_DAY, LogColumns.WRITTEN_AT, LogColumns.VERSION),
          LogColumns.WEEK_START);

  private BaselineModels() {}
}
