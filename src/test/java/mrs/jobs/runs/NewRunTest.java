package mrs.jobs.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import mrs.SparkTest;
import mrs.contracts.ConfigurationsLog;
import mrs.contracts.RunKind;
import mrs.contracts.Stage;
import mrs.jobs.config.ConfigFile;
import mrs.jobs.messages.Problem;
import mrs.jobs.messages.Progress;
import mrs.jobs.runs.RunConfig.Frozen;
import mrs.jobs.runs.RunConfig.Window;
import mrs.jobs.warehouse.Warehouse;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run of the present is frozen to, and that its configuration is found again. */
class NewRunTest extends SparkTest {
  private static final Instant NOW = Instant.parse("2024-07-01T08:30:15.123456Z");

  @TempDir private Path folder;
  private Warehouse warehouse;
  private RunLedger ledger;

  @BeforeEach
  void createWarehouse() {
    warehouse = Warehouse.openOrCreate(spark, folder.resolve("w"));
    ledger = new RunLedger(warehouse);
  }

  @Test
  void aRunIsCalledByItsKindAndItsTimeToTheMillisecond() {
    RunConfig run = now(RunKind.INGEST);

    String json = ConfigFile.json(FakeNights.CONFIG);
    assertThat(run)
        .isEqualTo(
            new RunConfig(
                "ingest-20240701T083015.123Z",
                RunKind.INGEST,
                Instant.parse("2024-07-01T08:30:15.123Z"),
                "command:ingest-20240701T083015.123Z",
                Window.OPEN,
                Map.of("a_table", 7L),
                Map.of("ingest", (long) Stage.INGEST.version()),
                new Frozen(json, DigestUtils.sha256Hex(json)),
                Optional.of("what to bring in")));
  }

  @Test
  void whereTheClockStoodStillOrSteppedBackTheNextRunFollowsTheLast() {
    ledger.know(now(RunKind.INGEST));
    assertThat(now(RunKind.INGEST).logicalTime())
        .isEqualTo(Instant.parse("2024-07-01T08:30:15.124Z"));

    ledger.know(run("ahead", RunKind.INGEST, Instant.parse("2024-07-09T00:00:00Z")));
    assertThat(now(RunKind.INGEST).runId()).isEqualTo("ingest-20240709T000000.001Z");
  }

  @Test
  void everyKindOfRunHasTimesOfItsOwn() {
    ledger.know(run("ahead", RunKind.INGEST, Instant.parse("2024-07-09T00:00:00Z")));

    assertThat(now(RunKind.HYDRATION).runId()).isEqualTo("hydration-20240701T083015.123Z");
  }

  @Test
  void aConfigurationIsStoredOnceAndFoundByItsHash() {
    RunConfig first = now(RunKind.HYDRATION);
    ledger.create(first);
    ledger.create(now(RunKind.HYDRATION));

    assertThat(warehouse.read(ConfigurationsLog.TABLE).count()).isEqualTo(1);
    RunLedger loaded = RunLedger.load(warehouse);
    assertThat(loaded.runs()).hasSize(2).allMatch(r -> r.config().json().isEmpty());
    assertThat(loaded.runs())
        .allMatch(r -> first.config().json().equals(Optional.of(loaded.configuration(r))));
  }

  @Test
  void aConfigurationThatIsLostIsToldByTheRunAndItsHash() {
    RunConfig lost = Entries.run("old", RunKind.NIGHTLY, 3);

    assertThatThrownBy(() -> ledger.configuration(lost))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("the configuration hash of the run 'old'");
  }

  private RunConfig now(RunKind kind) {
    RunContext context =
        new RunContext(
            warehouse, ledger, Clock.fixed(NOW, ZoneOffset.UTC), new Progress(System.err, true));
    return NewRun.now(
        context, kind, FakeNights.CONFIG, Map.of("a_table", 7L), Optional.of("what to bring in"));
  }

  private static RunConfig run(String id, RunKind kind, Instant time) {
    RunConfig run = Entries.run(id, kind, 1);
    return new RunConfig(
        id,
        kind,
        time,
        run.origin(),
        run.window(),
        run.inputSeqs(),
        run.logicVersions(),
        run.config(),
        Optional.empty());
  }
}
