package mrs.contracts;

import java.util.List;

/**
 * {@code minority_reports_finalised_log} (MRFL), written by finalisation: the consolidated record
 * for re-review, of every report that a person decided about, whose event ended, or that detection
 * withdrew.
 */
public final class FinalisedLog {
  /** The report. */
  public static final Field REPORT_ID = DetectionLog.REPORT_ID;

  /** The store. */
  public static final Field STORE_ID = DetectionLog.STORE_ID;

  /** The SKU. */
  public static final Field SKU = DetectionLog.SKU;

  /** What detection said. */
  public static final Field REPORT_STATE = DetectionLog.REPORT_STATE;

  /** The pattern, as clustering had it. */
  public static final Field CLUSTER_ID = ClusteredLog.CLUSTER_ID;

  /** The cause that holds: a person's, else the machine's. */
  public static final Field PROPOSED_CAUSE =
      Field.string("proposed_cause", "The cause that holds; NULL where none was proposed.");

  /** Probability that the cause is right; 1 where a person set or accepted it. */
  public static final Field CONFIDENCE_SCORE =
      Field.real("confidence_score", "Probability that the cause is right; NULL when unknown.");

  /** The event, as cohorting had it. */
  public static final Field REPORT_GROUP_ID =
      Field.string("report_group_id", "The event; NULL where cohorting had none.");

  /** accepted, rejected, or NULL where no person decided. */
  public static final Field DECISION =
      Field.string("decision", "accepted or rejected; NULL where no person decided.");

  /** Who decided last. */
  public static final Field DECIDED_BY =
      Field.string("decided_by", "Who decided last; NULL where no person decided.");

  /** When it was decided last. */
  public static final Field DECIDED_AT =
      Field.timestamp("decided_at", "When (UTC); NULL where no person decided.");

  /** The field groups that a person decided and has not undone. */
  public static final Field DECIDED_GROUPS =
      Field.strings("decided_groups", "Field groups that a person decided and has not undone.")
          .required();

  /** How the event ended. */
  public static final Field RESOLUTION_REASON =
      Field.string("resolution_reason", "How its event ended; NULL while it has not.");

  /** What a record says, beside which report it is about and when it was written. */
  public static final List<Field> CONTENT =
      List.of(
          REPORT_STATE,
          CLUSTER_ID,
          PROPOSED_CAUSE,
          CONFIDENCE_SCORE,
          REPORT_GROUP_ID,
          DECISION,
          DECIDED_BY,
          DECIDED_AT,
          DECIDED_GROUPS,
          RESOLUTION_REASON);

  /** The table. */
  public static final Table TABLE =
      Table.log(
          "minority_reports_finalised_log",
          "MRFL: the consolidated record of decided, ended and withdrawn reports, for re-review.",
          List.of(
              REPORT_ID,
              STORE_ID,
              SKU,
              REPORT_STATE,
              CLUSTER_ID,
              PROPOSED_CAUSE,
              CONFIDENCE_SCORE,
              REPORT_GROUP_ID,
              DECISION,
              DECIDED_BY,
              DECIDED_AT,
              DECIDED_GROUPS,
              RESOLUTION_REASON),
          List.of(REPORT_ID, LogColumns.WRITTEN_AT, LogColumns.VERSION, STORE_ID, SKU));

  private FinalisedLog() {}
}
