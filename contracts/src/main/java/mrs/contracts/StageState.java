package mrs.contracts;

/** How an attempt of a stage ended. */
public enum StageState implements Words {
  /** Everything it wrote is there. */
  COMMITTED,
  /** What it wrote is not to be trusted. */
  FAILED
}
