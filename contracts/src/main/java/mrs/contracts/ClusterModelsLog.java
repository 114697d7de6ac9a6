package mrs.contracts;

import java.util.List;

/** {@code cluster_models_log}, written by clustering: the patterns it has learnt, as they grew. */
public final class ClusterModelsLog {
  /** Hash of the pattern's features; never changes. */
  public static final Field CLUSTER_ID =
      Field.string("cluster_id", "Hash of the pattern's features; never changes.").required();

  /** The pattern in words. */
  public static final Field CLUSTER_NAME =
      Field.string("cluster_name", "The pattern in words.").required();

  /** {@link Direction} of the pattern's groups. */
  public static final Field DIRECTION = DetectionLog.DIRECTION;

  /** Band of size: how far from the expectation. */
  public static final Field SIZE_BAND =
      Field.string("size_band", "How far from the expectation, as a band.").required();

  /** Band of breadth over stores and SKUs. */
  public static final Field BREADTH_BAND =
      Field.string("breadth_band", "Over how many stores and SKUs, as a band.").required();

  /** Band of duration in days. */
  public static final Field DURATION_BAND =
      Field.string("duration_band", "For how many days, as a band.").required();

  /** Course over the days: steady, rising, fading. */
  public static final Field SHAPE =
      Field.string("shape", "Course over the days: steady, rising, fading.").required();

  /** Groups that looked like it so far. */
  public static final Field SUPPORT =
      Field.bigint("support", "Groups that looked like it so far.").required();

  /** Mean log ratio of observed to expected units over those groups. */
  public static final Field MEAN_LOG_RATIO =
      Field.real("mean_log_ratio", "Mean log of observed over expected; NULL for missing reports.");

  /** Groups whose pattern the row has counted; a group counts once. */
  public static final Field GROUPS =
      Field.strings("groups", "Groups (key and first day) that the row adds; sorted.").required();

  /** The table. */
  public static final Table TABLE =
      Table.log(
          "cluster_models_log",
          "The recurring patterns that clustering has learnt, as they grew.",
          List.of(
              CLUSTER_ID,
              CLUSTER_NAME,
              DIRECTION,
              SIZE_BAND,
              BREADTH_BAND,
              DURATION_BAND,
              SHAPE,
              SUPPORT,
              MEAN_LOG_RATIO,
              GROUPS),
          List.of(CLUSTER_ID, LogColumns.WRITTEN_AT, LogColumns.VERSION));

  private ClusterModelsLog() {}
}
