package mrs.jobs.stages;

import java.sql.Date;
import java.util.Optional;
import java.util.stream.Stream;
import mrs.contracts.DetectionLog;
import mrs.contracts.Errors;
import mrs.contracts.Field;
import mrs.contracts.FinalisedLog;
import mrs.contracts.LogColumns;
import mrs.contracts.OptionalInput;
import mrs.contracts.Stage;
import mrs.contracts.StageState;
import mrs.contracts.Table;
import mrs.contracts.UserEditsLog;
import mrs.contracts.UserEventEditsLog;
import mrs.hydrate.ChangedWeeks;
import mrs.hydrate.Weeks;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.runs.RunConfig;
import mrs.jobs.runs.RunInputs;
import mrs.jobs.runs.StageRun.Books;
import mrs.transforms.Availability;
import mrs.transforms.Contributor;
import mrs.transforms.ReportLogs;
import mrs.transforms.finalisation.FinaliseReports;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Decisions and endings to the consolidated record. Reads the weeks in which something changed
 * since the last run; all of them when an input came or went.
 */
public final class FinalisationJob implements StageJob {
  @Override
  public Stage stage() {
    return Stage.FINALISATION;
  }

  @Override
  public Books run(RunInputs inputs, MrsConfig config) {
    ReportLogs logs = concerned(inputs, logs(inputs));
    FinaliseReports finalise =
        new FinaliseReports(inputs.stamp(Stage.FINALISATION), config.limits().worklist());
    FinaliseReports.Finalised done =
        finalise.apply(new FinaliseReports.Inputs(logs, deadLetters(inputs)), Settled::of);
    Writes writes =
        Writes.of(inputs.warehouse())
            .counting(logs.detected().select(DetectionLog.REPORT_ID.col()).distinct());
    done.errors().ifPresent(e -> writes.foreign(Errors.of(UserEditsLog.TABLE), e));
    done.eventErrors().ifPresent(e -> writes.foreign(Errors.of(UserEventEditsLog.TABLE), e));
    return writes.rows(FinalisedLog.TABLE, done.rows()).dropped(done.dropped()).books();
  }

  private static ReportLogs logs(RunInputs inputs) {
    return new ReportLogs(
        inputs.log(DetectionLog.TABLE),
        inputs.optional(OptionalInput.MRCL),
        inputs.optional(OptionalInput.MRPAL),
        inputs.optional(OptionalInput.MRCH),
        Optional.empty(),
        inputs.optional(OptionalInput.MEEL),
        Optional.of(inputs.own(FinalisedLog.TABLE)),
        inputs.optional(OptionalInput.USER_EDITS),
        inputs.optional(OptionalInput.USER_EVENT_EDITS));
  }

  private static Optional<Dataset<Row>> deadLetters(RunInputs inputs) {
    return Stream.of(UserEditsLog.TABLE, UserEventEditsLog.TABLE)
        .map(Errors::of)
        .filter(inputs.warehouse()::has)
        .map(t -> before(inputs, t))
        .reduce(Dataset::unionByName);
  }

  private static Dataset<Row> before(RunInputs inputs, Table table) {
    return inputs
        .warehouse()
        .readConformed(table)
        .where(LogColumns.WRITTEN_AT.col().lt(RunInputs.time(inputs.run().logicalTime())));
  }

  /** {@code logs}, of the weeks in which something changed since the last run. */
  private static ReportLogs concerned(RunInputs inputs, ReportLogs logs) {
    Optional<RunConfig> previous = inputs.previous(Stage.FINALISATION);
    if (previous.isEmpty() || availabilityChanged(inputs, previous.get())) {
      return logs;
    }
    ReportLogs fresh = logs.writtenAfter(previous.get().logicalTime());
    ChangedWeeks changed = new ChangedWeeks(Availability.ALL, Availability.ALL);
    Dataset<Row> mondays =
        changed
            .apply(new ChangedWeeks.Inputs(logs, fresh, Optional.empty(), Optional.empty()))
            .reports();
    Weeks weeks =
        Weeks.of(
            mondays.distinct().collectAsList().stream()
                .map(r -> r.<Date>getAs(0).toLocalDate())
                .toList());
    Dataset<Row> elsewhere =
        logs.detected().where(functions.not(weeks.contain(LogColumns.WEEK_START.col())));
    return weeks
        .ofReports(logs)
        .map(
            (log, rows) ->
                log == Contributor.UEL ? without(rows, elsewhere, DetectionLog.REPORT_ID) : rows);
  }

  private static boolean availabilityChanged(RunInputs inputs, RunConfig previous) {
    return inputs.edge().ledger().attempts(previous.runId()).stream()
        .filter(a -> a.stage() == Stage.FINALISATION && a.state() == StageState.COMMITTED)
        .noneMatch(a -> a.reasons().equals(inputs.availability().codes(Stage.FINALISATION)));
  }

  private static Dataset<Row> without(Dataset<Row> rows, Dataset<Row> others, Field id) {
    Column same = id.of("r").equalTo(id.of("o"));
    return rows.as("r").join(others.as("o"), same, "left_anti");
  }
}
