package mrs.jobs.stages;

import static mrs.transforms.SparkSchema.col;

import java.util.Optional;
import java.util.stream.Stream;
import mrs.contracts.DetectionLog;
import mrs.contracts.Errors;
import mrs.contracts.FinalisedLog;
import mrs.contracts.LogColumns;
import mrs.contracts.OptionalInput;
import mrs.contracts.Stage;
import mrs.contracts.Table;
import mrs.contracts.UserEditsLog;
import mrs.contracts.UserEventEditsLog;
import mrs.hydrate.consolidation.ReportLogs;
import mrs.hydrate.finalisation.FinaliseReports;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.runs.Books;
import mrs.jobs.runs.RunInputs;
import mrs.jobs.spark.Settled;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Decisions and endings to the consolidated record, of the reports that something new concerns. */
public final class FinalisationJob implements StageJob {
  @Override
  public Stage stage() {
    return Stage.FINALISATION;
  }

  @Override
  public Books run(RunInputs inputs, MrsConfig config) {
    ConcernedReports concerned =
        new ConcernedReports(new Seen(inputs, Stage.FINALISATION), config, logs(inputs));
    ReportLogs unchecked = concerned.unchecked();
    ReportLogs logs = concerned.logs(unchecked);
    FinaliseReports finalise =
        new FinaliseReports(inputs.stamp(Stage.FINALISATION), config.limits().worklist());
    FinaliseReports.Finalised done =
        finalise.apply(
            new FinaliseReports.Inputs(logs, unchecked, deadLetters(inputs)), Settled::of);
    Writes writes =
        Writes.of(inputs).countIn(logs.detected().select(col(DetectionLog.REPORT_ID)).distinct());
    done.errors().ifPresent(e -> writes.deadLettersBeside(Errors.of(UserEditsLog.TABLE), e));
    done.eventErrors()
        .ifPresent(e -> writes.deadLettersBeside(Errors.of(UserEventEditsLog.TABLE), e));
    return writes.writeOut(FinalisedLog.TABLE, done.rows()).drop(done.dropped()).books();
  }

  private static ReportLogs logs(RunInputs inputs) {
    return new ReportLogs(
        inputs.log(DetectionLog.TABLE),
        inputs.optional(OptionalInput.MRCL),
        inputs.optional(OptionalInput.MRPAL),
        inputs.optional(OptionalInput.MRCH),
        inputs.optional(OptionalInput.MELOG),
        inputs.optional(OptionalInput.MEEL),
        Optional.of(inputs.own(FinalisedLog.TABLE)),
        inputs.optional(OptionalInput.USER_EDITS),
        inputs.optional(OptionalInput.USER_EVENT_EDITS));
  }

  private static Optional<Dataset<Row>> deadLetters(RunInputs inputs) {
    return Stream.of(UserEditsLog.TABLE, UserEventEditsLog.TABLE)
        .map(Errors::of)
        .filter(inputs.tables()::has)
        .map(t -> before(inputs, t))
        .reduce(Dataset::unionByName);
  }

  private static Dataset<Row> before(RunInputs inputs, Table table) {
    return inputs
        .tables()
        .readConformed(table)
        .where(col(LogColumns.WRITTEN_AT).lt(RunInputs.time(inputs.run().logicalTime())));
  }
}
