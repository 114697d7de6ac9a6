package mrs.jobs.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mrs.SparkTest;
import mrs.contracts.OptionalInput;
import mrs.contracts.RunKind;
import mrs.contracts.Stage;
import mrs.contracts.StageState;
import mrs.jobs.cache.CacheFolders;
import mrs.jobs.cache.LocalCache;
import mrs.jobs.config.ConfigFile;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.questions.DirectReader;
import mrs.jobs.questions.Questions;
import mrs.jobs.runs.FoundInputs;
import mrs.jobs.runs.RunConfig;
import mrs.jobs.runs.RunLedger;
import mrs.jobs.runs.StageRun;
import mrs.jobs.sql.TinyWarehouse;
import mrs.jobs.sql.TrustedReports;
import mrs.jobs.warehouse.Warehouse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthTest extends SparkTest {
  private static final MrsConfig CONFIG = ConfigFile.read(Path.of("conf", "mrs.yaml"), Map.of());
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2024-06-15T05:10:00Z"), ZoneOffset.UTC);

  private static final Path NO_INTAKE = Path.of("no intake");

  @Test
  void looksAtEverythingAndNamesWhatIsDegraded() {
    Warehouse warehouse = TinyWarehouse.shared(spark);
    List<Finding> findings = look(warehouse, CONFIG, NO_INTAKE);
    assertThat(findings)
        .filteredOn(f -> !f.check().equals("system"))
        .extracting(f -> String.join(" | ", f.check(), f.subject(), f.value(), state(f), f.says()))
        .containsExactly(
            "freshness | sales_timeseries_data | 2 h 10 min | ok | run n4 at 2024-06-15T03:00:00Z;"
                + " newest row of logical time 2024-06-12T02:00:00Z",
            fresh(
                "minority_reports_detected_log", "newest row of logical time 2024-06-14T02:00:00Z"),
            fresh(
                "minority_reports_clustered_log",
                "newest row of logical time 2024-06-12T02:00:00Z"),
            fresh(
                "minority_reports_proposed_attribution_log",
                "newest row of logical time 2024-06-12T02:00:00Z"),
            fresh(
                "minority_reports_cohort_history",
                "newest row of logical time 2024-06-12T02:00:00Z"),
            fresh("minority_events_log", "newest row of logical time 2024-06-12T02:00:00Z"),
            fresh("minority_events_ended_log", "newest row of logical time 2024-06-14T02:00:00Z"),
            fresh("minority_reports_finalised_log", "no row was ever written"),
            covered("minority_reports_clustered_log"),
            covered("minority_reports_proposed_attribution_log"),
            covered("minority_reports_cohort_history"),
            covered("minority_reports"),
            "hydrated | minority_reports | 100 % | ok | 1 of 1 active reports are not degraded",
            "errors | contextual_events | 25.000 % | degraded"
                + " | 1 of 4 records of ingest i1 are dead letters; 'mrs dlq ls' lists them",
            "errors | stores | 0 % | ok | 0 of 6 records of ingest i1 are dead letters",
            "errors | unified_sales_data | 1.000 % | degraded"
                + " | 2 of 200 records of ingest i1 are dead letters; 'mrs dlq ls' lists them",
            "deliveries |  | none | ok | no delivery is parked or failed last time",
            "runs | n4 | unfinished | degraded | the next 'mrs run' resumes it",
            "runs | n4 detection | failed | degraded | Problem: no model",
            "breakers |  | closed | ok | nothing is left alone",
            "lock |  | free | ok | nobody is writing");
    assertThat(findings.get(0).figure()).contains(7800.0);
    assertThat(findings.get(13).figure()).contains(25.0);
  }

  @Test
  void sumsUpStagesByWhatTheyCommittedAndTheRestByHowItWasFoundLast(@TempDir Path folder)
      throws IOException {
    Warehouse warehouse = TinyWarehouse.shared(spark);
    Map<String, String> settings =
        Stream.of(OptionalInput.values())
            .filter(i -> i != OptionalInput.STORES && i != OptionalInput.CALENDAR)
            .collect(Collectors.toMap(i -> "inputs." + i.word() + ".installed", i -> "false"));
    settings.put("cache.folder", folder.resolve("cache").toString());
    settings.put("health.cache", "4");
    MrsConfig oneInput = ConfigFile.read(Path.of("conf", "mrs.yaml"), settings);
    LocalCache.Surroundings still = new LocalCache.Surroundings(Map.of(), CLOCK, line -> {});
    CacheFolders cache = CacheFolders.of(oneInput.cache(), warehouse.root());
    try (LocalCache used = LocalCache.open(cache, oneInput.cache(), still)) {
      used.hasNoRoomFor(1);
    }
    Path intake = Files.createDirectory(folder.resolve("intake"));

    assertThat(look(warehouse, oneInput, intake))
        .filteredOn(f -> f.check().equals("system"))
        .extracting(f -> String.join(" | ", f.subject(), f.value(), state(f), f.says()))
        .containsExactly(
            "stage timeseries | 5.0 x 1.0 | ok | run n4",
            "stage detection | 5.0 x 0.0 | degraded | run n4 failed: Problem: no model",
            "stage clustering | 2.0 x 1.0 | ok | run n3",
            "stage attribution | 2.0 x 1.0 | ok | run n3",
            "stage cohorting | 2.0 x 1.0 | ok | run n3",
            "stage finalisation | 2.0 x 1.0 | ok | run n3",
            "stage hydration | 5.0 x 1.0 | ok | run n3",
            "input stores | 1.0 x 0.0 | degraded | nobody has looked at it yet",
            "cache | 4.0 x 0.5 | degraded | used at 2024-06-15T05:10:00Z: had no room for 1 copy"
                + " (cache.high_bytes)",
            "spool | 2.0 x 1.0 | ok | nothing waits",
            "availability | 0.733 degraded | degraded | A = 22.0 / 30.0");
  }

  @Test
  void aFreshWarehouseIsWell(@TempDir Path folder) {
    Warehouse warehouse = Warehouse.openOrCreate(spark, folder.resolve("warehouse"));
    assertThat(look(warehouse, CONFIG, NO_INTAKE))
        .noneMatch(Finding::degraded)
        .extracting(Finding::value)
        .containsExactly(
            "never", "never", "never", "never", "never", "never", "never", "never", "–", "–", "–",
            "–", "–", "–", "none", "none", "closed", "free", "–");
  }

  @Test
  void aStageThatNeverCommittedAndAnIngestThatFailedAreNotWell(@TempDir Path folder) {
    Warehouse warehouse = Warehouse.openOrCreate(spark, folder.resolve("warehouse"));
    RunLedger ledger = RunLedger.load(warehouse);
    enterFailed(ledger, "i1", RunKind.INGEST, Stage.INGEST, "the disk is full");
    enterFailed(ledger, "n1", RunKind.NIGHTLY, Stage.DETECTION, "Problem: no model");
    assertThat(look(warehouse, CONFIG, NO_INTAKE))
        .filteredOn(Finding::degraded)
        .extracting(f -> String.join(" | ", f.check(), f.subject(), f.value(), f.says()))
        .contains(
            "freshness | sales_timeseries_data | never | the stage timeseries was never committed;"
                + " no run came to it",
            "freshness | minority_reports_detected_log | never | the stage detection was never"
                + " committed; run n1 failed: Problem: no model",
            "runs | i1 | failed | the disk is full; the next 'mrs ingest' resumes it");
  }

  /** As the command does, without Spark; and with it, which says the same. */
  private static List<Finding> look(Warehouse warehouse, MrsConfig config, Path intake) {
    Questions questions = Questions.now(warehouse.root(), TrustedReports.POLICY, CLOCK);
    Warehouse direct = Warehouse.readBy(new DirectReader(warehouse.root()), warehouse.root());
    List<Finding> findings = Health.of(direct, questions, config, intake, CLOCK);
    assertThat(Health.of(warehouse, questions, config, intake, CLOCK)).isEqualTo(findings);
    return findings;
  }

  private static void enterFailed(
      RunLedger ledger, String run, RunKind kind, Stage stage, String error) {
    Instant time = CLOCK.instant();
    RunConfig config =
        new RunConfig(
            run,
            kind,
            time,
            "command:" + run,
            RunConfig.Window.OPEN,
            Map.of(),
            Map.of(),
            new RunConfig.Frozen("{}", "hash"),
            Optional.empty());
    ledger.create(config);
    ledger.enter(
        new StageRun(
            new StageRun.Id(run, stage, 1, time),
            0,
            FoundInputs.NONE,
            new StageRun.Ending(
                StageState.FAILED, Optional.empty(), Optional.of(error), time, time)));
  }

  private static String fresh(String log, String rows) {
    return "freshness | " + log + " | 1 d 2 h | ok | run n3 at 2024-06-14T03:00:00Z; " + rows;
  }

  private static String covered(String log) {
    return "coverage | " + log + " | 100 % | ok | 1 of 1 active reports have a row";
  }

  private static String state(Finding finding) {
    return finding.degraded() ? "degraded" : "ok";
  }
}
