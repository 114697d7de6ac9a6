package mrs.contracts;

import java.util.List;

/** {@code minority_reports_cohort_history} (MRCH), written by cohorting: report → event. */
public final class CohortHistory {
  /** The report. */
  public static final Field REPORT_ID = DetectionLog.REPORT_ID;

  /** The store. */
  public static final Field STORE_ID = DetectionLog.STORE_ID;

  /** The SKU. */
  public static final Field SKU = DetectionLog.SKU;

  /** The event that the report belongs to. */
  public static final Field REPORT_GROUP_ID =
      Field.string("report_group_id", "The event that the report belongs to.").required();

  /** The table. */
  public static final Table TABLE =
      Table.log(
          "minority_reports_cohort_history",
          "MRCH: which event a report belongs to.",
          List.of(REPORT_ID, STORE_ID, SKU, REPORT_GROUP_ID),
          List.of(REPORT_ID, LogColumns.WRITTEN_AT, LogColumns.VERSION, STORE_ID, SKU));

  private CohortHistory() {}
}
