package mrs.jobs.runs;

import static mrs.contracts.Stage.CLUSTERING;
import static mrs.contracts.Stage.DETECTION;
import static mrs.contracts.Stage.HYDRATION;
import static mrs.contracts.StageState.COMMITTED;
import static mrs.contracts.StageState.DISREGARDED;
import static mrs.contracts.StageState.FAILED;
import static mrs.contracts.StageState.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import mrs.SparkTest;
import mrs.contracts.RunConfigLog;
import mrs.contracts.RunKind;
import mrs.contracts.Stage;
import mrs.contracts.StageRunsLog;
import mrs.contracts.StageState;
import mrs.jobs.warehouse.PinnedTables;
import mrs.jobs.warehouse.Warehouse;
import mrs.serving.runs.Standing;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the ledger says, entry by entry. */
class RunLedgerTest extends SparkTest {
  private static final RunConfig N1 = Entries.run("n1", RunKind.NIGHTLY, 10);
  private static final RunConfig N2 = Entries.run("n2", RunKind.NIGHTLY, 11);
  private static final RunConfig INGEST = Entries.run("i1", RunKind.INGEST, 12);

  @TempDir private static Path folder;
  private static Warehouse warehouse;
  private RunLedger ledger;
  private long entries;

  @BeforeAll
  static void createWarehouse() {
    warehouse = Warehouse.openOrCreate(spark, folder.resolve("w"));
  }

  @BeforeEach
  void startWithTwoNightsAndAnIngest() {
    ledger = new RunLedger(warehouse);
    ledger.know(N1);
    ledger.know(N2);
    ledger.know(INGEST);
  }

  @Test
  void aStageIsCommittedFromItsFirstEntryThatSaysSo() {
    say(N1, CLUSTERING, 1, STARTED);
    assertThat(ledger.committed("n1", CLUSTERING)).isFalse();

    say(N1, CLUSTERING, 1, FAILED);
    assertThat(ledger.committed("n1", CLUSTERING)).isFalse();

    say(N1, CLUSTERING, 2, COMMITTED);
    say(N1, CLUSTERING, 3, FAILED);
    assertThat(ledger.committed("n1", CLUSTERING)).isTrue();
    assertThat(ledger.committed("n1", DETECTION)).isFalse();
    assertThat(ledger.committed("n2", CLUSTERING)).isFalse();
    assertThat(ledger.committed(CLUSTERING)).containsExactly(N1);
  }

  @Test
  void aRunThatIsDisregardedIsCommittedNowhereAndBindsNobody() {
    say(N2, CLUSTERING, 1, COMMITTED);
    long before = ledger.lastEntry();
    assertThat(ledger.newest(RunKind.NIGHTLY)).contains(Entries.at(11));

    say(N2, DETECTION, 0, DISREGARDED);

    assertThat(ledger.disregarded("n2")).isTrue();
    assertThat(ledger.committed("n2", CLUSTERING)).isFalse();
    assertThat(ledger.untrusted(CLUSTERING)).containsExactly("n1", "n2");
    assertThat(ledger.newest(RunKind.NIGHTLY)).contains(Entries.at(10));
    assertThat(ledger.runs(RunKind.NIGHTLY)).containsExactly(N1);
    assertThat(ledger.runs()).containsExactly(N1, N2, INGEST);
    assertThat(ledger.isAnyDisregardedSince(before)).isTrue();
    assertThat(ledger.isAnyDisregardedSince(ledger.lastEntry())).isFalse();
  }

  @Test
  void onlyRunsThatGoThroughAStageAreUntrustedForIt() {
    assertThat(ledger.untrusted(CLUSTERING)).containsExactly("n1", "n2");
    assertThat(ledger.untrusted(Stage.INGEST)).containsExactly("i1");

    say(N1, CLUSTERING, 1, COMMITTED);
    say(INGEST, Stage.INGEST, 1, COMMITTED);

    assertThat(ledger.untrusted(CLUSTERING)).containsExactly("n2");
    assertThat(ledger.untrusted(Stage.INGEST)).isEmpty();
  }

  @Test
  void aRunIsFinishedWhenEachOfItsStagesEndedWellOrNot() {
    for (Stage stage : RunKind.NIGHTLY.stages()) {
      assertThat(ledger.finished(N1)).isFalse();
      say(N1, stage, 1, STARTED);
      assertThat(ledger.finished(N1)).isFalse();
      say(N1, stage, 1, stage == CLUSTERING ? FAILED : COMMITTED);
    }

    assertThat(ledger.finished(N1)).isTrue();
    assertThat(ledger.unfinished(RunKind.NIGHTLY)).containsExactly(N2);
    assertThat(ledger.unfinished(RunKind.INGEST)).containsExactly(INGEST);
  }

