package mrs.jobs.stages;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import mrs.contracts.Stage;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.runs.Books;
import mrs.jobs.runs.RunInputs;

/** The stages of a nightly run, in order. */
public final class Pipeline {
  private static final List<StageJob> JOBS =
      List.of(
          new TimeseriesJob(),
          new DetectionJob(),
          new ClusteringJob(),
          new AttributionJob(),
          new CohortingJob(),
          new FinalisationJob(),
          new HydrationJob());

  private Pipeline() {}

  /** What to do for each stage, in the order in which a run goes through them. */
  public static Map<Stage, BiFunction<RunInputs, MrsConfig, Books>> stages() {
    Map<Stage, BiFunction<RunInputs, MrsConfig, Books>> stages = new LinkedHashMap<>();
    JOBS.forEach(job -> stages.put(job.stage(), job::run));
    return stages;
  }
}
