package mrs.jobs.runs.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.UnaryOperator;
import mrs.contracts.InputState;
import mrs.contracts.OptionalInput;
import mrs.jobs.messages.Problem;
import mrs.jobs.runs.Books;
import mrs.jobs.runs.FoundInputs;
import mrs.jobs.runs.FoundInputs.FoundInput;
import mrs.jobs.runs.execution.TryStage.Outcome;
import mrs.resilience.call.RetryCalls;
import mrs.transforms.Availability;
import org.junit.jupiter.api.Test;

/** How often a stage is tried, after which waits, and with which inputs. */
class TryStageTest {
  private static final Books SEVEN = new Books(7, 7, 0, 0, Map.of());
  private static final RuntimeException RESET = new UncheckedIOException(new IOException("reset"));

  private final Queue<RuntimeException> failures = new ArrayDeque<>();
  private final List<Duration> waits = new ArrayList<>();
  private final List<InputState> taken = new ArrayList<>();
  private final List<FoundInputs> told = new ArrayList<>();
  private int probes;

  @Test
  void workThatSucceedsIsDoneOnce() {
    assertThat(tried(found -> found)).isEqualTo(done(InputState.PRESENT));
    assertThat(taken).hasSize(1);
    assertThat(waits).isEmpty();
    assertThat(probes).isZero();
  }

  @Test
  void whatMayPassIsTriedAgainAfterAWaitThatDoubles() {
    failures.addAll(List.of(RESET, RESET));

    assertThat(tried(found -> found)).isEqualTo(done(InputState.PRESENT));
    assertThat(taken).hasSize(3);
    assertThat(waits).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(4));
  }

  @Test
  void whatKeepsFailingIsTriedAsOftenAsIsConfigured() {
    failures.addAll(List.of(RESET, RESET, RESET, RESET));

    assertThat(tried(found -> found)).isEqualTo(failed(InputState.PRESENT, RESET));
    assertThat(taken).hasSize(3);
    assertThat(waits).hasSize(2);
  }

  @Test
  void whatWillNotPassIsTriedOnceThoughTheInputsAreProbed() {
    RuntimeException gone = new UncheckedIOException(new FileNotFoundException("gone"));
    failures.add(gone);

    assertThat(tried(found -> found)).isEqualTo(failed(InputState.PRESENT, gone));
    assertThat(taken).hasSize(1);
    assertThat(probes).isEqualTo(1);
  }

  @Test
  void anInputThatIsBrokenInsideIsDoneWithoutAtOnce() {
    failures.add(new IllegalStateException("not a Parquet file"));

    assertThat(tried(found -> found(InputState.CORRUPT))).isEqualTo(done(InputState.CORRUPT));
    assertThat(taken).containsExactly(InputState.PRESENT, InputState.CORRUPT);
    assertThat(told).containsExactly(found(InputState.CORRUPT));
    assertThat(waits).isEmpty();
  }

  @Test
  void whatFailsWithoutTheBrokenInputTooHasFailed() {
    IllegalStateException other = new IllegalStateException("a defect");
    failures.addAll(List.of(new IllegalStateException("not a Parquet file"), other));

    assertThat(tried(found -> found(InputState.CORRUPT)))
        .isEqualTo(failed(InputState.CORRUPT, other));
    assertThat(probes).isEqualTo(2);
    assertThat(told).hasSize(1);
  }

  @Test
  void aProblemIsOfNoInputAndIsNotTriedAgain() {
    Problem problem = Problem.failed("two rows for one key", "report it");
    failures.add(problem);

    assertThat(tried(found -> found(InputState.CORRUPT)))
        .isEqualTo(failed(InputState.PRESENT, problem));
    assertThat(probes).isZero();
  }

  @Test
  void anErrorOfTheMachineIsOfNoInputAndIsContained() {
    StackOverflowError overflow = new StackOverflowError();
    Outcome outcome =
        stage(found -> found(InputState.CORRUPT))
            .run(
                "stage",
                a -> {
                  throw overflow;
                },
                found(InputState.PRESENT),
                told::add);

    assertThat(outcome).isEqualTo(failed(InputState.PRESENT, overflow));
    assertThat(probes).isZero();
  }

  @Test
  void whatEndsTheProcessIsNotContained() {
    assertThatThrownBy(
            () ->
                stage(found -> found)
                    .run(
                        "stage",
                        a -> {
                          throw new ThreadDeath();
                        },
                        found(InputState.PRESENT),
                        told::add))
        .isInstanceOf(ThreadDeath.class);
  }

  @Test
  void whatFailsOutsideTheWorkIsNoFailureOfTheStage() {
    failures.add(RESET);
    Problem interrupted = Problem.failed("interrupted", "start again");
    IllegalStateException full = new IllegalStateException("the ledger cannot be written");

    assertThatThrownBy(
            () ->
                tried(
                    found -> {
                      throw interrupted;
                    }))
        .isSameAs(interrupted);
    failures.add(RESET);
    assertThatThrownBy(
            () ->
                stage(found -> found(InputState.CORRUPT))
                    .run(
                        "stage",
                        this::work,
                        found(InputState.PRESENT),
                        found -> {
                          throw full;
                        }))
        .isSameAs(full);
  }

  @Test
  void aWaitThatIsInterruptedEndsTheCommand() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> Pause.sleep(Duration.ofMinutes(1)))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("interrupted while waiting");
    assertThat(Thread.interrupted()).isTrue();
  }

  private Outcome tried(UnaryOperator<FoundInputs> probe) {
    return stage(probe).run("stage", this::work, found(InputState.PRESENT), told::add);
  }

  private TryStage stage(UnaryOperator<FoundInputs> probe) {
    return new TryStage(
        new RetryCalls(3, Duration.ofSeconds(2), waits::add),
        found -> {
          probes++;
          return probe.apply(found);
        });
  }

  private Books work(Availability availability) {
    taken.add(availability.state(OptionalInput.PRODUCTS));
    RuntimeException failure = failures.poll();
    if (failure != null) {
      throw failure;
    }
    return SEVEN;
  }

  private static Outcome done(InputState state) {
    return new Outcome(found(state), Optional.of(SEVEN), null);
  }

  private static Outcome failed(InputState state, Throwable failure) {
    return new Outcome(found(state), Optional.empty(), failure);
  }

  private static FoundInputs found(InputState state) {
    List<String> codes = OptionalInput.PRODUCTS.code(state).stream().toList();
    return new FoundInputs(
        List.of(
            new FoundInput(
                OptionalInput.PRODUCTS.table().name(),
                true,
                state,
                codes,
                Optional.empty(),
                Optional.of(1L))),
        codes);
  }
}
