package mrs.jobs.stages;

import java.util.Optional;
import mrs.contracts.CohortHistory;
import mrs.contracts.EventsEndedLog;
import mrs.contracts.EventsLog;
import mrs.contracts.OptionalInput;
import mrs.contracts.Stage;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.runs.Books;
import mrs.jobs.runs.RunInputs;
import mrs.jobs.spark.Settled;
import mrs.transforms.cohorting.FormEvents;
import org.apache.spark.sql.Column;

/** Reports to events: what belongs together, what grew, what is over. */
public final class CohortingJob implements StageJob {
  @Override
  public Stage stage() {
    return Stage.COHORTING;
  }

  @Override
  public Books run(RunInputs inputs, MrsConfig config) {
    OldEvents old = new OldEvents(new Seen(inputs, Stage.COHORTING), config);
    Optional<Reports> found =
        Reports.of(old.seen(), CohortHistory.TABLE, config, old.firstDecided());
    if (found.isEmpty()) {
      return Books.EMPTY;
    }
    Reports reports = found.get();
    MrsConfig.Cohorting settings = config.cohorting();
    FormEvents form =
        new FormEvents(
            new FormEvents.Rules(settings.maxGapDays(), settings.quietDays(), settings.maxDays()),
            reports.lastDay(),
            config.limits().worklist(),
            inputs.stamp(Stage.COHORTING));
    Column wanted = old.wanted(reports);
    FormEvents.Cohorted cohorted =
        form.apply(
            new FormEvents.Inputs(
                reports.detected(),
                reports.own(CohortHistory.TABLE),
                inputs.own(EventsLog.TABLE).where(wanted),
                inputs.own(EventsEndedLog.TABLE).where(wanted),
                inputs.optional(OptionalInput.MRCL).map(reports::of),
                inputs.optional(OptionalInput.MRPAL).map(reports::of),
                inputs.optional(OptionalInput.USER_EVENT_EDITS)),
            Settled::of);
    return Writes.of(inputs)
        .countIn(cohorted.considered())
        .writeBeside(EventsLog.TABLE, cohorted.events())
        .writeBeside(EventsEndedLog.TABLE, cohorted.ended())
        .writeOut(CohortHistory.TABLE, cohorted.history())
        .drop(cohorted.dropped())
        .books();
  }
}
