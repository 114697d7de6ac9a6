package mrs.contracts;

import java.util.List;

/** {@code minority_reports_clustered_log} (MRCL), written by clustering: report → cluster. */
public final class ClusteredLog {
  /** The report. */
  public static final Field REPORT_ID = DetectionLog.REPORT_ID;

  /** The store. */
  public static final Field STORE_ID = DetectionLog.STORE_ID;

  /** The SKU. */
  public static final Field SKU = DetectionLog.SKU;

  /** The recurring pattern that the report's group looks like. */
  public static final Field CLUSTER_ID =
      Field.string("cluster_id", "The recurring pattern; NULL = unclustered.");

  /** The pattern in words. */
  public static final Field CLUSTER_NAME =
      Field.string("cluster_name", "The pattern in words; NULL = unclustered.");

  /** How much the group looks like the pattern, 0 to 1. */
  public static final Field SIMILARITY =
      Field.real("similarity", "Likeness of group and pattern, 0 to 1; NULL = unclustered.");

  /** The table. */
  public static final Table TABLE =
      Table.log(
          "minority_reports_clustered_log",
          "MRCL: which recurring pattern a report's group looks like.",
          List.of(REPORT_ID, STORE_ID, SKU, CLUSTER_ID, CLUSTER_NAME, SIMILARITY),
          List.of(REPORT_ID, LogColumns.WRITTEN_AT, LogColumns.VERSION, STORE_ID, SKU));

  private ClusteredLog() {}
}
