package mrs.jobs.stages;

import java.util.Optional;
import mrs.contracts.ClusterModelsLog;
import mrs.contracts.ClusteredLog;
import mrs.contracts.OptionalInput;
import mrs.contracts.Stage;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.runs.Books;
import mrs.jobs.runs.RunInputs;
import mrs.jobs.spark.Settled;
import mrs.transforms.clustering.AssignClusters;

/** Reports to recurring patterns, and what was learnt of those. */
public final class ClusteringJob implements StageJob {
  @Override
  public Stage stage() {
    return Stage.CLUSTERING;
  }

  @Override
  public Books run(RunInputs inputs, MrsConfig config) {
    NewProducts news = NewProducts.of(inputs);
    Optional<Reports> reports =
        Reports.of(new Seen(inputs, Stage.CLUSTERING), ClusteredLog.TABLE, config, news.earliest());
    if (reports.isEmpty()) {
      return Books.EMPTY;
    }
    AssignClusters assign =
        new AssignClusters(
            config.clustering().minSupport(),
            config.limits().worklist(),
            inputs.stamp(Stage.CLUSTERING));
    AssignClusters.Clustered clustered =
        assign.apply(
            new AssignClusters.Inputs(
                reports.get().detected(),
                reports.get().own(ClusteredLog.TABLE),
                inputs.optionalOwn(OptionalInput.CLUSTER_MODELS),
                inputs.optional(OptionalInput.PRODUCTS),
                news.changed()),
            Settled::of);
    return Writes.of(inputs)
        .countIn(clustered.considered())
        .writeBeside(ClusterModelsLog.TABLE, clustered.models())
        .writeOut(ClusteredLog.TABLE, clustered.rows())
        .drop(clustered.dropped())
        .books();
  }
}
