package mrs.jobs.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mrs.SparkTest;
import mrs.contracts.Catalogue;
import mrs.contracts.RunKind;
import mrs.contracts.Stage;
import mrs.contracts.StageState;
import mrs.contracts.Table;
import mrs.jobs.config.ConfigFile;
import mrs.jobs.messages.Problem;
import mrs.jobs.messages.Progress;
import mrs.jobs.runs.RunConfig.Window;
import mrs.jobs.warehouse.Warehouse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which run is meant by what somebody asks for, and what is refused. */
class RunRequestTest extends SparkTest {
  private static final Instant PRESENT = Instant.parse("2024-06-15T08:00:00.123456Z");
  private static final Window JUNE =
      new Window(
          Optional.of(LocalDate.parse("2024-06-01")), Optional.of(LocalDate.parse("2024-06-09")));

  @TempDir private static Path folder;
  private static Warehouse warehouse;
  private RunLedger ledger;
  private RunContext context;

  @BeforeAll
  static void createWarehouse() {
    warehouse = Warehouse.openOrCreate(spark, folder.resolve("w"));
  }

  @BeforeEach
  void startWithAnEmptyLedger() {
    ledger = new RunLedger(warehouse);
    context =
        new RunContext(
            warehouse,
            ledger,
            Clock.fixed(PRESENT, ZoneOffset.UTC),
            new Progress(System.err, true));
  }

  @Test
  void aNewRunIsNamedAfterTheTimeAndFrozenToAllThatItRestsOn() {
    RunConfig run = resolved(request("", "", Window.OPEN));

    String json = ConfigFile.json(FakeNights.CONFIG);
    Map<String, Long> seqs = new HashMap<>();
    for (Table table : Catalogue.FEEDS) {
      seqs.put(table.name(), 0L);
    }
    for (Table table : Catalogue.EDITS) {
      seqs.put(table.name(), 0L);
    }
    Map<String, Long> logic = new HashMap<>();
    for (Stage stage : RunKind.NIGHTLY.stages()) {
      logic.put(stage.word(), (long) stage.version());
    }
    logic.remove("hydration");
    assertThat(run)
        .isEqualTo(
            new RunConfig(
                "run-20240615T080000.123Z",
                RunKind.NIGHTLY,
                Instant.parse("2024-06-15T08:00:00.123Z"),
                "command:run-20240615T080000.123Z",
                Window.OPEN,
                seqs,
                logic,
                new RunConfig.Frozen(
                    json, org.apache.commons.codec.digest.DigestUtils.sha256Hex(json)),
                Optional.empty()));
    assertThat(ledger.runs()).isEmpty();
  }

  @Test
  void aNewRunHasTheNameTheTimeAndTheWindowThatItIsGiven() {
    RunConfig run = resolved(request("night.1", "2024-06-10T02:00:00Z", JUNE));

    assertThat(run.runId()).isEqualTo("night.1");
    assertThat(run.logicalTime()).isEqualTo(Entries.at(10));
    assertThat(run.window()).isEqualTo(JUNE);
    assertThat(run.origin()).isEqualTo("command:night.1");
  }

  @Test
  void aKnownRunIsMeantByItsNameAndByTheTimeThatItIsNamedAfter() {
    RunConfig known = know("run-20240610T020000.000Z", RunKind.NIGHTLY, 10, JUNE);

    assertThat(resolved(request(known.runId(), "", Window.OPEN))).isEqualTo(known);
    assertThat(resolved(request(known.runId(), "2024-06-10T02:00:00Z", JUNE))).isEqualTo(known);
    assertThat(resolved(request("", "2024-06-10T02:00:00Z", Window.OPEN))).isEqualTo(known);
  }

  @Test
  void aKnownRunWithOtherOptionsIsRefused() {
    know("n1", RunKind.NIGHTLY, 10, JUNE);
    know("h1", RunKind.HYDRATION, 11, Window.OPEN);
    Window other = new Window(JUNE.from(), Optional.empty());

    refused(request("n1", "2024-06-10T02:00:01Z", Window.OPEN), "is known with other options");
    refused(
        request("n1", "", other),
        "logical time 2024-06-10T02:00:00Z, from 2024-06-01, to 2024-06-09; leave the options out");
    refused(request("h1", "", Window.OPEN), "from not given, to not given");
    refused(
        new RunRequest(Optional.of("n1"), Optional.empty(), Window.OPEN, Set.of("detection.grace")),
        "--set detection.grace would have no effect");
  }

