package mrs.contracts;

/** What a conflict is about. */
public enum ConflictSubject implements Words {
  /** A report; the subject's id is its {@code report_id}. */
  REPORT,
  /** An event; the subject's id is its {@code report_group_id}. */
  EVENT
}
