package mrs.jobs.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mrs.contracts.InputState;
import mrs.contracts.Stage;
import mrs.contracts.StageState;
import mrs.jobs.config.TelemetryConfig;
import mrs.jobs.runs.Books;
import mrs.jobs.runs.FoundInputs;
import mrs.jobs.runs.FoundInputs.FoundInput;
import mrs.jobs.runs.StageRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a command leaves behind when it has ended, and that its ways out cost it nothing. */
class CommandEndTest {
  private static final Instant AT = Instant.parse("2024-06-26T02:00:00Z");
  private static final Map<String, String> FIGURES = new TreeMap<>();

  static {
    FIGURES.put("command.exit.code", "2.0");
    FIGURES.put("command.seconds", "12.5");
    FIGURES.put("command.finished.timestamp.seconds", "1.7193672E9");
    for (String stage : List.of("detection", "hydration")) {
      FIGURES.put("stage.seconds,stage=" + stage, stage.equals("detection") ? "3.0" : "1.5");
      FIGURES.put("stage.attempts,outcome=committed,stage=" + stage, "1.0");
      FIGURES.put("stage.unbalanced,stage=" + stage, stage.equals("detection") ? "0.0" : "1.0");
    }
    FIGURES.put("stage.attempts,outcome=failed,stage=detection", "1.0");
    FIGURES.put("stage.degraded.codes,stage=detection", "2.0");
    FIGURES.put("stage.degraded.codes,stage=hydration", "0.0");
    FIGURES.put("stage.inputs,stage=detection,state=absent", "3.0");
    FIGURES.put("stage.inputs,stage=detection,state=present", "1.0");
    rows("detection", "100.0", "90.0", "7.0", "4.0", "6.0");
    rows("hydration", "9.0", "8.0", "8.0", "0.0", "0.0");
  }

  private static void rows(String stage, String... inOutAddedDeadDropped) {
    List<String> what = List.of("in", "out", "added", "dead_letters", "dropped");
    for (int i = 0; i < what.size(); i++) {
      FIGURES.put("stage.rows,stage=" + stage + ",what=" + what.get(i), inOutAddedDeadDropped[i]);
    }
  }

  @TempDir private Path folder;

  private final List<String> said = new ArrayList<>();

  private static CommandEnd end() {
    CommandFigures figures = new CommandFigures();
    Books judged = new Books(100, 90, 7, 4, Map.of("filtered", 5L, "duplicate", 1L));
    figures.add(
        List.of(
            stage(Stage.DETECTION, 1000, Optional.empty(), "CONTEXT_down"),
            stage(Stage.DETECTION, 2000, Optional.of(judged), "CONTEXT_down", "STORES_down"),
            stage(Stage.HYDRATION, 1500, Optional.of(new Books(9, 8, 8, 0, Map.of())))));
    return new CommandEnd("run", 2, Duration.ofMillis(12_500), AT, figures);
  }

  private static StageRun stage(Stage stage, long millis, Optional<Books> books, String... codes) {
    List<FoundInput> inputs =
        Stream.of(codes)
            .map(c -> input("table", InputState.ABSENT, List.of(c)))
            .collect(Collectors.toCollection(ArrayList::new));
    if (codes.length > 1) {
      inputs.add(input("other", InputState.PRESENT, List.of()));
    }
    return new StageRun(
        new StageRun.Id("canary-run", stage, 1, AT),
        0,
        new FoundInputs(inputs, List.of(codes)),
        new StageRun.Ending(
            books.isPresent() ? StageState.COMMITTED : StageState.FAILED,
            books,
            books.isPresent() ? Optional.empty() : Optional.of("canary-error"),
            AT,
            AT.plusMillis(millis)));
  }

  private static FoundInput input(String name, InputState state, List<String> codes) {
    return new FoundInput(name, true, state, codes, Optional.empty(), Optional.empty());
  }

  private void tell(String textfileFolder, String otlpEndpoint, Map<String, String> environment) {
    end()
        .tell(
            new TelemetryConfig(textfileFolder, otlpEndpoint),
            PushFigures.Surroundings.of(environment, said::add));
  }

