package mrs.jobs.runs;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.contracts.InputState;
import mrs.contracts.OptionalInput;
import mrs.contracts.RunKind;
import mrs.contracts.Stage;
import mrs.contracts.StageState;
import mrs.jobs.runs.FoundInputs.FoundInput;
import mrs.jobs.runs.RunConfig.Frozen;
import mrs.jobs.runs.RunConfig.Window;

/** Runs and entries as a ledger has them. */
final class Entries {
  private Entries() {}

  /** A run at two o'clock of a day of June. */
  static RunConfig run(String id, RunKind kind, int day) {
    return new RunConfig(
        id,
        kind,
        at(day),
        "test:" + id,
        Window.OPEN,
        Map.of(),
        Map.of(),
        new Frozen(Optional.empty(), "hash"),
        Optional.empty());
  }

  static Instant at(int day) {
    return Instant.parse(String.format("2024-06-%02dT02:00:00Z", day));
  }

  /** An entry about the first attempt of {@code stage}. */
  static StageRun entry(RunConfig run, Stage stage, StageState state) {
    return entry(run, stage, 1, state);
  }

  static StageRun entry(RunConfig run, Stage stage, int attempt, StageState state) {
    StageRun.Ending ending =
        new StageRun.Ending(
            state,
            state == StageState.COMMITTED ? Optional.of(Books.EMPTY) : Optional.empty(),
            state == StageState.FAILED ? Optional.of("no model") : Optional.empty(),
            run.logicalTime(),
            run.logicalTime());
    return new StageRun(
        new StageRun.Id(run.runId(), stage, attempt, run.logicalTime()),
        0,
        FoundInputs.NONE,
        ending);
  }

  /** With everything that an entry may say. */
  static StageRun full(RunConfig run) {
    FoundInputs found =
        new FoundInputs(
            List.of(
                new FoundInput(
                    OptionalInput.STORES.table().name(),
                    true,
                    InputState.CORRUPT,
                    List.of("STORES_down"),
                    Optional.of(at(1)),
                    Optional.of(4L)),
                new FoundInput(
                    OptionalInput.BASELINE_MODELS.table().name(),
                    false,
                    InputState.NOT_INSTALLED,
                    List.of(),
                    Optional.empty(),
                    Optional.empty())),
            List.of("STORES_down"));
    Books books =
        new Books(10, 6, 5, 1, Map.of("superseded", 2L, "not judged", 1L))
            .with(List.of(new FailedRegion("R1", LocalDate.parse("2024-06-03"), "no spread")));
    return new StageRun(
        new StageRun.Id(run.runId(), Stage.DETECTION, 3, run.logicalTime()),
        17,
        found,
        new StageRun.Ending(
            StageState.COMMITTED,
            Optional.of(books),
            Optional.empty(),
            Instant.parse("2024-07-01T00:00:00.123456Z"),
            Instant.parse("2024-07-01T00:00:09Z"),
            Optional.of(new Cost(12, 3))));
  }
}
