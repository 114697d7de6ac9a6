package mrs.contracts;

/** What an entry of the ledger says about a stage of a run. */
public enum StageState implements Words {
  /** It was about to begin, and had found its inputs so. */
  STARTED,
  /** Everything it wrote is there. */
  COMMITTED,
  /** What it wrote is not to be trusted. */
  FAILED,
  /** Whatever it wrote is left out by every reader, because a person said so. */
  DISREGARDED;

  /** Whether an attempt ended so. */
  public boolean isEnd() {
    return this == COMMITTED || this == FAILED;
  }
}
