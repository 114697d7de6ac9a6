package mrs.jobs.stages;

import static mrs.transforms.SparkSchema.col;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import mrs.contracts.Catalogue;
import mrs.contracts.LogColumns;
import mrs.contracts.OptionalInput;
import mrs.contracts.SourceColumns;
import mrs.contracts.Stage;
import mrs.contracts.Table;
import mrs.jobs.runs.RunConfig;
import mrs.jobs.runs.RunInputs;
import mrs.jobs.runs.RunLedger;
import mrs.jobs.runs.StageRun;
import mrs.jobs.spark.Settled;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a stage had seen when it last ran, and so what is new to it now. New is what it could not
 * have read then, whatever its own time says: rows of a run that was committed late, and edits that
 * arrived late, have an old one. An input that was down is not seen: its rows stay new until a run
 * has read it. A replay that only compares sees no more than the attempt that it is compared with.
 */
record Seen(RunInputs inputs, Stage stage) {

  /** The stage's attempt in the newest earlier run of which it is committed. */
  Optional<StageRun> last() {
    return inputs.previous(stage).flatMap(this::committed);
  }

  /** Whether the stage read {@code input} when it last ran. */
  boolean hadRead(OptionalInput input) {
    return last().filter(a -> read(a, input)).isPresent();
  }

  /**
   * Rows of a log that the stage could not have read: those of later runs, and of runs of which the
   * log's writer was committed after it began. Everything where it never ran.
   */
  Dataset<Row> newIn(Table log) {
    Optional<StageRun> last = last();
    if (last.isEmpty()) {
      return inputs.log(log);
    }
    Dataset<Row> later = inputs.logSince(log, inputs.previous(stage).orElseThrow());
    Object[] late = committedLate(Objects.requireNonNull(Catalogue.WRITERS.get(log)), last.get());
    return late.length == 0
        ? later
        : later.unionAll(inputs.log(log).where(col(LogColumns.RUN_ID).isin(late)));
  }

  private Object[] committedLate(Stage writer, StageRun last) {
    RunLedger ledger = inputs.context().ledger();
    return ledger.committedSince(last.entry(), writer).stream()
        .filter(id -> isBeforeOrAt(ledger.run(id).orElseThrow(), last))
        .toArray();
  }

  private static boolean isBeforeOrAt(RunConfig run, StageRun last) {
    return !run.logicalTime().isAfter(last.logicalTime());
  }

  /** The newest earlier run in which the stage read all these inputs; empty where it never did. */
  Optional<RunConfig> reader(OptionalInput... read) {
    return inputs
        .earlier(stage)
        .filter(r -> r.window().equals(RunConfig.Window.OPEN))
        .filter(
            r -> committed(r).filter(a -> Stream.of(read).allMatch(i -> read(a, i))).isPresent())
        .findFirst();
  }

  /** Edits that the stage has not read; few, so computed now. Empty where there are none. */
  Optional<Dataset<Row>> newEdits(OptionalInput input) {
    if (inputs.optional(input).isEmpty() || inputs.tables().rowCount(input.table()) == 0) {
      return Optional.empty();
    }
    return reader(input)
        .map(r -> inputs.editsSince(input, r))
        .orElseGet(() -> inputs.optional(input))
        .map(Settled::of)
        .filter(rows -> !rows.isEmpty());
  }

  /**
   * Rows of a feed that the stage has not read, of those that it reads now.
   *
   * @param feed rows of an optional input that is fed
   * @param received their column of when they were sent, if they have one
   */
  Dataset<Row> newOf(OptionalInput input, Dataset<Row> feed, Optional<Column> received) {
    return reader(input)
        .map(
            r -> {
              long seq = r.inputSeqs().getOrDefault(input.table().name(), 0L);
              Column delivered = col(SourceColumns.INGEST_SEQ).gt(seq);
              return feed.where(
                  received
                      .map(c -> delivered.or(c.gt(RunInputs.time(r.logicalTime()))))
                      .orElse(delivered));
            })
        .orElse(feed);
  }

  private Optional<StageRun> committed(RunConfig run) {
    return inputs.context().ledger().committedAttempt(run.runId(), stage);
  }

  private static boolean read(StageRun attempt, OptionalInput input) {
    return attempt.found().of(input).isPresent() && attempt.found().availability().isRead(input);
  }
}
