package mrs.contracts;

/** Why detection took a report back. */
public enum WithdrawalReason implements Words {
  /** Its sales were restated, and the new ones are as expected. */
  RESTATED,
  /** What was missing has arrived. */
  LATE_ARRIVAL,
  /** Judged again, it no longer departs from its expectation. */
  NO_LONGER_DEVIATES
}
