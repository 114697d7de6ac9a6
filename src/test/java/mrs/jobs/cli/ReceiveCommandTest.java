package mrs.jobs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mrs.jobs.Main;
import mrs.jobs.cli.options.ExitCodes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mrs receive} and {@code mrs spool}, the first in a process of its own. */
class ReceiveCommandTest {
  private static final String TOKEN = "canary-token-0123456789abcdef";
  private static final String WRONG = "canary-wrong-0123456789abcdef";
  private static final String PAYLOAD = "canary-payload-4711";
  private static final Pattern ADDRESS =
      Pattern.compile("taken at (http://127\\.0\\.0\\.1:[0-9]+),");

  @TempDir private Path root;

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> told = new ArrayList<>();
  private String address = "";

  @BeforeEach
  void token() throws IOException {
    Files.createDirectories(root.resolve("feed"));
    Files.writeString(root.resolve("token"), TOKEN + "\n");
    Files.setPosixFilePermissions(
        root.resolve("token"), PosixFilePermissions.fromString("rw-------"));
  }

  private Process receive() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Dmrs.log.dir=" + root.resolve("logs"));
    command.add("-Dlog4j2.configurationFile=" + debugging());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("receive", root.resolve("feed").toString(), "--listen", "127.0.0.1:0"));
    command.addAll(List.of("--warehouse", root.resolve("warehouse").toString()));
    command.addAll(List.of("--token-file", root.resolve("token").toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectErrorStream(true);
    builder.redirectOutput(root.resolve("out").toFile());
    Process process = builder.start();
    awaitAddress(process);
    return process;
  }

  /** The program's own logging, with everything that anybody has to say. */
  private Path debugging() throws IOException {
    Path file = root.resolve("log4j2.properties");
    String own = Files.readString(Path.of("conf/log4j2.properties"));
    Files.writeString(
        file,
        own.replace("${sys:mrs.log.level:-warn}", "debug")
            .replace("logger.mrs.level = info", "logger.mrs.level = trace"));
    return file;
  }

  private void awaitAddress(Process process) throws IOException {
    Matcher found = ADDRESS.matcher("");
    while (!found.find()) {
      if (!process.isAlive()) {
        throw new IOException(Files.readString(root.resolve("out")));
      }
      LockSupport.parkNanos(20_000_000);
      found = ADDRESS.matcher(Files.readString(root.resolve("out")));
    }
    address = found.group(1);
  }

  private int push(String path, String token, String content) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + path))
            .header("Authorization", "Bearer " + token)
            .POST(BodyPublishers.ofString(content))
            .build();
    var answer = client.send(request, BodyHandlers.ofString());
    told.add(answer.body());
    return answer.statusCode();
  }

  private String get(String path) throws Exception {
    var answer =
        client.send(
            HttpRequest.newBuilder(URI.create(address + path)).build(), BodyHandlers.ofString());
    told.add(answer.body());
    return answer.body();
  }

  @Test
  void takesHandsOverAndEnds() throws Exception {
    Process process = receive();
    String sales = "/api/v1/deliveries/sales?name=a.csv";
    assertThat(push(sales, TOKEN, PAYLOAD)).isEqualTo(201);
    assertThat(push(sales, TOKEN, PAYLOAD)).isEqualTo(200);
    assertThat(push(sales, WRONG, PAYLOAD)).isEqualTo(401);
    assertThat(push("/api/v1/deliveries/x?name=a.csv", TOKEN, PAYLOAD)).isEqualTo(404);
    assertThat(push("/api/v1/deliveries/sales?name=" + PAYLOAD, TOKEN, PAYLOAD)).isEqualTo(400);
    assertThat(push(sales + "&token=" + TOKEN, TOKEN, PAYLOAD)).isEqualTo(400);
    Files.move(root.resolve("feed"), root.resolve("away"));
    assertThat(push(sales, TOKEN, PAYLOAD + " waits")).isEqualTo(201);
    while (!get("/readyz").contains("degraded")) {
      LockSupport.parkNanos(20_000_000);
    }
    assertThat(get("/metrics")).contains("mrs_intake_target_up 0.0");
    inUse();
    process.destroy();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(ExitCodes.DONE);
    assertThat(Files.readString(root.resolve("out"))).contains("ended; what was taken is on");
    afterwards();
    nothingIsToldThatIsNotForOthers();
  }

  private void inUse() throws IOException {
    assertThat(row(mrs("spool", "status", "--json")).get("receiver_running").asBoolean()).isTrue();
    Ended drained = mrs("spool", "drain", root.resolve("feed").toString());
    assertThat(drained.code()).isEqualTo(ExitCodes.FAILED);
    assertThat(drained.err()).contains("in use by another process").contains("end it first");
  }

  private void afterwards() throws IOException {
    Ended status = mrs("spool", "status", "--json");
    assertThat(status.code()).isEqualTo(ExitCodes.DONE);
    assertThat(row(status).get("receiver_running").asBoolean()).isFalse();
    assertThat(row(status).get("waiting_deliveries").asInt()).isEqualTo(1);
    assertThat(row(status).get("waiting_records").asInt()).isEqualTo(2);
    assertThat(row(status).get("oldest").asText()).startsWith("20");
    assertThat(mrs("spool", "verify")).isEqualTo(new Ended(0, "finding\n(no rows)\n", ""));
    Ended away = mrs("spool", "drain", root.resolve("feed").toString());
    assertThat(away.code()).isEqualTo(ExitCodes.FAILED);
    assertThat(away.err()).contains("cannot be handed over").contains("check that the folder");
    Files.createDirectories(root.resolve("feed"));
    Ended drained = mrs("spool", "drain", root.resolve("feed").toString(), "--json");
    assertThat(drained.code()).isEqualTo(ExitCodes.DONE);
    assertThat(row(drained).get("handed_over").asInt()).isEqualTo(1);
    assertThat(row(drained).get("waiting_records").asInt()).isZero();
    assertThat(contents(root.resolve("feed"))).containsExactly(PAYLOAD + " waits");
    assertThat(contents(root.resolve("away"))).containsExactly(PAYLOAD);
  }

  private void nothingIsToldThatIsNotForOthers() throws IOException {
    told.add(Files.readString(root.resolve("out")));
    told.addAll(contents(root.resolve("logs")));
    for (String journal : new String[] {"deliveries.jsonl", "events.jsonl"}) {
      told.add(Files.readString(root.resolve("warehouse/intake").resolve(journal)));
    }
    assertThat(String.join("\n", told))
        .contains(
            "mrs_spool_bytes", "queue_spill", "handed_over", "deliveries cannot be handed over")
        .doesNotContain(TOKEN, WRONG, PAYLOAD);
  }

  private static List<String> contents(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<String> contents = new ArrayList<>();
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        contents.add(Files.readString(each));
      }
      return contents;
    }
  }

  @Test
  void badRequestsAreRefusedWithARemedy() throws IOException {
    String feed = root.resolve("feed").toString();
    String token = root.resolve("token").toString();
    refused(mrs("receive", feed), "set MRS_INTAKE_TOKEN");
    refused(mrs("receive"), "FEED_DIR");
    refused(mrs("receive", token, "--token-file", token), "is a file; name a folder");
    refused(mrs("receive", feed, "--token-file", token, "--listen", "x y"), "give HOST:PORT");
    refused(mrs("receive", feed, "--token-file", token, "--listen", "1:70000"), "give HOST:PORT");
    refused(mrs("receive", feed, "--token-file", token, "--disk", "1x"), "such as 512m");
    refused(mrs("receive", feed, "--token-file", token, "--disk", "1m"), "change --disk");
    Files.setPosixFilePermissions(
        root.resolve("token"), PosixFilePermissions.fromString("rw-r--r--"));
    refused(mrs("receive", feed, "--token-file", token), "chmod 600");
    refused(mrs("spool", "status"), "start one with 'mrs receive FEED_DIR'");
    refused(mrs("spool", "drain", feed, "--rate", "0"), "give a number above 0");
    refused(mrs("spool"), "subcommand");
    assertThat(root.resolve("warehouse")).doesNotExist();
  }

  private static void refused(Ended ended, String remedy) {
    assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCodes.REFUSED);
    assertThat(ended.err()).startsWith("refused: ").contains(remedy);
  }

  private static JsonNode row(Ended ended) throws IOException {
    return new ObjectMapper().readTree(ended.out()).get(0);
  }

  /** What a command gave: exit code, answer, and what it said beside it. */
  private record Ended(int code, String out, String err) {}

  private Ended mrs(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--warehouse", root.resolve("warehouse").toString()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream formerOut = System.out;
    PrintStream formerErr = System.err;
    System.setOut(new PrintStream(out, true, UTF_8));
    System.setErr(new PrintStream(err, true, UTF_8));
    try {
      int code = MrsCommand.run(all.toArray(String[]::new));
      return new Ended(code, out.toString(UTF_8), err.toString(UTF_8));
    } finally {
      System.setOut(formerOut);
      System.setErr(formerErr);
    }
  }
}
