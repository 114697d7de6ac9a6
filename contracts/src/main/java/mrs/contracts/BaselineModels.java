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

  /** Which part of the region's stores this is, from 0. */
  public static final Field PART =
      Field.integer("part", "Which part of the region's stores this is, from 0.").required();

  /** How many parts the region was judged in; together they are the model. */
  public static final Field PARTS =
      Field.integer("parts", "How many parts the region was judged in: together the model.")
          .required();

  /** Version of the payload's layout. */
  public static final Field FORMAT =
      Field.integer("format", "Version of the payload's layout.").required();

  /** Series that this part of the model knows. */
  public static final Field SERIES =
      Field.integer("series", "Series that this part of the model knows.").required();

  /** Days that the model has learnt from. */
  public static final Field DAYS_SEEN =
      Field.integer("days_seen", "Days that the model has learnt from.").required();

  /** The model: a checksummed snapshot that detection continues from. */
  public static final Field PAYLOAD =
      Field.binary("payload", "The model: a checksummed snapshot.").required();

  /** The table. */
  public static final Table TABLE =
      Table.partitioned(
          "baseline_models",
          Table.Kind.DERIVED,
          "What detection has learnt, per region and day.",
          List.of(
              REGION,
              MODEL_DAY,
              PART,
              PARTS,
              FORMAT,
              SERIES,
              DAYS_SEEN,
              PAYLOAD,
              LogColumns.RUN_ID,
              LogColumns.WRITTEN_AT,
              LogColumns.VERSION,
              LogColumns.CONTENT_HASH,
              LogColumns.WEEK_START),
          List.of(REGION, MODEL_DAY, PART, LogColumns.WRITTEN_AT, LogColumns.VERSION),
          LogColumns.WEEK_START);

  private BaselineModels() {}
}
