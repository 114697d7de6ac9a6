package mrs.jobs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mrs.jobs.Main;
import mrs.jobs.intake.http.IntakeToken;
import mrs.jobs.telemetry.OtlpCollector;
import mrs.resilience.cache.codec.KeyRing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing that a receiver writes for others has a token, a key or a payload: not its log (JSON,
 * with all that anybody has to say), its answers and metrics, what it pushes, its journals, its
 * error stream, nor what is thrown. Left out is the spool alone, where payloads are kept on purpose
 * ({@code intake/queue}); the feed folder, where they go to, is away. The log as text is searched
 * by {@code ReceiveCommandTest}, that of an ingest by {@code IngestCanaryTest}.
 */
class ReceiverCanaryTest {
  private static final String TOKEN = "canary-token-0123456789abcdef";
  private static final String WRONG = "canary-wrong-0123456789abcdef";
  private static final String PAYLOAD = "canary-payload-4711";
  private static final String KEY = "canary-key-0815-0815-0815";
  private static final Pattern ADDRESS =
      Pattern.compile("taken at http://127\\.0\\.0\\.1:([0-9]+),");
  private static final String SALES = "/api/v1/deliveries/sales?name=a.csv";

  @TempDir private Path root;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Canaries canaries =
      new Canaries(Map.of("token", TOKEN, "wrong token", WRONG, "payload", PAYLOAD, "header", KEY));
  private int port;

  @Test
  void nobodyIsToldWhatIsNotForOthers() throws Exception {
    try (OtlpCollector collector = new OtlpCollector(200)) {
      Process process = receive(collector.url());
      try {
        provoke();
        get("/metrics");
        get("/readyz");
      } finally {
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      }
      collector.bodies().forEach(body -> canaries.add("otlp", body));
      assertThat(collector.figures())
          .hasEntrySatisfying("mrs.spool.records{what=accepted}", n -> assertThat(n).isPositive());
      assertThat(collector.headers().get(0)).containsEntry("Api-key", List.of(KEY));
    }
    canaries.add("out", Files.readAllBytes(root.resolve("out")));
    canaries.addFiles(root.resolve("logs"), Set.of());
    canaries.addFiles(root.resolve("warehouse"), Set.of(root.resolve("warehouse/intake/queue")));
    command();
    thrown();

    assertThat(canaries.found()).isEmpty();
    everythingWasThere();
    everyLineOfTheLogIsJson();
  }

