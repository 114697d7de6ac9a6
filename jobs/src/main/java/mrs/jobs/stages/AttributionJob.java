package mrs.jobs.stages;

import java.util.Optional;
import mrs.contracts.AttributionLog;
import mrs.contracts.OptionalInput;
import mrs.contracts.Stage;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.runs.Books;
import mrs.jobs.runs.RunInputs;
import mrs.jobs.spark.Settled;
import mrs.transforms.attribution.ProposeCauses;

/** Reports to causes, with the evidence for each. */
public final class AttributionJob implements StageJob {
  @Override
  public Stage stage() {
    return Stage.ATTRIBUTION;
  }

  @Override
  public Books run(RunInputs inputs, MrsConfig config) {
    NewEvidence news = NewEvidence.of(inputs, config);
    Optional<Reports> found =
        Reports.of(
            new Seen(inputs, Stage.ATTRIBUTION), AttributionLog.TABLE, config, news.earliest());
    if (found.isEmpty()) {
      return Books.EMPTY;
    }
    Reports reports = found.get();
    ProposeCauses propose =
        new ProposeCauses(
            reports.lastDay(),
            config.limits().horizonDays(),
            config.attribution().calibration(),
            config.limits().worklist(),
            inputs.stamp(Stage.ATTRIBUTION));
    ProposeCauses.Proposed proposed =
        propose.apply(
            new ProposeCauses.Inputs(
                reports.detected(),
                reports.own(AttributionLog.TABLE),
                inputs.optional(OptionalInput.CONTEXTUAL_EVENTS),
                inputs.optional(OptionalInput.MRCL).map(reports::of),
                inputs.optional(OptionalInput.USER_EDITS),
                news.unseen(),
                KnownFeasts.of(inputs, config)),
            Settled::of);
    return Writes.of(inputs)
        .countIn(proposed.considered())
        .writeOut(AttributionLog.TABLE, proposed.rows())
        .drop(proposed.dropped())
        .books();
  }
}
