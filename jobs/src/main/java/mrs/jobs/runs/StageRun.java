package mrs.jobs.runs;

import java.time.Duration;
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
import mrs.contracts.Words;
import mrs.serving.runs.Standing;
import mrs.transforms.Mondays;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the ledger: what it says about a stage of a run.
 *
 * @param entry its place in the ledger, from 1; 0 until it is entered
 * @param found how the stage found its inputs
 * @param ending what came of it
 */
public record StageRun(Id id, long entry, FoundInputs found, Ending ending) {

  /**
   * Which attempt.
   *
   * @param logicalTime that of the run
   */
  public record Id(String runId, Stage stage, int attempt, Instant logicalTime) {}

  /**
   * How it stands.
   *
   * @param books what came in and went out; empty unless it committed
   * @param error what went wrong, or why it is disregarded; otherwise empty
   * @param cost empty until it came to an end, and where it was not counted
   */
  public record Ending(
      StageState state,
      Optional<Books> books,
      Optional<String> error,
      Instant startedAt,
      Instant finishedAt,
      Optional<Cost> cost) {
    /** Of which the cost is not counted. */
    public Ending(
        StageState state,
        Optional<Books> books,
        Optional<String> error,
        Instant startedAt,
        Instant finishedAt) {
      this(state, books, error, startedAt, finishedAt, Optional.empty());
    }
  }

  /** Its run. */
  public String runId() {
    return id.runId();
  }

  /** Its stage. */
  public Stage stage() {
    return id.stage();
  }

  /** 1 for the first attempt of the stage. */
  public int attempt() {
    return id.attempt();
  }

  /** That of its run. */
  public Instant logicalTime() {
    return id.logicalTime();
  }

  /** How it stands. */
  public StageState state() {
    return ending.state();
  }

  /** What came in and went out; empty unless it committed. */
  public Optional<Books> books() {
    return ending.books();
  }

  /** What went wrong, or why it is disregarded; otherwise empty. */
  public Optional<String> error() {
    return ending.error();
  }

  /** When it really started. */
  public Instant startedAt() {
    return ending.startedAt();
  }

  /** When it really finished. */
  public Instant finishedAt() {
    return ending.finishedAt();
  }

  /** How long it took. */
  public Duration took() {
    return Duration.between(startedAt(), finishedAt());
  }

  /** What it cost beside time; empty until it came to an end, and where it was not counted. */
  public Optional<Cost> cost() {
    return ending.cost();
  }

  /** Codes of what the stage had to do without, and of regions that failed; sorted, distinct. */
  public List<String> reasons() {
    List<String> codes = new java.util.ArrayList<>(found.codes());
    if (!failedRegions().isEmpty()) {
      codes.add(FailedRegion.CODE);
    }
    return codes.stream().sorted().distinct().toList();
  }

  /** Regions that could not be judged, now or earlier, and are still to be made up for. */
  public List<FailedRegion> failedRegions() {
    return books().map(Books::failed).orElse(List.of());
  }

  /** It in short. */
  Standing standing() {
    return new Standing(runId(), stage(), attempt(), entry, state());
  }

  StageRun entered(long place) {
    return new StageRun(id, place, found, ending);
  }

  static StageRun of(Row row) {
    Id id =
        new Id(
            row.getAs(StageRunsLog.RUN_ID.name()),
            Words.of(Stage.class, row.getAs(StageRunsLog.STAGE.name())),
            row.<Integer>getAs(StageRunsLog.ATTEMPT.name()),
            time(row, LogColumns.WRITTEN_AT));
    Ending ending =
        new Ending(
            Words.of(StageState.class, row.getAs(StageRunsLog.STATE.name())),
            Books.of(row),
            Optional.ofNullable(row.<@Nullable String>getAs(StageRunsLog.ERROR.name())),
            time(row, StageRunsLog.STARTED_AT),
            time(row, StageRunsLog.FINISHED_AT),
            Cost.of(row));
    return new StageRun(
        id, row.<Long>getAs(StageRunsLog.ENTRY.name()), FoundInputs.of(row), ending);
  }

  Map<Field, ?> values() {
    Map<Field, Object> values = new HashMap<>();
    values.put(StageRunsLog.ENTRY, entry);
    values.put(StageRunsLog.RUN_ID, runId());
    values.put(StageRunsLog.STAGE, stage().word());
    values.put(StageRunsLog.ATTEMPT, attempt());
    values.put(StageRunsLog.STATE, state().word());
    values.put(LogColumns.VERSION, stage().version());
    books().ifPresent(b -> values.putAll(b.values()));
    cost().ifPresent(c -> values.putAll(c.values()));
    values.put(LogColumns.IS_DEGRADED, !reasons().isEmpty());
    values.put(LogColumns.DEGRADED_REASONS, reasons());
    values.put(StageRunsLog.INPUTS, found.rows());
    values.put(StageRunsLog.STARTED_AT, startedAt());
    values.put(StageRunsLog.FINISHED_AT, finishedAt());
    error().ifPresent(e -> values.put(StageRunsLog.ERROR, e));
    values.put(LogColumns.WRITTEN_AT, logicalTime());
    values.put(LogColumns.WEEK_START, Mondays.of(logicalTime()));
    return values;
  }

  private static Instant time(Row row, Field field) {
    return row.<java.sql.Timestamp>getAs(field.name()).toInstant();
  }
}