  private Process receive(String collector) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Dmrs.log.dir=" + root.resolve("logs"));
    command.add("-Dlog4j2.configurationFile=" + debugging() + ",conf/log4j2-json.properties");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("receive", root.resolve("feed").toString(), "--verbose"));
    command.addAll(List.of("--listen", "127.0.0.1:0", "--max-delivery", "1m"));
    command.addAll(List.of("--warehouse", root.resolve("warehouse").toString()));
    command.addAll(List.of("--set", "telemetry.otlp_endpoint=" + collector));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put(IntakeToken.VARIABLE, TOKEN);
    builder.environment().put("OTEL_EXPORTER_OTLP_HEADERS", "api-key=" + KEY);
    Process process = builder.redirectOutput(root.resolve("out").toFile()).start();
    Matcher found = ADDRESS.matcher("");
    while (!found.find()) {
      assertThat(process.isAlive()).as(Files.readString(root.resolve("out"))).isTrue();
      LockSupport.parkNanos(20_000_000);
      found = ADDRESS.matcher(Files.readString(root.resolve("out")));
    }
    port = Integer.parseInt(found.group(1));
    return process;
  }

  private Path debugging() throws IOException {
    String own = Files.readString(Path.of("conf/log4j2.properties"));
    return Files.writeString(
        root.resolve("log4j2.properties"),
        own.replace("${sys:mrs.log.level:-warn}", "debug")
            .replace("logger.mrs.level = info", "logger.mrs.level = trace"));
  }

  /** All kinds of errors that senders make. */
  private void provoke() throws Exception {
    String csv = "store_id,sku,sales_date,units\nS1," + PAYLOAD + ",2024-06-26," + PAYLOAD + "\n\"";
    assertThat(push(SALES, TOKEN, "0".repeat(64), csv)).isEqualTo(400);
    assertThat(push(SALES, TOKEN, PAYLOAD, csv)).isEqualTo(400);
    assertThat(push(SALES, WRONG, "", csv)).isEqualTo(401);
    assertThat(push(SALES + "&token=" + TOKEN, TOKEN, "", csv)).isEqualTo(400);
    assertThat(push("/api/v1/deliveries/" + PAYLOAD + "?name=a.csv", TOKEN, "", csv))
        .isEqualTo(404);
    assertThat(push("/" + PAYLOAD, TOKEN, "", csv)).isEqualTo(404);
    assertThat(push("/api/v1/deliveries/sales?name=" + PAYLOAD, TOKEN, "", csv)).isEqualTo(400);
    assertThat(push(SALES, TOKEN, "", csv + "x".repeat(1 << 20))).isEqualTo(413);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String head = "POST " + SALES + " HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer " + TOKEN;
      String part = head + "\r\nContent-Length: 9999\r\n\r\n" + csv;
      socket.getOutputStream().write(part.getBytes(UTF_8));
    }
    assertThat(push(SALES, TOKEN, "", csv)).isEqualTo(201);
  }

  private int push(String path, String token, String sha256, String content) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Authorization", "Bearer " + token)
            .POST(BodyPublishers.ofString(content));
    if (!sha256.isEmpty()) {
      request.header("X-Content-SHA256", sha256);
    }
    return answer(request.build());
  }

  private void get(String path) throws Exception {
    answer(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build());
  }

  private int answer(HttpRequest request) throws Exception {
    var answer = client.send(request, BodyHandlers.ofString());
    canaries.add("answers", answer.headers().map() + answer.body());
    return answer.statusCode();
  }

  /** A command that fails, with its textfile. */
  private void command() throws IOException {
    Path figures = Files.createDirectories(root.resolve("figures"));
    Ended ended =
        Ended.of(
            List.of(
                "flush",
                "--verbose",
                "--warehouse",
                root.resolve("none").toString(),
                "--set",
                "telemetry.textfile_folder=" + figures));
    assertThat(ended.code()).isEqualTo(4);
    canaries.add("error stream", ended.err());
    canaries.addFiles(figures, Set.of());
    assertThat(Files.readString(figures.resolve("mrs-flush.prom")))
        .contains("mrs_command_exit_code{command=\"flush\"} 4.0\n");
  }

  private void thrown() {
    String shortKey = KEY.replaceAll("[^A-Za-z0-9+/]", "+");
    for (Runnable attempt :
        List.<Runnable>of(
            () -> IntakeToken.find(Optional.empty(), Map.of(IntakeToken.VARIABLE, TOKEN + " x")),
            () -> KeyRing.parse(KEY),
            () -> KeyRing.parse("k1:" + KEY),
            () -> KeyRing.parse(KEY + KEY + ":k1"),
            () -> KeyRing.fromEnvironment(Map.of("K", "k1:" + shortKey), "K"))) {
      try {
        attempt.run();
        throw new AssertionError("nothing was thrown");
      } catch (RuntimeException e) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        canaries.add("thrown", trace.toString());
      }
    }
  }

  /** A search of what is not there finds nothing either. */
  private void everythingWasThere() {
    assertThat(canaries.written("answers")).contains("mrs_spool_bytes", "the token is missing");
    assertThat(canaries.written("otlp")).contains("mrs.intake.requests", "mrs.spool.records");
    assertThat(canaries.written("out")).contains("ended; what was taken is on the disk");
    assertThat(canaries.written("error stream")).contains("refused: ", "\tat mrs.jobs");
    assertThat(canaries.written("warehouse/intake/deliveries.jsonl")).contains("a.csv");
    assertThat(canaries.written("thrown")).contains("Problem", "IllegalArgumentException");
    assertThat(canaries.written("logs/mrs.log")).contains("figures are pushed to", "=***}");
  }

  private void everyLineOfTheLogIsJson() throws IOException {
    List<String> lines = Files.readAllLines(root.resolve("logs/mrs.log"));
    assertThat(lines).isNotEmpty();
    for (String line : lines) {
      JsonNode event = new ObjectMapper().readTree(line);
      for (String field : List.of("time", "level", "logger", "thread", "pid", "message")) {
        assertThat(event.path(field).isTextual()).as(field + " in " + line).isTrue();
      }
      assertThat(event.get("time").asText())
          .matches("20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\\.[0-9]{3}Z");
    }
  }
}
