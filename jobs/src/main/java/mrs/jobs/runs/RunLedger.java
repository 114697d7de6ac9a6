package mrs.jobs.runs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import mrs.contracts.LogColumns;
import mrs.contracts.RunConfigLog;
import mrs.contracts.RunKind;
import mrs.contracts.Stage;
import mrs.contracts.StageRunsLog;
import mrs.contracts.StageState;
import mrs.jobs.warehouse.Append;
import mrs.jobs.warehouse.TableRows;
import mrs.jobs.warehouse.Warehouse;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The books of the warehouse: which runs there are, and how each attempt of their stages ended.
 * Read once, kept up to date with what this process appends; small, a few rows a run.
 */
public final class RunLedger {
  private final Warehouse warehouse;
  private final List<RunConfig> runs;
  private final List<StageRun> attempts;

  private RunLedger(Warehouse warehouse, List<RunConfig> runs, List<StageRun> attempts) {
    this.warehouse = warehouse;
    this.runs = runs;
    this.attempts = attempts;
  }

  /** The books as they stand. */
  public static RunLedger load(Warehouse warehouse) {
    List<RunConfig> runs =
        new ArrayList<>(
            warehouse.read(RunConfigLog.TABLE).collectAsList().stream()
                .map(RunConfig::of)
                .toList());
    runs.sort(Comparator.comparing(RunConfig::logicalTime).thenComparing(RunConfig::runId));
    List<StageRun> attempts =
        new ArrayList<>(
            warehouse.read(StageRunsLog.TABLE).collectAsList().stream().map(StageRun::of).toList());
    attempts.sort(Comparator.comparing(StageRun::finishedAt).thenComparing(StageRun::attempt));
    return new RunLedger(warehouse, runs, attempts);
  }

  /** All runs of {@code kind}, oldest first. */
  public List<RunConfig> runs(RunKind kind) {
    return runs.stream().filter(r -> r.kind() == kind).toList();
  }

  /** The run called {@code runId}. */
  public Optional<RunConfig> run(String runId) {
    return runs.stream().filter(r -> r.runId().equals(runId)).findFirst();
  }

  /** All attempts of a run's stages, oldest first. */
  public List<StageRun> attempts(String runId) {
    return attempts.stream().filter(a -> a.runId().equals(runId)).toList();
  }

  /** All attempts of {@code stage}, oldest first. */
  public List<StageRun> attempts(Stage stage) {
    return attempts.stream().filter(a -> a.stage() == stage).toList();
  }

  /** Whether what {@code stage} wrote for the run is to be trusted. */
  public boolean committed(String runId, Stage stage) {
    return attempts(runId).stream()
        .anyMatch(a -> a.stage() == stage && a.state() == StageState.COMMITTED);
  }

  /** Runs of which {@code stage} is committed. */
  public List<RunConfig> committed(Stage stage) {
    return runs.stream().filter(r -> committed(r.runId(), stage)).toList();
  }

  /** Runs of {@code kind} of which {@code last}, the last stage, has not been tried. */
  public List<RunConfig> unfinished(RunKind kind, Stage last) {
    return runs(kind).stream()
        .filter(r -> attempts(r.runId()).stream().noneMatch(a -> a.stage() == last))
        .toList();
  }

  /** The latest logical time of the runs of {@code kind}. */
  public Optional<Instant> newest(RunKind kind) {
    return runs(kind).stream().map(RunConfig::logicalTime).max(Comparator.naturalOrder());
  }

  /** Number of the next attempt. */
  public int nextAttempt(String runId, Stage stage) {
    return 1
        + attempts(runId).stream()
            .filter(a -> a.stage() == stage)
            .mapToInt(StageRun::attempt)
            .max()
            .orElse(0);
  }

  /** Freezes a new run; from here on it can be resumed. One commit. */
  public void create(RunConfig run) {
    Append.to(warehouse, RunConfigLog.TABLE)
        .enter(new TableRows(RunConfigLog.TABLE).add(run.values()));
    runs.add(run);
  }

  /** Enters an attempt; from here on, if it committed, readers trust its rows. One commit. */
  public void enter(StageRun attempt) {
    Append.to(warehouse, StageRunsLog.TABLE)
        .enter(new TableRows(StageRunsLog.TABLE).add(attempt.values()));
    attempts.add(attempt);
  }

  /** Those of {@code rows} that runs wrote of which {@code writer} is committed. */
  public Dataset<Row> trusted(Dataset<Row> rows, Stage writer) {
    Object[] ids = committed(writer).stream().map(RunConfig::runId).toArray();
    return rows.where(LogColumns.RUN_ID.col().isin(ids));
  }
}
