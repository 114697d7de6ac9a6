package mrs.jobs.runs.execution;

import static mrs.jobs.runs.FakeNights.NIGHT_1;
import static mrs.jobs.runs.FakeNights.NIGHT_2;
import static mrs.jobs.runs.FakeNights.NIGHT_3;
import static mrs.jobs.runs.FakeNights.cluster;
import static mrs.jobs.runs.FakeNights.last;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mrs.SparkTest;
import mrs.contracts.ClusteredLog;
import mrs.contracts.InputState;
import mrs.contracts.OptionalInput;
import mrs.contracts.Products;
import mrs.contracts.RunKind;
import mrs.contracts.Stage;
import mrs.contracts.StageState;
import mrs.jobs.hydration.HydrationRun;
import mrs.jobs.messages.Problem;
import mrs.jobs.runs.Books;
import mrs.jobs.runs.CommittedRows;
import mrs.jobs.runs.DisregardRun;
import mrs.jobs.runs.FakeNights;
import mrs.jobs.runs.RunConfig;
import mrs.jobs.runs.RunConfig.Window;
import mrs.jobs.runs.RunInputs;
import mrs.jobs.runs.RunRequest;
import mrs.jobs.warehouse.Warehouse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NightlyRunTest extends SparkTest {

  @TempDir private Path folder;
  private Warehouse warehouse;
  private FakeNights nights;

  @BeforeEach
  void createWarehouse() {
    warehouse = Warehouse.openOrCreate(spark, folder.resolve("w"));
    nights = new FakeNights(warehouse);
  }

  @Test
  void aRunThatWasKilledIsResumedThoughTheTablesWereHydratedSince() {
    nights.with(Stage.CLUSTERING, (inputs, config) -> killed());
    assertThatThrownBy(() -> nights.run("n1", NIGHT_1)).isInstanceOf(ThreadDeath.class);

    new HydrationRun(true).run(nights.context(), FakeNights.CONFIG);
    nights.with(Stage.CLUSTERING, (inputs, config) -> cluster(inputs, "r1"));
    List<NightlyRun.Result> results =
        nights.runAll("n2", Optional.of(Instant.parse(NIGHT_2)), Window.OPEN);

    assertThat(results).extracting(r -> r.run().runId()).containsExactly("n1", "n2");
    assertThat(reports(Stage.CLUSTERING)).containsExactly("n1 r1", "n2 r1");
    assertThat(nights.context().ledger().runs(RunKind.HYDRATION)).hasSize(1);
  }

  @Test
  void aStageThatFailedIsNotResumedForEver() {
    nights.with(Stage.CLUSTERING, (inputs, config) -> failed());

    nights.run("n1", NIGHT_1);
    List<NightlyRun.Result> results =
        nights.runAll("n2", Optional.of(Instant.parse(NIGHT_2)), Window.OPEN);

    assertThat(results).extracting(r -> r.run().runId()).containsExactly("n2");
  }

  @Test
  void onlyARunWithoutAWindowMovesTheMarkOfWhatWasSeen() {
    List<String> previous = new ArrayList<>();
    nights.with(
        Stage.TIMESERIES,
        (inputs, config) -> {
          previous.add(inputs.previous(Stage.TIMESERIES).map(RunConfig::runId).orElse("none"));
          return Books.EMPTY;
        });
    Window upTo = new Window(Optional.empty(), Optional.of(LocalDate.parse("2024-06-09")));
    Window from = new Window(Optional.of(LocalDate.parse("2024-06-09")), Optional.empty());

    nights.run("n1", NIGHT_1, upTo);
    nights.run("n2", NIGHT_2);
    nights.run("n3", NIGHT_3, from);
    nights.run("n4", "2024-06-13T02:00:00Z");

    assertThat(previous).containsExactly("none", "none", "n2", "n2");
  }

  @Test
  void aFinishedRunComparesWhatItWouldWriteAndAppendsNothing() {
    nights.with(Stage.CLUSTERING, (inputs, config) -> cluster(inputs, "r1"));
    nights.run("n1", NIGHT_1);
    nights.run("n2", NIGHT_2);

    assertThat(nights.again("n1").failed()).isFalse();
    nights.with(Stage.CLUSTERING, (inputs, config) -> cluster(inputs, "another"));
    NightlyRun.Result differs = nights.again("n1");

    assertThat(last(differs, Stage.CLUSTERING).error().orElseThrow())
        .contains("gives a row for minority_reports_clustered_log that it did not write");
    assertThat(reports(Stage.CLUSTERING)).containsExactly("n1 r1", "n2 r1");
    assertThat(nights.context().ledger().committed("n1", Stage.CLUSTERING)).isTrue();
  }

  @Test
  void whatFailedIsTriedAgainWhileTheRunIsTheNewest() {
    nights.with(Stage.CLUSTERING, (inputs, config) -> failed());
    nights.run("n1", NIGHT_1);
    nights.with(Stage.CLUSTERING, (inputs, config) -> cluster(inputs, "r1"));

    assertThat(last(nights.again("n1"), Stage.CLUSTERING).state()).isEqualTo(StageState.COMMITTED);
    assertThat(reports(Stage.CLUSTERING)).containsExactly("n1 r1");
  }

  @Test
  void whatFailedIsLeftSoOnceALaterRunWentOnWithoutIt() {
    nights.with(Stage.CLUSTERING, (inputs, config) -> failed());
    nights.run("n1", NIGHT_1);
    nights.with(Stage.CLUSTERING, (inputs, config) -> cluster(inputs, "r1"));
    nights.run("n2", NIGHT_2);

    assertThat(last(nights.again("n1"), Stage.CLUSTERING).state()).isEqualTo(StageState.FAILED);
    assertThat(reports(Stage.CLUSTERING)).containsExactly("n2 r1");
  }

  @Test
  void aReplayTakesTheInputsAsItsRunFoundThem() throws IOException {
    Path products = warehouse.path(Products.TABLE);
    Path aside = folder.resolve("aside");
    Files.move(products, aside);
    nights.with(Stage.CLUSTERING, (inputs, config) -> cluster(inputs, "r1"));
    nights.run("n1", NIGHT_1);
    Files.move(aside, products);

    NightlyRun.Result again = nights.again("n1");

    assertThat(last(again, Stage.CLUSTERING).state()).isEqualTo(StageState.COMMITTED);
    assertThat(last(again, Stage.CLUSTERING).reasons()).containsExactly("PRODUCTS_down");
    assertThat(last(again, Stage.CLUSTERING).found().availability().state(OptionalInput.PRODUCTS))
        .isEqualTo(InputState.ABSENT);
  }

  @Test
  void aKnownRunKeepsItsConfiguration() {
    nights.run("n1", NIGHT_1);

    RunRequest other =
        new RunRequest(Optional.of("n1"), Optional.empty(), Window.OPEN, Set.of("detection.grace"));

    assertThatThrownBy(
            () -> new NightlyRun(nights.context(), Map.of()).run(other, FakeNights.CONFIG))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("--set detection.grace would have no effect");
  }

  @Test
  void aLogicalTimeThatIsYetToComeIsRefused() {
    nights.at("2024-06-10T02:00:00Z");

    assertThatThrownBy(() -> nights.run("n1", "2024-06-11T02:00:01Z"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("lies more than a day ahead of the present");
    assertThat(nights.run("n1", "2024-06-11T02:00:00Z").failed()).isFalse();
  }

  @Test
  void aRunOfTheFutureCanBeDisregardedAndIsLeftOutByEveryReader() {
    nights.with(Stage.CLUSTERING, (inputs, config) -> cluster(inputs, "r1"));
    nights.at("2099-01-01T00:00:00Z").run("n2099", "2099-01-01T00:00:00Z");
    nights.at("2024-07-01T00:00:00Z");
    assertThatThrownBy(() -> nights.run("n1", NIGHT_1))
        .hasMessageContaining("'mrs runs disregard n2099' leaves it out");

    new DisregardRun("n2099", "the clock was wrong").apply(nights.context());
    nights.run("n1", NIGHT_1);

    assertThat(reports(Stage.CLUSTERING)).containsExactly("n1 r1");
    assertThat(nights.context().ledger().committed("n2099", Stage.CLUSTERING)).isFalse();
    assertThatThrownBy(() -> nights.again("n2099")).hasMessageContaining("is disregarded");
  }

  @Test
  void onlyTheNewestRunCanBeDisregarded() {
    nights.run("n1", NIGHT_1);
    nights.run("n2", NIGHT_2);

    assertThatThrownBy(() -> new DisregardRun("n1", "no reason").apply(nights.context()))
        .hasMessageContaining("later runs rest on what the run 'n1' wrote");
  }

  @Test
  void aStackThatOverflowsFailsItsStageAlone() {
    nights.with(Stage.CLUSTERING, (inputs, config) -> deeper(inputs));
    nights.with(Stage.ATTRIBUTION, (inputs, config) -> new Books(1, 1, 0, 0, Map.of()));

    NightlyRun.Result result = nights.run("n1", NIGHT_1);

    assertThat(last(result, Stage.CLUSTERING).error().orElseThrow()).contains("StackOverflowError");
    assertThat(last(result, Stage.ATTRIBUTION).state()).isEqualTo(StageState.COMMITTED);
  }

  @Test
  void withoutMemoryTheAttemptIsEnteredAndTheProgramEnds() {
    nights.with(
        Stage.CLUSTERING,
        (inputs, config) -> {
          throw new IllegalStateException("task failed", new OutOfMemoryError("Java heap space"));
        });

    assertThatThrownBy(() -> nights.run("n1", NIGHT_1))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("MRS_MEMORY=4g");
    assertThat(nights.context().ledger().attempts("n1"))
        .extracting(a -> a.stage() + " " + a.state())
        .containsExactly("TIMESERIES COMMITTED", "DETECTION COMMITTED", "CLUSTERING FAILED");
  }

  private static Books killed() {
    throw new ThreadDeath();
  }

  private static Books failed() {
    throw new IllegalStateException("no model");
  }

  @SuppressWarnings("InfiniteRecursion")
  private static Books deeper(RunInputs inputs) {
    Books deepest = deeper(inputs);
    return new Books(deepest.in() + 1, 0, 0, 0, Map.of());
  }

  /** Run and report of each row of MRCL that readers trust. */
  private List<String> reports(Stage writer) {
    assertThat(writer).isEqualTo(Stage.CLUSTERING);
    return CommittedRows.now(warehouse).of(ClusteredLog.TABLE).collectAsList().stream()
        .map(r -> r.<String>getAs("run_id") + " " + r.<String>getAs("report_id"))
        .sorted()
        .toList();
  }
}
