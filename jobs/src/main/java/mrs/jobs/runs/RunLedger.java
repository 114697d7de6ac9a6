package mrs.jobs.runs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mrs.contracts.RunConfigLog;
import mrs.contracts.RunKind;
import mrs.contracts.Stage;
import mrs.contracts.StageRunsLog;
import mrs.contracts.StageState;
import mrs.jobs.warehouse.Append;
import mrs.jobs.warehouse.PinnedTables;
import mrs.jobs.warehouse.TableRows;
import mrs.jobs.warehouse.Warehouse;
import mrs.serving.runs.RunStandings;
import mrs.serving.runs.Standing;

/**
 * The books of the warehouse: which runs there are, and how each attempt of their stages ended.
 * Read once, kept up to date with what this process appends, and looked up by run and by stage.
 *
 * <p>Entries stand in the order in which they were entered, which is not always that of the clock.
 */
public final class RunLedger {
  static final Comparator<RunConfig> BY_TIME =
      Comparator.comparing(RunConfig::logicalTime).thenComparing(RunConfig::runId);

  private final Warehouse warehouse;
  private final Configurations configurations;
  private final Map<String, RunConfig> runs = new HashMap<>();
  private final Map<RunKind, List<RunConfig>> byKind = new EnumMap<>(RunKind.class);
  private final Map<String, List<Standing>> ofRun = new HashMap<>();
  private final Map<Stage, List<Standing>> ofStage = new EnumMap<>(Stage.class);
  private final Map<Long, StageRun> whole = new HashMap<>();
  private final List<StageRun> held = new ArrayList<>();
  private long lastEntry;

  RunLedger(Warehouse warehouse) {
    this.warehouse = warehouse;
    this.configurations = new Configurations(warehouse);
  }

  /** The books as they stand. */
  public static RunLedger load(Warehouse warehouse) {
    return warehouse.hasReaderOnly()
        ? LoadLedger.byReader(warehouse)
        : new LoadLedger(warehouse).load();
  }

  /** The books as they stood before the entry {@code entry}, to look things up in. */
  public RunLedger before(long entry) {
    RunLedger then = new RunLedger(warehouse);
    runs().forEach(then::know);
    ofRun.values().stream()
        .flatMap(List::stream)
        .filter(s -> s.entry() < entry)
        .sorted(Comparator.comparing(Standing::entry))
        .forEach(then::know);
    then.whole.putAll(whole);
    return then;
  }

  /** All runs of {@code kind} that nobody disregards, oldest first. */
  public List<RunConfig> runs(RunKind kind) {
    return byKind.getOrDefault(kind, List.of()).stream()
        .filter(r -> !disregarded(r.runId()))
        .toList();
  }

  /** All runs, oldest first, also those that are disregarded. */
  public List<RunConfig> runs() {
    return runs.values().stream().sorted(BY_TIME).toList();
  }

  /** The run called {@code runId}. */
  public Optional<RunConfig> run(String runId) {
    return Optional.ofNullable(runs.get(runId));
  }

  /** All entries about a run, oldest first; those of an old run are looked up in the table. */
  public List<StageRun> entries(String runId) {
    List<Standing> standings = ofRun.getOrDefault(runId, List.of());
    if (!standings.stream().allMatch(s -> whole.containsKey(s.entry()))) {
      new LedgerTables(PinnedTables.onSight(warehouse))
          .entriesOf(Objects.requireNonNull(runs.get(runId)))
          .forEach(e -> whole.put(e.entry(), e));
    }
    return standings.stream().map(s -> Objects.requireNonNull(whole.get(s.entry()))).toList();
  }

  /** All attempts of a run's stages that came to an end, oldest first. */
  public List<StageRun> attempts(String runId) {
    return entries(runId).stream().filter(a -> a.state().isEnd()).toList();
  }

  /** All attempts of {@code stage} that came to an end, oldest first; looked up run by run. */
  public List<StageRun> attempts(Stage stage) {
    return standings(stage).stream()
        .map(Standing::runId)
        .distinct()
        .flatMap(id -> attempts(id, stage).stream())
        .sorted(Comparator.comparing(StageRun::entry))
        .toList();
  }

  /** Where the stages of a run stand, by entry, oldest first. */
  List<Standing> standings(String runId) {
    return List.copyOf(ofRun.getOrDefault(runId, List.of()));
  }

  /** Where {@code stage} stands in all runs, by entry, oldest first. */
  public List<Standing> standings(Stage stage) {
    return List.copyOf(ofStage.getOrDefault(stage, List.of()));
  }

  /** The newest attempt of {@code stage} that committed. */
  public Optional<StageRun> lastCommitted(Stage stage) {
    return standings(stage).stream()
        .filter(s -> s.state() == StageState.COMMITTED)
        .reduce((earlier, later) -> later)
        .flatMap(s -> entries(s.runId()).stream().filter(e -> e.entry() == s.entry()).findFirst());
  }

  /** All attempts of {@code stage} of a run that came to an end, oldest first. */
  public List<StageRun> attempts(String runId, Stage stage) {
    return attempts(runId).stream().filter(a -> a.stage() == stage).toList();
  }

