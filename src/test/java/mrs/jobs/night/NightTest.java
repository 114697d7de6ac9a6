package mrs.jobs.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.contracts.RunKind;
import mrs.contracts.Stage;
import mrs.contracts.StageState;
import mrs.jobs.ingest.IngestReport;
import mrs.jobs.messages.Problem;
import mrs.jobs.runs.Books;
import mrs.jobs.runs.FoundInputs;
import mrs.jobs.runs.RunConfig;
import mrs.jobs.runs.RunConfig.Window;
import mrs.jobs.runs.StageRun;
import mrs.jobs.runs.execution.NightlyRun;
import org.junit.jupiter.api.Test;

class NightTest {
  private static final Instant AT = Instant.parse("2024-06-10T02:00:00Z");

  private final List<String> done = new ArrayList<>();

  @Test
  void bringsInThenJudges() {
    Night night = night(ingest(Optional.empty(), List.of()), run(Optional.empty()));

    assertThat(done).containsExactly("ingest", "run");
    assertThat(night.failed()).isFalse();
    assertThat(night.degraded()).isFalse();
  }

  @Test
  void anIngestThatFailedEndsIt() {
    Night night = night(ingest(Optional.of("no disk"), List.of()), run(Optional.empty()));

    assertThat(done).containsExactly("ingest");
    assertThat(night.runs()).isEmpty();
    assertThat(night.failed()).isTrue();
  }

  @Test
  void anIngestThatIsRefusedEndsIt() {
    assertThatThrownBy(
            () ->
                Night.of(
                    () -> {
                      throw Problem.refused("there is no feed", "name another");
                    },
                    () -> judged(run(Optional.empty()))))
        .isInstanceOf(Problem.class);
    assertThat(done).isEmpty();
  }

  @Test
  void anIngestThatNeedsALookDoesNotEndItAndTheNightNeedsOne() {
    Night night = night(ingest(Optional.empty(), List.of("2 dead letters")), run(Optional.empty()));

    assertThat(done).containsExactly("ingest", "run");
    assertThat(night.failed()).isFalse();
    assertThat(night.degraded()).isTrue();
  }

  @Test
  void aRunThatFailedIsTheNights() {
    Night night = night(ingest(Optional.empty(), List.of()), run(Optional.of("no memory")));

    assertThat(night.failed()).isTrue();
  }

  private Night night(IngestReport ingest, NightlyRun.Result run) {
    return Night.of(
        () -> {
          done.add("ingest");
          return ingest;
        },
        () -> judged(run));
  }

  private List<NightlyRun.Result> judged(NightlyRun.Result run) {
    done.add("run");
    return List.of(run);
  }

  private static IngestReport ingest(Optional<String> error, List<String> reasons) {
    RunConfig config = config(RunKind.INGEST);
    return new IngestReport(
        List.of(
            new IngestReport.Ingest(
                config, attempt(config, Stage.INGEST, error), reasons, List.of())),
        0,
        List.of(),
        0,
        List.of(),
        List.of());
  }

  private static NightlyRun.Result run(Optional<String> error) {
    RunConfig config = config(RunKind.NIGHTLY);
    return new NightlyRun.Result(config, List.of(attempt(config, Stage.DETECTION, error)));
  }

  private static RunConfig config(RunKind kind) {
    return new RunConfig(
        "n1",
        kind,
        AT,
        "test",
        Window.OPEN,
        Map.of(),
        Map.of(),
        new RunConfig.Frozen(Optional.empty(), "hash"),
        Optional.empty());
  }

  private static StageRun attempt(RunConfig run, Stage stage, Optional<String> error) {
    StageState state = error.isPresent() ? StageState.FAILED : StageState.COMMITTED;
    Optional<Books> books = error.isPresent() ? Optional.empty() : Optional.of(Books.EMPTY);
    return new StageRun(
        new StageRun.Id(run.runId(), stage, 1, AT),
        1,
        FoundInputs.NONE,
        new StageRun.Ending(state, books, error, AT, AT));
  }
}
