package mrs.jobs.hydration;

import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import mrs.contracts.Catalogue;
import mrs.contracts.DetectionLog;
import mrs.contracts.InputState;
import mrs.contracts.LogColumns;
import mrs.contracts.OptionalInput;
import mrs.contracts.Stage;
import mrs.contracts.StageState;
import mrs.contracts.Table;
import mrs.jobs.runs.Edge;
import mrs.jobs.runs.StageRun;
import mrs.transforms.Availability;
import mrs.transforms.ReportLogs;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** The logs that hydration reads: rows of committed runs only; nothing of an input that is down. */
final class TrustedLogs {
  private final Edge edge;
  private final Availability availability;

  TrustedLogs(Edge edge, Availability availability) {
    this.edge = edge;
    this.availability = availability;
  }

  /** All that is committed. */
  ReportLogs all() {
    return logs(attempt -> true, this::edits);
  }

  /** What was committed after {@code previous} began to read, and the edits that it did not see. */
  ReportLogs since(StageRun previous) {
    return logs(
        attempt -> !attempt.finishedAt().isBefore(previous.startedAt()),
        input -> edits(input).map(now -> unseen(now, input, previous)));
  }

  /** What stood in the logs at {@code time}. */
  ReportLogs asOf(Instant time) {
    return all().asOf(time);
  }

  private ReportLogs logs(
      Predicate<StageRun> attempts,
      java.util.function.Function<OptionalInput, Optional<Dataset<Row>>> edits) {
    return new ReportLogs(
        written(DetectionLog.TABLE, attempts),
        log(OptionalInput.MRCL, attempts),
        log(OptionalInput.MRPAL, attempts),
        log(OptionalInput.MRCH, attempts),
        log(OptionalInput.MELOG, attempts),
        log(OptionalInput.MEEL, attempts),
        log(OptionalInput.MRFL, attempts),
        edits.apply(OptionalInput.USER_EDITS),
        edits.apply(OptionalInput.USER_EVENT_EDITS));
  }

  private Optional<Dataset<Row>> log(OptionalInput input, Predicate<StageRun> attempts) {
    return usable(input) ? Optional.of(written(input.table(), attempts)) : Optional.empty();
  }

  private Dataset<Row> written(Table table, Predicate<StageRun> attempts) {
    Stage writer = Objects.requireNonNull(Catalogue.WRITERS.get(table));
    Set<Object> runs = new HashSet<>();
    edge.ledger().attempts(writer).stream()
        .filter(a -> a.state() == StageState.COMMITTED)
        .filter(attempts)
        .forEach(a -> runs.add(a.runId()));
    return edge.warehouse()
        .readConformed(table)
        .where(LogColumns.RUN_ID.col().isin(runs.toArray()));
  }

  private Optional<Dataset<Row>> edits(OptionalInput input) {
    return usable(input)
        ? Optional.of(edge.warehouse().readConformed(input.table()))
        : Optional.empty();
  }

  private Dataset<Row> unseen(Dataset<Row> now, OptionalInput input, StageRun previous) {
    Optional<Long> seen =
        previous.inputs().stream()
            .filter(i -> i.input().equals(input.table().name()))
            .findFirst()
            .flatMap(StageRun.FoundInput::tableVersion);
    if (seen.isEmpty()) {
      return now;
    }
    if (seen.equals(edge.warehouse().version(input.table()))) {
      return now.where(functions.lit(false));
    }
    Dataset<Row> then = edge.warehouse().readVersion(input.table(), seen.get());
    return now.as("n")
        .join(
            then.as("t"),
            input.table().key().stream()
                .map(f -> f.of("n").equalTo(f.of("t")))
                .reduce(org.apache.spark.sql.Column::and)
                .orElseThrow(),
            "left_anti");
  }

  private boolean usable(OptionalInput input) {
    return availability.state(input) != InputState.NOT_INSTALLED && !availability.isDown(input);
  }
}
