package mrs.jobs.runs;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mrs.contracts.ClusteredLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.OptionalInput;
import mrs.contracts.RunKind;
import mrs.contracts.Stage;
import mrs.contracts.UserEditsLog;
import mrs.jobs.config.ConfigFile;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.messages.Progress;
import mrs.jobs.runs.RunConfig.Window;
import mrs.jobs.runs.execution.NightlyRun;
import mrs.jobs.warehouse.Append;
import mrs.jobs.warehouse.TableRows;
import mrs.jobs.warehouse.Warehouse;

/** Nights of a warehouse whose stages do nothing, but for those that a test gives work to. */
public final class FakeNights {
  /** The logical time of a first night. */
  public static final String NIGHT_1 = "2024-06-10T02:00:00Z";

  /** That of the next. */
  public static final String NIGHT_2 = "2024-06-11T02:00:00Z";

  /** And that of the one after. */
  public static final String NIGHT_3 = "2024-06-12T02:00:00Z";

  /** Without the optional inputs that no test of runs is about: looking for each takes time. */
  public static final MrsConfig CONFIG =
      ConfigFile.read(Path.of("conf", "mrs.yaml"), notInstalled());

  private static final LocalDate WEEK = LocalDate.parse("2024-06-03");

  private final Warehouse warehouse;
  private final Map<Stage, BiFunction<RunInputs, MrsConfig, Books>> jobs = new LinkedHashMap<>();
  private Instant present = Instant.parse("2024-07-01T00:00:00Z");
  private MrsConfig config = CONFIG;

  /** Of this warehouse. */
  public FakeNights(Warehouse warehouse) {
    this.warehouse = warehouse;
    RunKind.NIGHTLY.stages().forEach(s -> jobs.put(s, (inputs, config) -> Books.EMPTY));
  }

  private static Map<String, String> notInstalled() {
    return Stream.of(OptionalInput.values())
        .filter(i -> i != OptionalInput.PRODUCTS && i != OptionalInput.USER_EDITS)
        .filter(i -> i != OptionalInput.BASELINE_MODELS && i != OptionalInput.CALENDAR)
        .collect(Collectors.toMap(i -> "inputs." + i.word() + ".installed", i -> "false"));
  }

  /** What {@code stage} does from now on. */
  public FakeNights with(Stage stage, BiFunction<RunInputs, MrsConfig, Books> job) {
    jobs.put(stage, job);
    return this;
  }

  /** The configuration from now on. */
  public FakeNights under(MrsConfig other) {
    config = other;
    return this;
  }

  /** What the clock shows from now on. */
  public FakeNights at(String time) {
    present = Instant.parse(time);
    return this;
  }

  /** As a new process would see it. */
  public RunContext context() {
    return RunContext.open(
        warehouse, Clock.fixed(present, ZoneOffset.UTC), new Progress(System.err, true));
  }

  /** Runs all stages, with no window. */
  public NightlyRun.Result run(String id, String time) {
    return run(id, time, Window.OPEN);
  }

  /** Runs all stages for the days of {@code window}. */
  public NightlyRun.Result run(String id, String time, Window window) {
    List<NightlyRun.Result> all = runAll(id, Optional.of(Instant.parse(time)), window);
    return all.get(all.size() - 1);
  }

  /** Asks for a known run once more. */
  public NightlyRun.Result again(String id) {
    List<NightlyRun.Result> all = runAll(id, Optional.empty(), Window.OPEN);
    return all.get(all.size() - 1);
  }

  /** The same, with the runs that were interrupted and are gone on with. */
  public List<NightlyRun.Result> runAll(String id, Optional<Instant> time, Window window) {
    return new NightlyRun(context(), jobs)
        .run(new RunRequest(Optional.of(id), time, window), config);
  }

  /** Work that appends one clustered report, called {@code report}, with the run's codes. */
  public static Books cluster(RunInputs inputs, String report) {
    Map<Field, Object> row = new HashMap<>();
    row.put(ClusteredLog.REPORT_ID, report);
    row.put(ClusteredLog.STORE_ID, "S1");
    row.put(ClusteredLog.SKU, "A1");
    row.put(LogColumns.RUN_ID, inputs.run().runId());
    row.put(LogColumns.WRITTEN_AT, inputs.run().logicalTime());
    row.put(LogColumns.VERSION, 1);
    List<String> codes = inputs.availability().codes(Stage.CLUSTERING);
    row.put(LogColumns.IS_DEGRADED, !codes.isEmpty());
    row.put(LogColumns.DEGRADED_REASONS, codes);
    row.put(LogColumns.WEEK_START, WEEK);
    Append to = Append.to(inputs.warehouse(), ClusteredLog.TABLE);
    TableRows rows = new TableRows(ClusteredLog.TABLE).add(row);
    Append.Appended done =
        inputs.isComparing()
            ? to.compare(rows.dataset(inputs.warehouse().spark()))
            : to.append(rows.dataset(inputs.warehouse().spark()));
    return new Books(1, 1, done.added(), 0, Map.of());
  }

  /** Writes a decision, as somebody else would. */
  public void decide(String editId, String decidedAt) {
    Map<Field, Object> row = new HashMap<>();
    row.put(UserEditsLog.EDIT_ID, editId);
    row.put(UserEditsLog.REPORT_ID, "r1");
    row.put(UserEditsLog.ACTION, "accept");
    row.put(UserEditsLog.EDITED_BY, "analyst");
    row.put(UserEditsLog.WRITTEN_AT, Instant.parse(decidedAt));
    row.put(LogColumns.WEEK_START, WEEK);
    Append.to(warehouse, UserEditsLog.TABLE)
        .append(new TableRows(UserEditsLog.TABLE).add(row).dataset(warehouse.spark()));
  }

  /** The last attempt of {@code stage} in a run. */
  public static StageRun last(NightlyRun.Result result, Stage stage) {
    return result.stages().stream()
        .filter(s -> s.stage() == stage)
        .reduce((a, b) -> b)
        .orElseThrow();
  }
}
