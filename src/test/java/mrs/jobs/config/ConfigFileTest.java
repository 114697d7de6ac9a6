package mrs.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import mrs.contracts.OptionalInput;
import mrs.jobs.messages.Problem;
import mrs.transforms.attribution.Calibration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {
  private static final Path FILE = Path.of("conf", "mrs.yaml");
  private static final Path CALIBRATION = FILE.resolveSibling("calibration.yaml");

  /** Pins every key and default: a change of either shows here. */
  @Test
  void readsTheShippedDefaults() {
    MrsConfig config = ConfigFile.read(FILE, Map.of());

    assertThat(config.feeds())
        .isEqualTo(
            new MrsConfig.Feeds(
                new MrsConfig.SalesFeed(
                    MrsConfig.Grain.CELL,
                    MrsConfig.LineId.LINE,
                    false,
                    MrsConfig.Zeros.EXPLICIT,
                    28,
                    7,
                    false)));
    assertThat(config.inputs()).hasSize(OptionalInput.values().length - 1);
    assertThat(config.calendar()).isEqualTo(CalendarConfig.NONE);
    assertThat(config.input(OptionalInput.CALENDAR).installed()).isFalse();
    assertThat(config.inputs().values())
        .allMatch(i -> i.equals(new MrsConfig.Input(true, Duration.ZERO)));
    assertThat(config.ingest()).isEqualTo(new MrsConfig.Ingest(3));
    assertThat(config.quality()).isEqualTo(new MrsConfig.Quality(3.0, 1e6, 1.0));
    assertThat(config.detection())
        .isEqualTo(new MrsConfig.Detection(Duration.ofHours(24), 250_000));
    assertThat(config.clustering()).isEqualTo(new MrsConfig.Clustering(2));
    assertThat(config.cohorting()).isEqualTo(new MrsConfig.Cohorting(1, 3, 60));
    assertThat(config.limits()).isEqualTo(new MrsConfig.Limits(500_000, 120));
    assertThat(config.retry()).isEqualTo(new MrsConfig.Retry(3, Duration.ofMillis(200)));
    assertThat(config.health())
        .isEqualTo(new MrsConfig.Health(5, 2, 1, 1, 2, Duration.ofHours(36), Duration.ofHours(1)));
    assertThat(config.health()).isEqualTo(MrsConfig.Health.USUAL);
    assertThat(config.trust())
        .isEqualTo(
            new TrustConfig(
                Duration.ofDays(14),
                Map.of(
                    "detected", .9,
                    "clustered", .7,
                    "attribution", .7,
                    "cohort", .8,
                    "finalised", .95,
                    "ui", 1.0)));
    assertThat(config.trust()).isEqualTo(TrustConfig.USUAL);
    assertThat(config.cache())
        .isEqualTo(
            new CacheConfig(
                "", 4_294_967_296L, 3_758_096_384L, Duration.ofDays(7), Duration.ofMinutes(1), ""))
        .isEqualTo(CacheConfig.USUAL);
    assertThat(config.telemetry()).isEqualTo(new TelemetryConfig("", ""));
    assertThat(config.telemetry()).isEqualTo(TelemetryConfig.USUAL);
  }

  @Test
  void noRunIsFrozenWithTheCache() {
    MrsConfig other = ConfigFile.read(FILE, Map.of("cache.ttl", "P1D"));

    assertThat(ConfigFile.json(other)).isEqualTo(ConfigFile.json(ConfigFile.read(FILE, Map.of())));
    assertThat(ConfigFile.fromJson(ConfigFile.json(other)).cache()).isEqualTo(CacheConfig.USUAL);
  }

  @Test
  void noRunIsFrozenWithTheTrustInSources() {
    MrsConfig other =
        ConfigFile.read(FILE, Map.of("trust.sources.ui", "0.5", "trust.half_life", "P1D"));

    assertThat(ConfigFile.json(other)).isEqualTo(ConfigFile.json(ConfigFile.read(FILE, Map.of())));
    assertThat(ConfigFile.fromJson(ConfigFile.json(other)).trust()).isEqualTo(TrustConfig.USUAL);
    assertThat(other.trustPolicy().inputs()).isEqualTo(OptionalInput.values().length - 1);
  }

  @Test
  void noRunIsFrozenWithTheWeightsOfHealth() {
    MrsConfig heavy = ConfigFile.read(FILE, Map.of("health.input", "7"));

    assertThat(ConfigFile.json(heavy)).isEqualTo(ConfigFile.json(ConfigFile.read(FILE, Map.of())));
    assertThat(ConfigFile.fromJson(ConfigFile.json(heavy)).health())
        .isEqualTo(MrsConfig.Health.USUAL);
  }

  @Test
  void noRunIsFrozenWithWhereFiguresGo() {
    MrsConfig told =
        ConfigFile.read(FILE, Map.of("telemetry.otlp_endpoint", "https://h:4318/v1/metrics"));

    assertThat(ConfigFile.json(told)).isEqualTo(ConfigFile.json(ConfigFile.read(FILE, Map.of())));
    assertThat(ConfigFile.fromJson(ConfigFile.json(told)).telemetry())
        .isEqualTo(TelemetryConfig.USUAL);
  }

  @Test
  void anEndpointWithASecretInItIsRefusedUnseen() {
    for (String url : List.of("http://canary:4711@h/v1", "http://h/v1?key=canary-4711")) {
      assertThatThrownBy(() -> ConfigFile.read(FILE, Map.of("telemetry.otlp_endpoint", url)))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("telemetry.otlp_endpoint")
          .hasMessageNotContaining("4711");
    }
  }

  @Test
  void setReplacesAKey() {
    MrsConfig config =
        ConfigFile.read(
            FILE, Map.of("detection.grace", "PT6H", "inputs.stores.installed", "false"));

    assertThat(config.detection().grace()).isEqualTo(Duration.ofHours(6));
    assertThat(config.input(OptionalInput.STORES).installed()).isFalse();
  }

  @Test
  void whatIsFrozenWithARunReadsBackEqual() {
    MrsConfig config = ConfigFile.read(FILE, Map.of("inputs.mrcl.max_lag", "P2D"));

    assertThat(ConfigFile.fromJson(ConfigFile.json(config))).isEqualTo(config);
  }

  @ParameterizedTest
  @CsvSource({
    "limits.horizon_days, 3, limits.horizon_days",
    "ingest.attempts, 0, ingest.attempts",
    "health.critical_stage, 0, health.critical_stage",
    "health.stage_stale, PT0S, health.stage_stale",
    "trust.half_life, PT0S, trust.half_life",
    "cache.high_bytes, 0, cache.high_bytes",
    "cache.low_bytes, 4294967297, cache.low_bytes",
    "cache.ttl, PT0S, cache.ttl",
    "cache.timeout, PT0S, cache.timeout",
    "trust.sources.ui, 1.1, trust.sources.ui",
    "telemetry.otlp_endpoint, localhost:4318, telemetry.otlp_endpoint",
    "quality.in_range, 1.5, quality.in_range",
    "detection.grace, soon, detection.grace",
    "feeds.sales.grain, invoice, feeds.sales.grain",
    "feeds.sales.line_id, number, feeds.sales.line_id",
    "feeds.sales.lines_move, maybe, feeds.sales.lines_move",
    "retry.attempts, many, retry.attempts",
    "calendar.regions.default, DE-XY, those of DE are DE-BB",
    "calendar.regions.default, XX, calendar.regions.default",
    "calendar.regions.north, DE, calendar.regions.north",
    "detection.graze, PT1H, detection.graze",
    "detection, PT1H, detection"
  })
  void aBadValueIsRefusedByItsKey(String key, String value, String named) {
    assertThatThrownBy(() -> ConfigFile.read(FILE, Map.of(key, value)))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(named)
        .extracting(p -> ((Problem) p).kind())
        .isEqualTo(Problem.Kind.REFUSED);
  }

  @Test
  void regionsHaveThePlaceThatTheyAreGiven(@TempDir Path folder) throws IOException {
    Files.copy(CALIBRATION, folder.resolve("calibration.yaml"));
    Path file = folder.resolve("mrs.yaml");
    Files.writeString(
        file,
        Files.readString(FILE)
            .replace("    default: \"\"\n", "    default: no\n    north: de-hh\n    west: ' '\n"));

    MrsConfig config = ConfigFile.read(file, Map.of());

    assertThat(config.calendar().regions())
        .containsExactly(Map.entry("default", "NO"), Map.entry("north", "DE-HH"));
    assertThat(config.input(OptionalInput.CALENDAR))
        .isEqualTo(new MrsConfig.Input(true, Duration.ZERO));
    assertThat(config.trustPolicy().inputs()).isEqualTo(OptionalInput.values().length);
    assertThat(ConfigFile.fromJson(ConfigFile.json(config))).isEqualTo(config);
  }

  @Test
  void aRunThatIsOlderThanTheCalendarHasNone() {
    MrsConfig config = ConfigFile.read(FILE, Map.of());
    String json = ConfigFile.json(config).replace("\"calendar\":{\"regions\":{}},", "");

    assertThat(json).doesNotContain("\"calendar\"");
    assertThat(ConfigFile.fromJson(json)).isEqualTo(config);
  }

  @Test
  void aValueOfTheCommandLineIsNotBlamedOnTheFile() {
    assertThatThrownBy(() -> ConfigFile.read(FILE, Map.of("detection.grace", "soon")))
        .hasMessageStartingWith("--set detection.grace=soon has a fault")
        .hasMessageNotContaining("mrs.yaml");
  }

  @Test
  void anUnknownKeyInTheFileIsRefusedWithItsLine(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("mrs.yaml");
    Files.copy(CALIBRATION, folder.resolve("calibration.yaml"));
    Files.writeString(file, Files.readString(FILE).replace("  grace:", "  graze: PT1H\n  grace:"));

    assertThatThrownBy(() -> ConfigFile.read(file, Map.of()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("line 45")
        .hasMessageContaining("detection.graze");
  }

  @Test
  void theCalibrationIsReadFromTheFileThatIsNamed(@TempDir Path folder) throws IOException {
    Path file = Files.copy(FILE, folder.resolve("mrs.yaml"));
    Calibration own =
        new Calibration("own", "by hand", List.of(new Calibration.Count("p", "viral", 3, 4)));
    Files.writeString(folder.resolve("calibration.yaml"), ConfigFile.yaml(own));

    MrsConfig read = ConfigFile.read(file, Map.of());

    assertThat(read.attribution().calibration()).isEqualTo(own);
    assertThat(ConfigFile.fromJson(ConfigFile.json(read))).isEqualTo(read);
  }

  @Test
  void aBadCalibrationIsRefusedByItsFile(@TempDir Path folder) throws IOException {
    Path file = Files.copy(FILE, folder.resolve("mrs.yaml"));
    Path calibration = folder.resolve("calibration.yaml");
    Files.writeString(
        calibration,
        "version: v\nfitted: f\ncounts: [{evidence: p, cause: viral, right: 5, of: 4}]\n");

    assertThatThrownBy(() -> ConfigFile.read(file, Map.of()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(calibration.toString())
        .hasMessageContaining("5 of 4");
    Files.delete(calibration);
    assertThatThrownBy(() -> ConfigFile.read(file, Map.of()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(calibration + " is not there")
        .hasMessageContaining("attribution.calibration");
  }
}
