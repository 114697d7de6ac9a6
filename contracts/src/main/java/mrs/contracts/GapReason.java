package mrs.contracts;

/** Why rows are known to be lost. */
public enum GapReason implements Words {
  /** The table was lost, and somebody went on without it. */
  LOSS_ACCEPTED
}