  @Test
  void leavesATextfileForTheCollector() throws IOException {
    Path file = folder.resolve("mrs-run.prom");
    Files.writeString(file, "of the last time");

    tell(folder.toString(), "", Map.of());

    Map<String, String> expected = new TreeMap<>();
    FIGURES.forEach((name, value) -> expected.put(inPrometheus(name), value));
    assertThat(Files.readString(file)).endsWith("\n").contains("# TYPE mrs_stage_rows gauge\n");
    assertThat(
            Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" ", 2))
                .collect(Collectors.toMap(l -> l[0], l -> l[1])))
        .containsExactlyInAnyOrderEntriesOf(expected);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r--r--");
    assertThat(folder.toFile().list()).containsExactly("mrs-run.prom");
    assertThat(said).isEmpty();
  }

  private static String inPrometheus(String name) {
    String[] parts = name.split(",", 2);
    String labels = parts.length == 1 ? "" : "," + parts[1].replaceAll("=([a-z_]+)", "=\"$1\"");
    return "mrs_" + parts[0].replace('.', '_') + "{command=\"run\"" + labels + "}";
  }

  @Test
  void pushesTheSameOnceAsOtlp() throws IOException {
    try (OtlpCollector collector = new OtlpCollector(200)) {
      tell(
          "",
          collector.url(),
          Map.of(OtlpHeaders.VARIABLE, "api-key=a%2Cb+c, x-other = 1,nonsense,y=\u0001"));

      Map<String, Double> expected = new TreeMap<>();
      FIGURES.forEach((name, value) -> expected.put(inOtlp(name), Double.valueOf(value)));
      assertThat(collector.bodies()).hasSize(1);
      assertThat(collector.figures()).containsExactlyInAnyOrderEntriesOf(expected);
      assertThat(collector.resource()).containsEntry("service.name", "mrs");
      assertThat(collector.headers().get(0))
          .containsEntry("Api-key", List.of("a,b+c"))
          .containsEntry("X-other", List.of("1"))
          .containsEntry("Content-type", List.of("application/x-protobuf"))
          .doesNotContainKeys("Nonsense", "Y");
    }
    assertThat(said)
        .containsExactly(
            "warning: entry 3 of OTEL_EXPORTER_OTLP_HEADERS is left out; write it NAME=VALUE",
            "warning: entry 4 of OTEL_EXPORTER_OTLP_HEADERS is left out; write it NAME=VALUE");
  }

  private static String inOtlp(String name) {
    String[] parts = name.split(",", 2);
    return "mrs." + parts[0] + "{command=run" + (parts.length == 1 ? "" : "," + parts[1]) + "}";
  }

  @Test
  void aWayOutThatDoesNotWorkCostsAWarning() throws IOException {
    String url;
    try (OtlpCollector refusing = new OtlpCollector(503)) {
      url = refusing.url();
      tell(folder.resolve("not-there").toString(), url, Map.of());
    }
    tell("", url, Map.of());

    assertThat(said).hasSize(3);
    assertThat(said.get(0))
        .startsWith("warning: figures cannot be written to " + folder.resolve("not-there") + ": ")
        .contains("NoSuchFileException")
        .endsWith("or change telemetry.textfile_folder");
    assertThat(said.get(1))
        .startsWith("warning: figures cannot be sent to http://127.0.0.1:")
        .contains("status 503")
        .contains("telemetry.otlp_endpoint");
    assertThat(said.get(2)).contains("cannot be sent").contains("ConnectException");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void oneThatNeverAnswersIsLeftBehind() throws IOException {
    try (OtlpCollector silent = new OtlpCollector(0)) {
      tell("", silent.url(), Map.of());
      assertThat(said).singleElement().asString().contains("warning").contains("cannot be sent");
    }
  }

  @Test
  void whereNothingIsConfiguredNothingHappens() {
    tell("", "", Map.of());

    assertThat(said).isEmpty();
    try (Meters none =
        Meters.ofCommand(TelemetryConfig.USUAL, PushFigures.Surroundings.of(Map.of(), said::add))) {
      none.registry().counter("mrs.x").increment();
      assertThat(none.registry().counter("mrs.x").count()).isZero();
      assertThat(none.text()).isEmpty();
    }
  }
}
