package mrs.jobs.intake.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import mrs.jobs.intake.IntakeFolders;
import mrs.jobs.intake.journal.IntakeEvent;
import mrs.jobs.intake.journal.IntakeJournal;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Eight senders push until they are told that it is taken; the receiver is killed again and again,
 * and the feed folder is away half of the time. Then each delivery is in the feed folder, once.
 *
 * <p>{@code -Dmrs.intake.deliveries=N} and {@code -Dmrs.intake.kills=K} for more of them, {@code
 * -Dmrs.intake.seed=S} for others, {@code -Dmrs.intake.away=MS} for how long the folder is away
 * each time.
 */
class KilledReceiverFaultTest {
  private static final int DELIVERIES = Integer.getInteger("mrs.intake.deliveries", 80);
  private static final int KILLS = Integer.getInteger("mrs.intake.kills", 3);
  private static final int AWAY = Integer.getInteger("mrs.intake.away", 700);
  private static final long SEED = Long.getLong("mrs.intake.seed", 1);
  private static final int SENDERS = 8;
  private static final List<String> FEEDS = List.of("sales", "context", "stores", "products");

  @TempDir private Path root;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicInteger port = new AtomicInteger();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger attempts = new AtomicInteger();
  private final Map<Integer, Integer> answers = new ConcurrentHashMap<>();

  @Test
  void whatWasTakenIsInTheFeedFolderOnce() throws Exception {
    Files.createDirectories(root.resolve("feed"));
    ReceiverProcess receiver = ReceiverProcess.start(root);
    port.set(receiver.port());
    ExecutorService threads = Executors.newFixedThreadPool(SENDERS + 1);
    List<Future<?>> senders = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      senders.add(threads.submit(this::push));
    }
    Future<?> mover = threads.submit(this::takeAway);
    receiver = killed(receiver);
    for (Future<?> each : senders) {
      each.get();
    }
    mover.get();
    port.set(receiver.port());
    awaitEmpty();
    receiver.kill();
    threads.shutdown();
    report();
    check();
  }

  private ReceiverProcess killed(ReceiverProcess first) throws Exception {
    Random random = new Random(SEED);
    ReceiverProcess receiver = first;
    for (int kill = 1; kill <= KILLS; kill++) {
      int until = (int) ((long) DELIVERIES * kill / (KILLS + 1));
      while (next.get() < until) {
        LockSupport.parkNanos(1_000_000);
      }
      LockSupport.parkNanos(random.nextInt(50_000_000));
      receiver.kill();
      receiver = ReceiverProcess.start(root);
      port.set(receiver.port());
    }
    return receiver;
  }

  private void takeAway() {
    try {
      while (next.get() < DELIVERIES) {
        Files.move(root.resolve("feed"), root.resolve("away"));
        LockSupport.parkNanos(AWAY * 1_000_000L);
        Files.move(root.resolve("away"), root.resolve("feed"));
        LockSupport.parkNanos(AWAY * 1_000_000L);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void push() {
    for (int number = next.getAndIncrement();
        number < DELIVERIES;
        number = next.getAndIncrement()) {
      Random random = new Random(SEED * 1_000_003 + number);
      byte[] content = content(number);
      if (random.nextInt(10) == 0) {
        attempt(number, breakingOff(content));
      }
      pushUntilTaken(number, content, random);
      if (random.nextInt(10) == 0) {
        assertThat(pushUntilTaken(number, content, random)).as("%s again", number).isEqualTo(200);
      }
    }
  }

  private int pushUntilTaken(int number, byte[] content, Random random) {
    while (true) {
      BodyPublisher body =
          random.nextInt(4) == 0
              ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(content))
              : BodyPublishers.ofByteArray(content);
      int status = attempt(number, body);
      if (status == 200 || status == 201) {
        return status;
      }
      assertThat(status).isIn(0, 408, 429, 503);
      LockSupport.parkNanos(20_000_000);
    }
  }

  /** The status of the answer, or 0 if there was none. */
  private int attempt(int number, BodyPublisher body) {
    attempts.incrementAndGet();
    String path =
        "/api/v1/deliveries/" + FEEDS.get(number % FEEDS.size()) + "?name=d" + number % 7 + ".csv";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port.get() + path))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + RunningReceiver.TOKEN)
            .POST(body)
            .build();
    int status = 0;
    try {
      status = client.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      status = 0;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    answers.merge(status, 1, Integer::sum);
    return status;
  }

  private static BodyPublisher breakingOff(byte[] content) {
    InputStream half =
        new ByteArrayInputStream(content, 0, content.length / 2) {
          @Override
          public synchronized int read(byte[] into, int offset, int length) {
            int read = super.read(into, offset, length);
            if (read < 0) {
              throw new IllegalStateException("the sender breaks off");
            }
            return read;
          }
        };
    return BodyPublishers.ofInputStream(() -> half);
  }

  /** Mostly short, some of several chunks. */
  private static byte[] content(int number) {
    Random random = new Random(SEED * 7919 + number);
    int most = random.nextInt(20) == 0 ? 3 << 20 : 20_000;
    byte[] content = new byte[1 + random.nextInt(most)];
    random.nextBytes(content);
    return content;
  }

  private void awaitEmpty() throws Exception {
    URI ready = URI.create("http://localhost:" + port.get() + "/readyz");
    String said = "";
    while (!said.contains("\"waiting_records\":0,")) {
      said = client.send(HttpRequest.newBuilder(ready).build(), BodyHandlers.ofString()).body();
      LockSupport.parkNanos(20_000_000);
    }
    // And a moment more, so that what broke off is taken away.
    while (hidden() > 0) {
      LockSupport.parkNanos(20_000_000);
    }
  }

  private long hidden() throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve("feed"))) {
      return files.filter(each -> each.getFileName().toString().startsWith(".")).count();
    }
  }

  private void report() {
    System.out.println(
        DELIVERIES
            + " deliveries, "
            + attempts
            + " attempts, "
            + KILLS
            + " kills, answers "
            + new TreeMap<>(answers));
  }

  private void check() throws IOException {
    Map<String, Integer> there = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root.resolve("feed"))) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        String folder = root.resolve("feed").relativize(each).getName(0).toString();
        String name = each.getFileName().toString().replaceFirst("d[0-9].*", "");
        there.merge(
            folder + "/" + name + DigestUtils.sha256Hex(Files.readAllBytes(each)), 1, Integer::sum);
      }
    }
    Map<String, Integer> taken = new TreeMap<>();
    List<String> places = List.of("sales/", "context/", "reference/stores-", "reference/products-");
    for (int number = 0; number < DELIVERIES; number++) {
      taken.put(places.get(number % places.size()) + DigestUtils.sha256Hex(content(number)), 1);
    }
    assertThat(there).isEqualTo(taken);
    IntakeFolders folders = IntakeFolders.at(root.resolve("intake"));
    assertThat(new IntakeJournal(folders.own()).pending())
        .noneMatch(event -> event.kind() == IntakeEvent.Kind.DELIVERY_LOST)
        .noneMatch(event -> event.kind() == IntakeEvent.Kind.GAP);
  }
}
