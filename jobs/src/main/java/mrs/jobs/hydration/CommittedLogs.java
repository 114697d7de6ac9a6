package mrs.jobs.hydration;

import static mrs.transforms.SparkSchema.col;

import java.util.Optional;
import java.util.function.Function;
import mrs.contracts.DetectionLog;
import mrs.contracts.OptionalInput;
import mrs.contracts.Table;
import mrs.hydrate.consolidation.ReportLogs;
import mrs.jobs.runs.CommittedRows;
import mrs.jobs.runs.FoundInputs;
import mrs.jobs.runs.StageRun;
import mrs.transforms.Availability;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** The logs that hydration reads: rows of committed runs only; nothing of an input that is down. */
record CommittedLogs(CommittedRows committed, Availability availability) {
  private static final Logger LOG = LogManager.getLogger(CommittedLogs.class);

  /** All that is committed. */
  ReportLogs all() {
    return logs(committed::of, this::edits);
  }

  /** What the ledger told after {@code previous}, and the edits that it did not see. */
  ReportLogs since(StageRun previous) {
    return logs(
        table -> committed.since(previous.entry(), table),
        input -> edits(input).map(now -> unseen(now, input, previous)));
  }

  private ReportLogs logs(
      Function<Table, Dataset<Row>> log, Function<OptionalInput, Optional<Dataset<Row>>> edits) {
    return new ReportLogs(
        log.apply(DetectionLog.TABLE),
        written(OptionalInput.MRCL, log),
        written(OptionalInput.MRPAL, log),
        written(OptionalInput.MRCH, log),
        written(OptionalInput.MELOG, log),
        written(OptionalInput.MEEL, log),
        written(OptionalInput.MRFL, log),
        edits.apply(OptionalInput.USER_EDITS),
        edits.apply(OptionalInput.USER_EVENT_EDITS));
  }

  private Optional<Dataset<Row>> written(OptionalInput input, Function<Table, Dataset<Row>> log) {
    return availability.isRead(input) ? Optional.of(log.apply(input.table())) : Optional.empty();
  }

  private Optional<Dataset<Row>> edits(OptionalInput input) {
    return availability.isRead(input)
        ? Optional.of(committed.tables().readConformed(input.table()))
        : Optional.empty();
  }

  /** Those of {@code now} that {@code previous} did not read; all, where that cannot be told. */
  private Dataset<Row> unseen(Dataset<Row> now, OptionalInput input, StageRun previous) {
    Optional<Long> seen = previous.found().of(input).flatMap(FoundInputs.FoundInput::tableVersion);
    if (seen.isEmpty()) {
      return now;
    }
    if (seen.equals(committed.tables().version(input.table()))) {
      return now.where(functions.lit(false));
    }
    Column same =
        input.table().key().stream()
            .map(f -> col(f, "n").equalTo(col(f, "t")))
            .reduce(Column::and)
            .orElseThrow();
    try {
      Dataset<Row> then = committed.tables().warehouse().readVersion(input.table(), seen.get());
      return now.as("n").join(then.as("t"), same, "left_anti");
    } catch (Exception e) {
      // Spark throws checked exceptions that its Java signatures do not declare.
      LOG.warn("version {} of {} cannot be read any more", seen.get(), input.table().name(), e);
      return now;
    }
  }
}
