package mrs.jobs.runs;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.Stage;
import mrs.contracts.StageRunsLog;
import mrs.contracts.StageState;
import mrs.jobs.warehouse.TableRows;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a stage, as the ledger has it.
 *
 * @param logicalTime that of its run
 * @param books what came in and went out; empty if the attempt failed
 * @param reasons codes of what the stage had to do without
 * @param error what went wrong; empty if it committed
 */
public record StageRun(
    String runId,
    Stage stage,
    int attempt,
    Instant logicalTime,
    Optional<Books> books,
    List<String> reasons,
    List<FoundInput> inputs,
    Instant startedAt,
    Instant finishedAt,
    Optional<String> error) {

  /**
   * The books of an attempt, in the stage's unit: records, cells or reports.
   *
   * @param added rows that the stage's log gained
   * @param dropped what was dropped, by reason
   */
  public record Books(long in, long out, long added, long deadLetters, Map<String, Long> dropped) {
    /** Whether in = out + dead letters + dropped. */
    public boolean balanced() {
      return in == out + deadLetters + dropped.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** How the attempt ended. */
  public StageState state() {
    return error.isEmpty() ? StageState.COMMITTED : StageState.FAILED;
  }

  static StageRun of(Row row) {
    return new StageRun(
        row.getAs(StageRunsLog.RUN_ID.name()),
        Stage.valueOf(
            row.<String>getAs(StageRunsLog.STAGE.name()).toUpperCase(java.util.Locale.ROOT)),
        row.<Integer>getAs(StageRunsLog.ATTEMPT.name()),
        time(row, LogColumns.WRITTEN_AT),
        books(row),
        row.getList(row.fieldIndex(LogColumns.DEGRADED_REASONS.name())),
        row.<Row>getList(row.fieldIndex(StageRunsLog.INPUTS.name())).stream()
            .map(FoundInput::of)
            .toList(),
        time(row, StageRunsLog.STARTED_AT),
        time(row, StageRunsLog.FINISHED_AT),
        Optional.ofNullable(row.<@Nullable String>getAs(StageRunsLog.ERROR.name())));
  }

  private static Optional<Books> books(Row row) {
    if (row.isNullAt(row.fieldIndex(StageRunsLog.ROWS_IN.name()))) {
      return Optional.empty();
    }
    return Optional.of(
        new Books(
            row.<Long>getAs(StageRunsLog.ROWS_IN.name()),
            row.<Long>getAs(StageRunsLog.ROWS_OUT.name()),
            row.<Long>getAs(StageRunsLog.ROWS_ADDED.name()),
            row.<Long>getAs(StageRunsLog.DEAD_LETTERS.name()),
            TableRows.counts(row, StageRunsLog.DROPPED)));
  }

  Map<Field, ?> values() {
    Map<Field, Object> values = new HashMap<>();
    values.put(StageRunsLog.RUN_ID, runId);
    values.put(StageRunsLog.STAGE, stage.word());
    values.put(StageRunsLog.ATTEMPT, attempt);
    values.put(StageRunsLog.STATE, state().word());
    values.put(LogColumns.VERSION, stage.version());
    books.ifPresent(b -> put(values, b));
    values.put(LogColumns.IS_DEGRADED, !reasons.isEmpty());
    values.put(LogColumns.DEGRADED_REASONS, reasons);
    values.put(StageRunsLog.INPUTS, inputs.stream().map(FoundInput::row).toList());
    values.put(StageRunsLog.STARTED_AT, startedAt);
    values.put(StageRunsLog.FINISHED_AT, finishedAt);
    error.ifPresent(e -> values.put(StageRunsLog.ERROR, e));
    values.put(LogColumns.WRITTEN_AT, logicalTime);
    values.put(LogColumns.WEEK_START, TableRows.monday(logicalTime));
    return values;
  }

  private static void put(Map<Field, Object> values, Books b) {
    values.put(StageRunsLog.ROWS_IN, b.in());
    values.put(StageRunsLog.ROWS_OUT, b.out());
    values.put(StageRunsLog.ROWS_ADDED, b.added());
    values.put(StageRunsLog.DEAD_LETTERS, b.deadLetters());
    values.put(StageRunsLog.DROPPED, b.dropped());
    values.put(StageRunsLog.BALANCED, b.balanced());
  }

  private static Instant time(Row row, Field field) {
    return row.<java.sql.Timestamp>getAs(field.name()).toInstant();
  }

  /**
   * One input as an attempt found it.
   *
   * @param state word of an {@link mrs.contracts.InputState}
   * @param code what it costs, if anything
   * @param newest its newest row, where that was looked up
   * @param tableVersion version of its Delta table, where it is there
   */
  public record FoundInput(
      String input,
      boolean installed,
      String state,
      Optional<String> code,
      Optional<Instant> newest,
      Optional<Long> tableVersion) {

    static FoundInput of(Row row) {
      return new FoundInput(
          row.getString(0),
          row.getBoolean(1),
          row.getString(2),
          Optional.ofNullable(row.<@Nullable String>getAs(3)),
          Optional.ofNullable(row.<java.sql.@Nullable Timestamp>getAs(4))
              .map(java.sql.Timestamp::toInstant),
          Optional.ofNullable(row.<@Nullable Long>getAs(5)));
    }

    Row row() {
      return RowFactory.create(
          input,
          installed,
          state,
          code.orElse(null),
          newest.map(java.sql.Timestamp::from).orElse(null),
          tableVersion.orElse(null));
    }
  }
}