  @Test
  void anAttemptCountsOnceItEnded() {
    assertThat(ledger.nextAttempt("n1", CLUSTERING)).isEqualTo(1);

    say(N1, CLUSTERING, 1, STARTED);
    assertThat(ledger.nextAttempt("n1", CLUSTERING)).isEqualTo(1);

    say(N1, CLUSTERING, 1, FAILED);
    say(N1, DETECTION, 1, FAILED);
    assertThat(ledger.nextAttempt("n1", CLUSTERING)).isEqualTo(2);
    assertThat(ledger.attempts("n1")).extracting(StageRun::state).containsExactly(FAILED, FAILED);
    assertThat(ledger.entries("n1")).extracting(StageRun::entry).containsExactly(1L, 2L, 3L);
  }

  @Test
  void entriesStandInTheOrderInWhichTheyWereEnteredWhateverTheirRunsTimes() {
    say(N2, HYDRATION, 1, COMMITTED);
    say(N1, HYDRATION, 1, COMMITTED);

    assertThat(ledger.attempts(HYDRATION)).extracting(StageRun::runId).containsExactly("n2", "n1");
    assertThat(ledger.lastCommitted(HYDRATION)).map(StageRun::runId).contains("n1");
    assertThat(ledger.committed(HYDRATION)).containsExactly(N1, N2);
    assertThat(ledger.standings(HYDRATION))
        .containsExactly(
            new Standing("n2", HYDRATION, 1, 1, COMMITTED),
            new Standing("n1", HYDRATION, 1, 2, COMMITTED));
  }

  @Test
  void whatIsCommittedSinceAnEntryIsNamedOnce() {
    say(N1, CLUSTERING, 1, COMMITTED);
    long before = ledger.lastEntry();
    assertThat(ledger.committedSince(before, CLUSTERING)).isEmpty();

    say(N2, CLUSTERING, 1, STARTED);
    say(N2, CLUSTERING, 1, COMMITTED);
    say(N2, CLUSTERING, 2, COMMITTED);

    assertThat(ledger.committedSince(before, CLUSTERING)).containsExactly("n2");
    assertThat(ledger.committedSince(0, CLUSTERING)).containsExactly("n1", "n2");
  }

  @Test
  void howInputsWereFoundSaysTheNewestStart() {
    assertThat(ledger.found("n1", DETECTION)).isEmpty();
    StageRun full = Entries.full(N1);
    ledger.know(Entries.entry(N1, DETECTION, STARTED).entered(1));
    ledger.know(
        new StageRun(full.id(), 2, full.found(), Entries.entry(N1, DETECTION, STARTED).ending()));
    ledger.know(Entries.entry(N1, DETECTION, COMMITTED).entered(3));

    assertThat(ledger.found("n1", DETECTION)).contains(full.found());
  }

  @Test
  void asItStoodBeforeAnEntryItKnowsNothingOfLaterOnes() {
    say(N1, CLUSTERING, 1, COMMITTED);
    say(N2, CLUSTERING, 1, COMMITTED);

    RunLedger then = ledger.before(2);

    assertThat(then.committed(CLUSTERING)).containsExactly(N1);
    assertThat(then.lastEntry()).isEqualTo(1);
    assertThat(then.runs()).isEqualTo(ledger.runs());
  }

  @Test
  void anEntryThatIsReadTwiceStandsOnce() {
    StageRun entry = Entries.entry(N1, CLUSTERING, COMMITTED).entered(5);
    ledger.know(entry.standing());
    ledger.know(entry);

    assertThat(ledger.standings(CLUSTERING)).hasSize(1);
    assertThat(ledger.entries("n1")).containsExactly(entry);
    assertThat(ledger.lastEntry()).isEqualTo(5);
  }

  @Test
  void whatIsHeldIsKnownAtOnceAndWrittenWithTheNextEntryInOneCommit() {
    ledger.create(
        new RunConfig(
            N1.runId(),
            N1.kind(),
            N1.logicalTime(),
            N1.origin(),
            N1.window(),
            N1.inputSeqs(),
            N1.logicVersions(),
            new RunConfig.Frozen("{}", N1.config().hash()),
            N1.deliveries()));
    long version = version();
    ledger.hold(Entries.entry(N1, CLUSTERING, COMMITTED));

    assertThat(ledger.committed("n1", CLUSTERING)).isTrue();
    assertThat(RunLedger.load(warehouse).committed("n1", CLUSTERING)).isFalse();
    assertThat(version()).isEqualTo(version);

    ledger.enter(Entries.entry(N1, HYDRATION, FAILED));
    ledger.enterHeld();

    assertThat(version()).isEqualTo(version + 1);
    RunLedger read = RunLedger.load(warehouse);
    assertThat(read.entries("n1"))
        .extracting(StageRun::entry, StageRun::stage, StageRun::state)
        .containsExactly(tuple(1L, CLUSTERING, COMMITTED), tuple(2L, HYDRATION, FAILED));
    assertThat(read.run("n1")).contains(N1);
    assertThat(read.configuration(N1)).isEqualTo("{}");
    assertThat(PinnedTables.onSight(warehouse).rowCount(RunConfigLog.TABLE)).isEqualTo(1);
  }

  private static long version() {
    return PinnedTables.onSight(warehouse).version(StageRunsLog.TABLE).orElseThrow();
  }

  private void say(RunConfig run, Stage stage, int attempt, StageState state) {
    ledger.know(Entries.entry(run, stage, attempt, state).entered(++entries));
  }
}
