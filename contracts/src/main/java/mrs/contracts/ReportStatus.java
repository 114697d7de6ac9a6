package mrs.contracts;

/** Where a report stands, strongest first; see the column {@code report_status}. */
public enum ReportStatus implements Words {
  /** Its sales were restated: final if it no longer holds, degraded until it is judged again. */
  SUPERSEDED,
  /** Detection took it back for another reason. */
  RETRACTED,
  /** A person said that it is none. */
  REJECTED,
  /** Its event ended. */
  ENDED,
  /** A person accepted it. */
  ACCEPTED,
  /**
   * An input was missing: the word is {@code <stage>_degraded_<code>}, earliest stage, first code.
   */
  DEGRADED,
  /** None of these. */
  OPEN;

  /** The column. */
  public static final Field FIELD =
      Field.string(
              "report_status",
              "superseded, retracted, rejected, ended, accepted, <stage>_degraded_<code> or open.")
          .required();

  /** The code of a report whose sales were restated and that has not been judged again since. */
  public static final String RESTATED_PENDING = "RESTATED_pending";

  /**
   * The word of a report that {@code stage} had to judge without the input that {@code code} names.
   */
  public static String degraded(Stage stage, String code) {
    return stage.word() + "_degraded_" + code;
  }
}