  @Test
  void aKnownRunTakesSettingsThatNoRunIsFrozenWith() {
    RunConfig known = know("n1", RunKind.NIGHTLY, 10, JUNE);
    Set<String> settings = Set.of("telemetry.textfile_folder", "health.input", "cache.ttl");

    assertThat(resolved(new RunRequest(Optional.of("n1"), Optional.empty(), Window.OPEN, settings)))
        .isEqualTo(known);
  }

  @Test
  void aKnownRunOfOtherLogicIsRefused() {
    RunConfig run = Entries.run("n1", RunKind.NIGHTLY, 10);
    ledger.know(run);

    refused(request("n1", "", Window.OPEN), "the run 'n1' was made by other logic");
  }

  @Test
  void aRunThatIsDisregardedIsRefusedWhateverElseIsAskedFor() {
    RunConfig run = know("n1", RunKind.NIGHTLY, 10, Window.OPEN);
    ledger.know(Entries.entry(run, Stage.DETECTION, StageState.DISREGARDED).entered(1));

    refused(request("n1", "", Window.OPEN), "the run 'n1' is disregarded, its rows are left out");
    assertThat(resolved(request("n2", "2024-06-10T02:00:00Z", Window.OPEN)).logicalTime())
        .isEqualTo(Entries.at(10));
  }

  @Test
  void aLogicalTimeHasToBeLaterThanThatOfTheNewestRun() {
    know("n1", RunKind.NIGHTLY, 10, Window.OPEN);
    know("h1", RunKind.HYDRATION, 12, Window.OPEN);

    refused(
        request("n2", "2024-06-10T02:00:00Z", Window.OPEN),
        "is not after that of the newest run, 2024-06-10T02:00:00Z; give a later one");
    assertThat(resolved(request("n2", "2024-06-10T02:00:00.001Z", Window.OPEN)).runId())
        .isEqualTo("n2");
  }

  @Test
  void aLogicalTimeMayLieADayAheadAndNoMore() {
    refused(
        request("n1", "2024-06-16T08:00:00.124Z", Window.OPEN),
        "lies more than a day ahead of the present, 2024-06-15T08:00:00.123456Z");
    assertThat(resolved(request("n1", "2024-06-16T08:00:00.123456Z", Window.OPEN)).logicalTime())
        .isEqualTo(Instant.parse("2024-06-16T08:00:00.123Z"));
  }

  @Test
  void aRunOfATimeThatIsYetToComeIsNamedAsWhatToLeaveOut() {
    know("n2", RunKind.NIGHTLY, 20, Window.OPEN);

    refused(request("n3", "", Window.OPEN), "'mrs runs disregard n2' leaves it out");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "-n", ".n", "a/b", "ä", "n\n", "n'"})
  void aNameThatCannotBeOneIsRefused(String id) {
    assertThatThrownBy(
            () -> new RunRequest(Optional.of(id), Optional.empty(), Window.OPEN, Set.of()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("the run id '" + id + "' cannot be one");
  }

  @Test
  void aNameHasSixtyFourCharactersAtMost() {
    assertThat(request("n".repeat(64), "", Window.OPEN).runId()).contains("n".repeat(64));
    assertThatThrownBy(() -> request("n".repeat(65), "", Window.OPEN)).isInstanceOf(Problem.class);
  }

  @Test
  void aWindowThatEndsBeforeItBeginsIsRefused() {
    assertThatThrownBy(() -> request("n1", "", new Window(JUNE.to(), JUNE.from())))
        .isInstanceOf(Problem.class)
        .hasMessage("--from 2024-06-09 lies after --to 2024-06-01; exchange the two");
    assertThat(request("n1", "", new Window(JUNE.to(), JUNE.to())).window().from())
        .isEqualTo(JUNE.to());
  }

  private static RunRequest request(String id, String time, Window window) {
    return new RunRequest(
        Optional.of(id).filter(i -> !i.isEmpty()),
        Optional.of(time).filter(t -> !t.isEmpty()).map(Instant::parse),
        window);
  }

  private RunConfig resolved(RunRequest request) {
    return request.resolve(context, FakeNights.CONFIG);
  }

  private void refused(RunRequest request, String says) {
    assertThatThrownBy(() -> resolved(request))
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.kind()).isEqualTo(Problem.Kind.REFUSED))
        .hasMessageContaining(says);
  }

  /** A run of the logic of this program. */
  private RunConfig know(String id, RunKind kind, int day, Window window) {
    RunConfig run =
        new RunConfig(
            id,
            kind,
            Entries.at(day),
            "command:" + id,
            window,
            Map.of(),
            NewRun.logic(
                RunKind.NIGHTLY.stages().stream().filter(s -> s != Stage.HYDRATION).toList()),
            new RunConfig.Frozen(Optional.empty(), "hash"),
            Optional.empty());
    ledger.know(run);
    return run;
  }
}
