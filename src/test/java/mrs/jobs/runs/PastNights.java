package mrs.jobs.runs;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import mrs.contracts.DetectionLog;
import mrs.contracts.InputState;
import mrs.contracts.OptionalInput;
import mrs.contracts.RunKind;
import mrs.contracts.Stage;
import mrs.contracts.StageState;
import mrs.contracts.Table;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.LogBook;
import mrs.jobs.messages.Progress;
import mrs.jobs.runs.FoundInputs.FoundInput;
import mrs.jobs.runs.RunConfig.Frozen;
import mrs.jobs.runs.RunConfig.Window;
import mrs.jobs.warehouse.Append;
import mrs.jobs.warehouse.PinnedTables;
import mrs.jobs.warehouse.Warehouse;
import mrs.transforms.Availability;
import mrs.transforms.Worklist;

/**
 * A past that a test makes up for a warehouse: which stages of which nights the ledger calls
 * committed, and what they found. Nights go by the days of a {@link LogBook}, and their runs are
 * called as it calls them. The ledger is kept in memory, so that tests that tell different pasts
 * can share the tables.
 */
public final class PastNights {
  private final RunContext context;
  private long entries;

  /** Nothing has happened yet. */
  public PastNights(Warehouse warehouse) {
    this.context =
        new RunContext(
            warehouse,
            new RunLedger(warehouse),
            Clock.fixed(LogBook.at(0), ZoneOffset.UTC),
            new Progress(System.err, true));
  }

  /** Writes what {@code book} holds; edits get numbers, from 1, in the order of their days. */
  public static void write(Warehouse warehouse, LogBook book) {
    for (Contributor log : Contributor.values()) {
      Table table = log.input().map(OptionalInput::table).orElse(DetectionLog.TABLE);
      Append.to(warehouse, table).append(book.dataset(log));
    }
    EditNumbers.give(new PastNights(warehouse).context, "run-0", LogBook.at(0));
  }

  /** The night of that day. */
  public Night night(int day) {
    return new Night(day);
  }

  /** What the nights entered. */
  public RunLedger ledger() {
    return context.ledger();
  }

  /** One night; what a test does not say went well. */
  public final class Night {
    private final int day;
    private final Map<String, Long> read = new HashMap<>();
    private Availability found = Availability.ALL;
    private Map<String, Long> dropped = Map.of();

    private Night(int day) {
      this.day = day;
    }

    /** It may read {@code table} up to this delivery, or edit. */
    public Night read(Table table, long last) {
      read.put(table.name(), last);
      return this;
    }

    /** It finds an optional input so. */
    public Night found(OptionalInput input, InputState state) {
      found = found.with(input, state);
      return this;
    }

    /** Its stages leave work for a later run. */
    public Night leftWaiting() {
      dropped = Map.of(Worklist.WAITS, 1L);
      return this;
    }

    /** The ledger knows the run, and that these of its stages are committed. */
    public PastNights committed(Stage... stages) {
      RunConfig run = run();
      context.ledger().know(run);
      Arrays.stream(stages).forEach(stage -> context.ledger().know(entry(run, stage)));
      return PastNights.this;
    }

    /** The same with all stages of a night. */
    public PastNights committed() {
      return committed(RunKind.NIGHTLY.stages().toArray(Stage[]::new));
    }

    /** The ledger knows the run, of which nothing is committed. */
    public PastNights failed() {
      return committed(new Stage[0]);
    }

    /** What the run may read. */
    public RunInputs inputs() {
      return RunInputs.of(context, run(), PinnedTables.onSight(context.warehouse())).with(found);
    }

    private RunConfig run() {
      return new RunConfig(
          "run-" + day,
          RunKind.NIGHTLY,
          LogBook.at(day),
          "test:" + day,
          Window.OPEN,
          Map.copyOf(read),
          Map.of(),
          new Frozen("{}", "hash"),
          Optional.empty());
    }

    private StageRun entry(RunConfig run, Stage stage) {
      Instant time = run.logicalTime();
      return new StageRun(
          new StageRun.Id(run.runId(), stage, 1, time),
          ++entries,
          new FoundInputs(
              OptionalInput.of(stage).stream().map(this::found).toList(), found.codes(stage)),
          new StageRun.Ending(
              StageState.COMMITTED,
              Optional.of(new Books(0, 0, 0, 0, dropped)),
              Optional.empty(),
              time,
              time));
    }

    private FoundInput found(OptionalInput input) {
      InputState state = found.state(input);
      return new FoundInput(
          input.table().name(),
          state != InputState.NOT_INSTALLED,
          state,
          found.codes(input),
          Optional.empty(),
          Optional.empty());
    }
  }
}
