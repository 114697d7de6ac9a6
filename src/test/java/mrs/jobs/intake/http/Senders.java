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
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Who sends deliveries, each until it is told that it is taken. One in ten breaks off first, one in
 * ten is sent again afterwards, a quarter does not say how long it is.
 */
final class Senders {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicInteger port = new AtomicInteger();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger attempts = new AtomicInteger();
  private final Map<Integer, Integer> answers = new ConcurrentHashMap<>();
  private final int deliveries;
  private final long seed;

  Senders(int deliveries, long seed) {
    this.deliveries = deliveries;
    this.seed = seed;
  }

  /** Where the receiver serves now. */
  void sendTo(int where) {
    port.set(where);
  }

  /** How many deliveries have been begun. */
  int begun() {
    return Math.min(next.get(), deliveries);
  }

  /** Sends, as one of several, until all are taken. */
  void push() {
    for (int number = next.getAndIncrement();
        number < deliveries;
        number = next.getAndIncrement()) {
      Random random = new Random(seed * 1_000_003 + number);
      SmallDelivery delivery = new SmallDelivery(number, seed);
      if (random.nextInt(10) == 0) {
        attempt(delivery, breakingOff(delivery.content()));
      }
      pushUntilTaken(delivery, random);
      if (random.nextInt(10) == 0) {
        assertThat(pushUntilTaken(delivery, random)).as("%s again", delivery).isEqualTo(200);
      }
    }
  }

  private int pushUntilTaken(SmallDelivery delivery, Random random) {
    byte[] content = delivery.content();
    while (true) {
      BodyPublisher body =
          random.nextInt(4) == 0
              ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(content))
              : BodyPublishers.ofByteArray(content);
      int status = attempt(delivery, body);
      if (status == 200 || status == 201) {
        return status;
      }
      assertThat(status).isIn(0, 408, 429, 503);
      LockSupport.parkNanos(100_000_000);
    }
  }

  /** The status of the answer, or 0 if there was none. */
  private int attempt(SmallDelivery delivery, BodyPublisher body) {
    attempts.incrementAndGet();
    String path =
        "/api/v1/deliveries/" + delivery.feed() + "?name=d" + delivery.number() % 7 + ".csv";
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

  /** Waits until the receiver has handed over all that it took. */
  void awaitEmpty() throws IOException, InterruptedException {
    URI ready = URI.create("http://localhost:" + port.get() + "/readyz");
    String said = "";
    while (!said.contains("\"waiting_records\":0,")) {
      said = client.send(HttpRequest.newBuilder(ready).build(), BodyHandlers.ofString()).body();
      LockSupport.parkNanos(20_000_000);
    }
  }

  /** How often what was answered. */
  @Override
  public String toString() {
    return deliveries + " deliveries, " + attempts + " attempts, answers " + new TreeMap<>(answers);
  }
}
