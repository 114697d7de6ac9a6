package mrs.contracts;

import java.util.List;

/** {@code minority_reports_proposed_attribution_log} (MRPAL), written by attribution. */
public final class AttributionLog {
  /** One scored cause. */
  public static final List<Field> CAUSE =
      List.of(
          Field.string("cause", "The cause."),
          Field.real("score", "Its score, 0 to 1."),
          Field.strings("evidence", "The evidence in words."));

  /** The report. */
  public static final Field REPORT_ID = DetectionLog.REPORT_ID;

  /** The store. */
  public static final Field STORE_ID = DetectionLog.STORE_ID;

  /** The SKU. */
  public static final Field SKU = DetectionLog.SKU;

  /** Every cause with its score and evidence, best first; ties by name. */
  public static final Field RANKED_CAUSES =
      Field.structs(
              "ranked_causes", CAUSE, "Every cause with score (0 to 1) and evidence, best first.")
          .required();

  /** {@link Cause}; {@code unknown} when nothing speaks. */
  public static final Field PROPOSED_CAUSE =
      Field.string("proposed_cause", "The best cause; 'unknown' when nothing speaks.").required();

  /** Probability that the proposed cause is right. */
  public static final Field CONFIDENCE_SCORE =
      Field.real("confidence_score", "Probability that it is right; NULL when nothing speaks.");

  /** What {@link #CONFIDENCE_SCORE} was looked up by. */
  public static final Field EVIDENCE_PATTERN =
      Field.string(
          "evidence_pattern",
          "Test, direction, few or many series, cause, who spoke; NULL when nothing speaks.");

  /** Which calibration gave {@link #CONFIDENCE_SCORE}. */
  public static final Field CALIBRATION =
      Field.string("calibration", "Version of the calibration that gave the confidence.")
          .required();

  /** The table. */
  public static final Table TABLE =
      Table.log(
          "minority_reports_proposed_attribution_log",
          "MRPAL: the causes that may explain a report, ranked, with their evidence.",
          List.of(
              REPORT_ID,
              STORE_ID,
              SKU,
              RANKED_CAUSES,
              PROPOSED_CAUSE,
              CONFIDENCE_SCORE,
              EVIDENCE_PATTERN,
              CALIBRATION),
          List.of(REPORT_ID, LogColumns.WRITTEN_AT, LogColumns.VERSION, STORE_ID, SKU));

  private AttributionLog() {}
}