  /**
   * The attempt of {@code stage} of a run that wrote what is committed; later ones only compare.
   */
  public Optional<StageRun> committedAttempt(String runId, Stage stage) {
    return attempts(runId, stage).stream()
        .filter(a -> a.state() == StageState.COMMITTED)
        .findFirst();
  }

  /** How {@code stage} of a run found its inputs when it last began, if it ever did. */
  public Optional<FoundInputs> found(String runId, Stage stage) {
    return entries(runId).stream()
        .filter(a -> a.stage() == stage && a.state() == StageState.STARTED)
        .reduce((earlier, later) -> later)
        .map(StageRun::found);
  }

  /** Whether what {@code stage} wrote for the run is to be trusted. */
  public boolean committed(String runId, Stage stage) {
    return said(runId).committed(stage);
  }

  /** Whether a person said that the run's rows are to be left out. */
  public boolean disregarded(String runId) {
    return said(runId).disregarded();
  }

  /** Whether a run was disregarded later than in the entry {@code entry}. */
  public boolean isAnyDisregardedSince(long entry) {
    return ofRun.values().stream()
        .flatMap(List::stream)
        .anyMatch(a -> a.entry() > entry && a.state() == StageState.DISREGARDED);
  }

  /** Runs of which {@code stage} is committed, oldest first. */
  public List<RunConfig> committed(Stage stage) {
    return runsWith(stage).filter(r -> committed(r.runId(), stage)).sorted(BY_TIME).toList();
  }

  /**
   * Names of the runs of which {@code stage} is committed and that have an entry about it after the
   * entry {@code entry}, in that order.
   */
  public List<String> committedSince(long entry, Stage stage) {
    return standings(stage).stream()
        .filter(s -> s.entry() > entry && committed(s.runId(), stage))
        .map(Standing::runId)
        .distinct()
        .toList();
  }

  /** Names of the runs that go through {@code stage} and whose rows of it are not to be trusted. */
  public Set<String> untrusted(Stage stage) {
    return runsWith(stage)
        .map(RunConfig::runId)
        .filter(id -> !committed(id, stage))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Runs of {@code kind} of which a stage did not come to an end, oldest first. One that failed
   * came to an end: it is not resumed for ever.
   */
  public List<RunConfig> unfinished(RunKind kind) {
    return runs(kind).stream().filter(r -> !finished(r)).toList();
  }

  /** Whether every stage of the run came to an end. */
  public boolean finished(RunConfig run) {
    return said(run.runId()).finished(run.kind());
  }

  /** The latest logical time of the runs of {@code kind}. */
  public Optional<Instant> newest(RunKind kind) {
    return runs(kind).stream().map(RunConfig::logicalTime).max(Comparator.naturalOrder());
  }

  /** Number of the next attempt. */
  public int nextAttempt(String runId, Stage stage) {
    return 1 + attempts(runId, stage).stream().mapToInt(StageRun::attempt).max().orElse(0);
  }

  /** The place of the newest entry; 0 in an empty ledger. */
  public long lastEntry() {
    return lastEntry;
  }

  /** The configuration that {@code run} was frozen with, as JSON. */
  public String configuration(RunConfig run) {
    return configurations.of(run);
  }

  /**
   * Freezes a new run; from here on it can be resumed. One commit, one more if its configuration is
   * new.
   */
  public void create(RunConfig run) {
    configurations.store(run);
    Append.to(warehouse, RunConfigLog.TABLE)
        .enter(new TableRows(RunConfigLog.TABLE).add(run.values()));
    know(run);
  }

  /** Enters {@code entries} after what is held; readers trust what committed from here on. */
  public void enter(StageRun... entries) {
    for (StageRun entry : entries) {
      hold(entry);
    }
    enterHeld();
  }

  /**
   * Gives {@code entry} its place; it is written with the next one. This process knows it already.
   */
  public StageRun hold(StageRun entry) {
    StageRun placed = entry.entered(lastEntry + 1);
    held.add(placed);
    know(placed);
    return placed;
  }

  /** Writes what is held. One commit; none where nothing is. */
  public void enterHeld() {
    if (!held.isEmpty()) {
      TableRows rows = new TableRows(StageRunsLog.TABLE);
      held.forEach(e -> rows.add(e.values()));
      Append.to(warehouse, StageRunsLog.TABLE).enter(rows);
      held.clear();
    }
  }

  private RunStandings said(String runId) {
    return new RunStandings(ofRun.getOrDefault(runId, List.of()));
  }

  private Stream<RunConfig> runsWith(Stage stage) {
    return runs.values().stream().filter(r -> r.kind().stages().contains(stage));
  }

  void know(RunConfig run) {
    if (runs.put(run.runId(), run) == null) {
      byKind.computeIfAbsent(run.kind(), k -> new ArrayList<>()).add(run);
    }
  }

  void know(StageRun entry) {
    whole.put(entry.entry(), entry);
    know(entry.standing());
  }

  void know(Standing standing) {
    List<Standing> known = ofRun.computeIfAbsent(standing.runId(), r -> new ArrayList<>());
    if (known.stream().noneMatch(s -> s.entry() == standing.entry())) {
      known.add(standing);
      ofStage.computeIfAbsent(standing.stage(), s -> new ArrayList<>()).add(standing);
      lastEntry = Math.max(lastEntry, standing.entry());
    }
  }
}
