package mrs.jobs.runs.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import mrs.SparkTest;
import mrs.contracts.Stage;
import mrs.contracts.StageState;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.runs.Books;
import mrs.jobs.runs.Cost;
import mrs.jobs.runs.FakeNights;
import mrs.jobs.runs.RunInputs;
import mrs.jobs.runs.StageRun;
import mrs.jobs.warehouse.Warehouse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a stage that fails. */
class StageRunnerTest extends SparkTest {
  private static final Books SEVEN = new Books(7, 7, 0, 0, java.util.Map.of());

  @TempDir private Path folder;
  private final AtomicInteger calls = new AtomicInteger();

  @Test
  void whatMayPassIsTriedAgainAndThenCommitted() {
    StageRun attribution =
        attribution(failing(2, new UncheckedIOException(new IOException("reset"))));

    assertThat(attribution.state()).isEqualTo(StageState.COMMITTED);
    assertThat(attribution.books()).contains(SEVEN);
    assertThat(calls).hasValue(3);
  }

  @Test
  void whatKeepsFailingIsTriedAsOftenAsIsConfigured() {
    StageRun attribution =
        attribution(failing(99, new UncheckedIOException(new IOException("reset"))));

    assertThat(attribution.state()).isEqualTo(StageState.FAILED);
    assertThat(attribution.error()).hasValueSatisfying(e -> assertThat(e).contains("reset"));
    assertThat(calls).hasValue(FakeNights.CONFIG.retry().attempts());
  }

  @Test
  void whatWillNotPassIsTriedOnce() {
    StageRun attribution =
        attribution(failing(99, new UncheckedIOException(new FileNotFoundException("gone"))));

    assertThat(attribution.state()).isEqualTo(StageState.FAILED);
    assertThat(calls).hasValue(1);
  }

  @Test
  void theEntryTellsJobsAndCommits() {
    FakeNights nights = new FakeNights(Warehouse.openOrCreate(spark, folder.resolve("warehouse")));
    Cost idle = clustering(nights.run("idle", "2024-06-05T02:00:00Z"));
    nights.with(
        Stage.CLUSTERING,
        (inputs, config) -> {
          spark.range(3).repartition(2).collectAsList();
          return FakeNights.cluster(inputs, "r1");
        });

    Cost busy = clustering(nights.run("busy", "2024-06-06T02:00:00Z"));

    assertThat(idle.commits()).as("the entry that it began").isEqualTo(1);
    assertThat(busy.since(idle).commits()).as("its rows").isEqualTo(1);
    assertThat(busy.since(idle).sparkJobs()).as("those that were asked for").isPositive();
  }

  private static Cost clustering(NightlyRun.Result night) {
    return night.stages().stream()
        .filter(s -> s.stage() == Stage.CLUSTERING)
        .flatMap(s -> s.cost().stream())
        .findFirst()
        .orElseThrow();
  }

  private BiFunction<RunInputs, MrsConfig, Books> failing(int times, RuntimeException failure) {
    return (inputs, config) -> {
      if (calls.incrementAndGet() <= times) {
        throw failure;
      }
      return SEVEN;
    };
  }

  /** How attribution ended; the stages after it went on. */
  private StageRun attribution(BiFunction<RunInputs, MrsConfig, Books> work) {
    FakeNights nights =
        new FakeNights(Warehouse.openOrCreate(spark, folder.resolve("warehouse")))
            .with(Stage.ATTRIBUTION, work);
    List<StageRun> stages = nights.run("night", "2024-06-05T02:00:00Z").stages();
    assertThat(stages)
        .filteredOn(s -> s.stage() != Stage.ATTRIBUTION)
        .hasSize(6)
        .allMatch(s -> s.state() == StageState.COMMITTED);
    return stages.stream().filter(s -> s.stage() == Stage.ATTRIBUTION).findFirst().orElseThrow();
  }
}
