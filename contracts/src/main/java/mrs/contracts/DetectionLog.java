package mrs.contracts;

import java.util.List;

/**
 * {@code minority_reports_detected_log} (MRDL), written by detection: a report as it stood after a
 * run, or that it is withdrawn, and why. A run writes only the reports that changed.
 */
public final class DetectionLog {
  /** Hash of (store_id, sku, direction, first day as first written); never changes. */
  public static final Field REPORT_ID =
      Field.string("report_id", "Hash of store, SKU, direction and first day when first written.")
          .required();

  /** The store. */
  public static final Field STORE_ID = UnifiedSalesData.STORE_ID;

  /** The SKU. */
  public static final Field SKU = UnifiedSalesData.SKU;

  /** The region that the series was judged with. */
  public static final Field REGION = BaselineModels.REGION;

  /** {@link Direction}: up, down or missing. */
  public static final Field DIRECTION =
      Field.string("direction", "up, down or missing.").required();

  /** {@link ReportState}: active or withdrawn. */
  public static final Field REPORT_STATE =
      Field.string("report_state", "active, or withdrawn by detection.").required();

  /** {@link WithdrawalReason}; NULL while active. */
  public static final Field WITHDRAWN_REASON =
      Field.string(
          "withdrawn_reason", "restated, late_arrival, no_longer_deviates; NULL if active.");

  /** First day that departs. */
  public static final Field WINDOW_START =
      Field.date("window_start", "First day that departs.").required();

  /** Last day that departs so far. */
  public static final Field WINDOW_END =
      Field.date("window_end", "Last day that departs so far, inclusive.").required();

  /** Units over the window. */
  public static final Field OBSERVED_UNITS =
      Field.real("observed_units", "Units over the window; NULL where nothing was reported.");

  /** Units expected over the window. */
  public static final Field EXPECTED_UNITS =
      Field.real("expected_units", "Units expected over the window; NULL where not known.");

  /** Part of the expectation: units at the series' own level. */
  public static final Field EXPECTED_LEVEL =
      Field.real("expected_level", "Units over the window at the series' own level alone.");

  /** Part of the expectation: factor of the region's days. */
  public static final Field DAY_FACTOR =
      Field.real(
          "day_factor", "Factor of the region's days (weekday, holiday, weather); 1 = none.");

  /** Part of the expectation: factor of promotions. */
  public static final Field PROMOTION_FACTOR =
      Field.real("promotion_factor", "Factor of promotions in the expectation; 1 = none.");

  /** Part of the expectation: factor of the store's slow drift and of its own weekday. */
  public static final Field STORE_FACTOR =
      Field.real("store_factor", "Factor of the store's slow drift and weekday; 1 = none.");

  /** Part of the expectation: factor of the SKU's slow drift. */
  public static final Field SKU_FACTOR =
      Field.real("sku_factor", "Factor of the SKU's slow drift; 1 = none.");

  /** Lower bound of what was to be expected, at two deviations. */
  public static final Field LOWER_BOUND =
      Field.real("lower_bound", "Units over the window, two deviations below the expectation.");

  /** Upper bound of what was to be expected, at two deviations. */
  public static final Field UPPER_BOUND =
      Field.real("upper_bound", "Units over the window, two deviations above the expectation.");

  /**
   * An event as rare comes by chance once in ten days of a region; what comes oftener is not shown
   * when nothing else is asked, and does not stretch what is.
   */
  public static final double SHOWN_SEVERITY = 1;

  /**
   * How rare it is: the greatest severity of what was found together with it, −log10 of the events
   * as rare that chance alone would bring a region and day.
   */
  public static final Field SEVERITY =
      Field.real("severity", "-log10 of the false alarms expected per region and day.").required();

  /**
   * What comes first: how strongly a test speaks, as far as that falls to this report, with the
   * units at stake counted in.
   */
  public static final Field PRIORITY =
      Field.real(
              "priority",
              "What comes first: its share of how strongly a test speaks, and the units at stake.")
          .required()
          .formerly(SEVERITY);

  /** {@link TestKind}: the strongest test that speaks of the cells. */
  public static final Field TEST =
      Field.string(
              "test", "missing, store_day, sku_day, region_day, zero_run, level_shift or cell.")
          .required();

  /** What that test found together, such as {@code store_day|S1|up}. */
  public static final Field GROUP_KEY =
      Field.string("group_key", "What the test found together, such as 'store_day|S1|up'.")
          .required();

  /** First day of the group. */
  public static final Field GROUP_START =
      Field.date("group_start", "First day of the group.").required();

  /**
   * The test's statistic in its own unit, signed: standard deviations; for level_shift their sum
   * over the days; for zero_run and region_day −log10 of how likely its zeros are by chance.
   */
  public static final Field STATISTIC =
      Field.real(
          "statistic",
          "The test's statistic, signed: deviations; summed over days for level_shift, -log10 of"
              + " chance for zero_run and region_day; NULL where it has none.");

  /** How many others of its kind a store or SKU could be compared with. */
  public static final Field COMPARED_WITH =
      Field.integer(
              "compared_with",
              "Other stores, for store_day, or SKUs, for sku_day, that were judged on the day of the"
                  + " test; NULL for other tests and where not known.")
          .added();

  /** {@link Method}: baseline_model or deviation_heuristic. */
  public static final Field METHOD =
      Field.string("method", "baseline_model or deviation_heuristic.").required();

  /** The table. */
  public static final Table TABLE =
      Table.log(
          "minority_reports_detected_log",
          "MRDL: what detection found, with its expectation, or that a report is withdrawn.",
          List.of(
              REPORT_ID,
              STORE_ID,
              SKU,
              REGION,
              DIRECTION,
              REPORT_STATE,
              WITHDRAWN_REASON,
              WINDOW_START,
              WINDOW_END,
              OBSERVED_UNITS,
              EXPECTED_UNITS,
              EXPECTED_LEVEL,
              DAY_FACTOR,
              PROMOTION_FACTOR,
              STORE_FACTOR,
              SKU_FACTOR,
              LOWER_BOUND,
              UPPER_BOUND,
              SEVERITY,
              PRIORITY,
              TEST,
              GROUP_KEY,
              GROUP_START,
              STATISTIC,
              COMPARED_WITH,
              METHOD),
          List.of(REPORT_ID, LogColumns.WRITTEN_AT, LogColumns.VERSION, STORE_ID, SKU));

  private DetectionLog() {}
}
