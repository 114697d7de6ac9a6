package mrs.contracts;

/** The stages, in the order in which a run goes through them. */
public enum Stage implements Words {
  /** Files to inputs. */
  INGEST(Rank.CRITICAL, 2),
  /** Inputs to the regular grid. */
  TIMESERIES(Rank.CRITICAL, 2),
  /** Grid to reports. */
  DETECTION(Rank.CRITICAL, 9),
  /** Reports to recurring patterns. */
  CLUSTERING(Rank.IMPORTANT, 3),
  /** Reports to causes. */
  ATTRIBUTION(Rank.IMPORTANT, 5),
  /** Reports to events. */
  COHORTING(Rank.IMPORTANT, 4),
  /** Decisions and endings to the consolidated record. */
  FINALISATION(Rank.HUMAN, 2),
  /** Logs to current state. */
  HYDRATION(Rank.CRITICAL, 4);

  /** What a stage's failure means for the run. */
  public enum Rank implements Words {
    /** The run has failed. */
    CRITICAL,
    /** The run is degraded. */
    IMPORTANT,
    /** The run is degraded; the machine's proposal stands. */
    HUMAN
  }

  private final Rank rank;
  private final int version;

  Stage(Rank rank, int version) {
    this.rank = rank;
    this.version = version;
  }

  /** What its failure means for the run. */
  public Rank rank() {
    return rank;
  }

  /** Version of its logic; raised whenever the same input may give other rows. */
  public int version() {
    return version;
  }
}
