package mrs.contracts;

/** Whether detection still stands by a report. */
public enum ReportState implements Words {
  /** Detection stands by it. */
  ACTIVE,
  /** Detection has taken it back; {@link WithdrawalReason} says why. */
  WITHDRAWN
}
