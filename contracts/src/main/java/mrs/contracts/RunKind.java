package mrs.contracts;

import java.util.List;

/** What a run does. */
public enum RunKind implements Words {
  /** Judges: time series to hydration. */
  NIGHTLY(
      Stage.TIMESERIES,
      Stage.DETECTION,
      Stage.CLUSTERING,
      Stage.ATTRIBUTION,
      Stage.COHORTING,
      Stage.FINALISATION,
      Stage.HYDRATION),
  /** Brings deliveries in. */
  INGEST(Stage.INGEST),
  /** Computes the hydrated tables, and nothing else. */
  HYDRATION(Stage.HYDRATION);

  private final List<Stage> stages;

  RunKind(Stage... stages) {
    this.stages = List.of(stages);
  }

  /** The stages that such a run goes through, in order. */
  public List<Stage> stages() {
    return stages;
  }
}
