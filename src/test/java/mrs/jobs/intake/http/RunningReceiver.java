package mrs.jobs.intake.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import mrs.jobs.intake.Intake;
import mrs.jobs.intake.IntakeFolders;
import mrs.jobs.intake.IntakeSettings;
import mrs.jobs.intake.handover.FeedTarget;
import mrs.jobs.telemetry.Meters;
import mrs.resilience.Ticker;

/** A receiver in this process, on a free port, with its folders below one root. */
final class RunningReceiver implements AutoCloseable {
  static final String TOKEN = "a-token-for-tests-0123456789";
  static final HttpLimits QUICK =
      new HttpLimits(8, 4, Duration.ofMillis(500), Duration.ofMillis(500), Duration.ofMillis(500));

  private static final Duration LONG = Duration.ofSeconds(30);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Path root;
  private final Intake intake;
  private final IntakeServer server;

  RunningReceiver(Path root, IntakeSettings settings, HttpLimits limits) throws IOException {
    this.root = root;
    this.intake =
        Intake.open(
            IntakeFolders.at(root.resolve("intake")),
            FeedTarget.at(root.resolve("feed")),
            settings,
            new Intake.Surroundings(
                InstantSource.system(), Ticker.ofTheMachine(), RandomGenerator.getDefault()));
    this.server =
        IntakeServer.start(
            intake,
            IntakeToken.find(Optional.empty(), Map.of(IntakeToken.VARIABLE, TOKEN)),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            limits,
            Meters.asText());
  }

  /** With a feed folder that is there, handing over. */
  static RunningReceiver start(Path root) throws IOException {
    Files.createDirectories(root.resolve("feed"));
    RunningReceiver receiver =
        new RunningReceiver(
            root, IntakeSettings.DEFAULT.withBacklogPerSecond(100_000), HttpLimits.DEFAULT);
    receiver.intake.start();
    return receiver;
  }

  Intake intake() {
    return intake;
  }

  IntakeServer server() {
    return server;
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
        .timeout(LONG)
        .header("Authorization", "Bearer " + TOKEN);
  }

  int port() {
    return server.address().getPort();
  }

  HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  HttpResponse<String> push(String feed, String name, String content) throws IOException {
    return push(feed, name, BodyPublishers.ofString(content));
  }

  HttpResponse<String> push(String feed, String name, BodyPublisher content) throws IOException {
    return send(request("/api/v1/deliveries/" + feed + "?name=" + name).POST(content).build());
  }

  HttpResponse<String> get(String path) throws IOException {
    return send(request(path).build());
  }

  /** Opens a connection and sends the head of a push and the first of its bytes. */
  Socket begin(String path, String headers, byte[] first) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
    String head =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
            + TOKEN
            + "\r\n"
            + headers
            + "\r\n";
    socket.getOutputStream().write(head.getBytes(UTF_8));
    socket.getOutputStream().write(first);
    socket.getOutputStream().flush();
    return socket;
  }

  /** All files of the feed folder with their content, by name. */
  Map<String, String> feed() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root.resolve("feed"))) {
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        files.put(root.resolve("feed").relativize(each).toString(), Files.readString(each));
      }
    }
    return files;
  }

  /** The same when all that was taken is handed over. */
  Map<String, String> feedAtRest() throws IOException {
    awaitEmpty();
    return feed();
  }

  void awaitEmpty() throws IOException {
    long end = System.nanoTime() + LONG.toNanos();
    while (intake.status().spool().waiting() > 0) {
      if (System.nanoTime() > end) {
        throw new IOException("records still wait: " + intake.status());
      }
      LockSupport.parkNanos(2_000_000);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    intake.close();
  }
}
