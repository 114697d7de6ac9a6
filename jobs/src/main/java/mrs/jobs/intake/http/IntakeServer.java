package mrs.jobs.intake.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import mrs.jobs.intake.Intake;
import mrs.jobs.intake.delivery.IntakeFeed;
import mrs.jobs.telemetry.Meters;
import mrs.resilience.Ticker;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Serves an intake over HTTP: {@code POST /api/v1/deliveries/{feed}?name=FILE}, {@code GET
 * /readyz}, {@code /livez}, {@code /metrics}. What is refused is answered in one line of JSON.
 */
public final class IntakeServer implements Closeable {
  private static final Logger LOG = LogManager.getLogger(IntakeServer.class);
  private static final int BACKLOG = 256;
  private static final int DRAINED_AT_ONCE = 1 << 16;
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final Set<String> READS = Set.of("/livez", "/readyz", "/metrics");

  static {
    // The server of the JDK reads these once: a small answer is not to wait for the next packet,
    // and connections cost memory.
    setUnlessSet("sun.net.httpserver.nodelay", "true");
    setUnlessSet("jdk.httpserver.maxConnections", "512");
  }

  private final Intake intake;
  private final HttpLimits limits;
  private final Ticker ticker;
  private final ReadWatch watch;
  private final PushRoute push;
  private final IntakeMeters meters;
  private final ExecutorService threads;
  private final HttpServer server;
  private int working;
  private volatile boolean stopping;

  private IntakeServer(
      Intake intake, IntakeToken token, HttpLimits limits, HttpServer server, Meters meters) {
    this.intake = intake;
    this.limits = limits;
    this.ticker = Ticker.ofTheMachine();
    this.watch = new ReadWatch(ticker);
    this.push = new PushRoute(intake, token, limits, watch);
    this.meters = new IntakeMeters(intake, meters);
    this.threads = Executors.newFixedThreadPool(limits.threads());
    this.server = server;
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /**
   * Starts to serve.
   *
   * @param at port 0 takes one that is free
   * @param meters takes its figures, and is closed by whoever made it
   * @throws IOException if the address cannot be had
   */
  public static IntakeServer start(
      Intake intake, IntakeToken token, InetSocketAddress at, HttpLimits limits, Meters meters)
      throws IOException {
    HttpServer server = HttpServer.create(at, BACKLOG);
    IntakeServer started = new IntakeServer(intake, token, limits, server, meters);
    server.setExecutor(started.watch.watching(started.threads, limits.mostForHead()));
    server.createContext("/", started::handle);
    server.start();
    return started;
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  private void handle(HttpExchange exchange) {
    ReadWatch.Watched sender = watch.current();
    sender.go();
    long started = ticker.nanos();
    begin();
    try (exchange) {
      HttpAnswer answer = answer(exchange);
      meters.answered(route(exchange), answer.status(), Duration.ofNanos(ticker.nanos() - started));
      sender.waitFor(limits.mostForEnding());
      send(exchange, answer);
    } catch (IOException e) {
      LOG.debug("an answer did not arrive", e);
    } finally {
      end();
    }
  }

  private HttpAnswer answer(HttpExchange exchange) {
    try {
      String path = exchange.getRequestURI().getRawPath();
      if (path.startsWith(PushRoute.PATH)) {
        return stopping ? ending() : push.answer(exchange);
      }
      if (!READS.contains(path)) {
        return HttpAnswer.error(
            404,
            "there is nothing here",
            "push to " + PushRoute.PATH + "FEED?name=FILE; ask /readyz, /livez or /metrics");
      }
      if (!Set.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
        return HttpAnswer.error(405, "this can only be read", "use GET").with("Allow", "GET, HEAD");
      }
      return switch (path) {
        case "/livez" -> HttpAnswer.json(200, java.util.Map.of("state", "alive"));
        case "/readyz" -> Readiness.of(intake, stopping).answer();
        default -> meters.answer();
      };
    } catch (RuntimeException e) {
      LOG.error("a request failed", e);
      return HttpAnswer.error(
          500, "the receiver has failed", "send it again; its log file says more");
    }
  }

  private static HttpAnswer ending() {
    return HttpAnswer.error(503, "the receiver is ending", "send it again when it is back")
        .with("Retry-After", "5");
  }

  private static String route(HttpExchange exchange) {
    String path = exchange.getRequestURI().getRawPath();
    if (READS.contains(path)) {
      return path.substring(1);
    }
    return path.startsWith(PushRoute.PATH)
        ? PushRoute.feed(exchange).map(IntakeFeed::word).orElse("unknown")
        : "unknown";
  }

  private void send(HttpExchange exchange, HttpAnswer answer) throws IOException {
    if (answer.status() >= 400) {
      // Whoever is still sending would not read the answer if the connection went at once.
      boolean isAtEnd = drain(exchange.getRequestBody());
      if (!isAtEnd || stopping) {
        exchange.getResponseHeaders().set("Connection", "close");
      }
    }
    exchange.getResponseHeaders().set("Content-Type", answer.type());
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    boolean hasBody = !exchange.getRequestMethod().equals("HEAD");
    byte[] body = answer.bytes();
    exchange.sendResponseHeaders(answer.status(), hasBody ? body.length : -1);
    if (hasBody) {
      exchange.getResponseBody().write(body);
    }
  }

  /** Reads the body to its end, unless that takes half of the time that answering may take. */
  private boolean drain(InputStream body) throws IOException {
    byte[] read = new byte[DRAINED_AT_ONCE];
    long end = ticker.nanos() + limits.mostForEnding().toNanos() / 2;
    while (ticker.nanos() - end < 0) {
      if (body.read(read) < 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether a request is being worked on. */
  synchronized boolean isWorking() {
    return working > 0;
  }

  private synchronized void begin() {
    working++;
  }

  private synchronized void end() {
    working--;
    notifyAll();
  }

  /** Takes no more deliveries, lets those that come in end for a while, then closes all. */
  @Override
  public void close() {
    stopping = true;
    awaitWorking();
    server.stop(0);
    threads.shutdown();
    watch.close();
  }

  private synchronized void awaitWorking() {
    long end = ticker.nanos() + GRACE.toNanos();
    boolean interrupted = false;
    while (working > 0 && ticker.nanos() - end < 0 && !interrupted) {
      try {
        wait(100);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
