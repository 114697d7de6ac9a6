package mrs.resilience.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import mrs.resilience.cache.BreakingBackend.Operation;
import mrs.resilience.cache.backend.DamagedStore;
import mrs.resilience.cache.codec.DamagedRecord;
import org.junit.jupiter.api.Test;

/**
 * However often the backend breaks, halfway through anything, a get gives what was put under its
 * key last or nothing; never what was there before, nor what was evicted or has expired. Once
 * nothing breaks any more, all that is put is there again.
 *
 * <p>{@code -Dmrs.cache.breaks=N} tries N histories of 300 steps (150 by default).
 */
class FailoverProperties {
  private static final int HISTORIES = Integer.getInteger("mrs.cache.breaks", 150);
  private static final int STEPS = 300;

  private long hits;
  private long failovers;
  private long returns;

  /** What a get may give but "none". */
  private record Last(String value, Instant expiresAt) {}

  @Test
  void givesWhatWasPutLastOrNothing() throws IOException {
    for (int history = 0; history < HISTORIES; history++) {
      play(new SplittableRandom(history));
    }
    // Otherwise nothing was tried.
    assertThat(hits).isGreaterThan(20L * HISTORIES);
    assertThat(failovers).isGreaterThan(2L * HISTORIES);
    assertThat(returns).isGreaterThan(HISTORIES);
  }

  private void play(SplittableRandom random) throws IOException {
    OpenedCaches caches = new OpenedCaches();
    BreakingBackend disk = new BreakingBackend();
    caches.opener = disk;
    caches.settings =
        new CacheSettings(
            OpenedCaches.TTL,
            new Watermarks(400, 300),
            new Watermarks(200, 100),
            OpenedCaches.REOPEN);
    double breaks = random.nextInt(3) * 0.04;
    disk.fail(operation -> maybeBreak(random, operation == Operation.CLOSE ? 0 : breaks));
    Map<String, Last> model = new HashMap<>();
    CacheStore cache = caches.open();
    for (int step = 0; step < STEPS; step++) {
      String key = "key" + random.nextInt(8);
      Instant now = caches.clock.instant();
      switch (random.nextInt(10)) {
        case 0, 1, 2 -> {
          String value = "value" + step;
          Duration ttl = Duration.ofMillis(1 + random.nextInt(40_000));
          cache.put(key, value.getBytes(UTF_8), ttl);
          model.put(key, new Last(value, now.plus(ttl)));
        }
        case 3 -> {
          cache.evict(key);
          model.remove(key);
        }
        case 4 -> caches.clock.move(Duration.ofMillis(random.nextInt(4_000)));
        case 5 -> {
          if (random.nextInt(20) == 0) {
            cache.clear();
            model.clear();
          } else if (cache.nextTry().isEmpty()) {
            cache.close();
            cache = caches.open();
          }
        }
        default -> check(OpenedCaches.get(cache, key), model.get(key), now);
      }
    }
    count(caches.events);
    disk.mend();
    caches.clock.move(Duration.ofSeconds(5));
    for (String key : model.keySet()) {
      check(OpenedCaches.get(cache, key), model.get(key), caches.clock.instant());
    }
    OpenedCaches.put(cache, "after", "all");
    assertThat(OpenedCaches.get(cache, "after")).isEqualTo("all");
    assertThat(cache.nextTry()).isEmpty();
    cache.close();
    assertThat(disk.opened - disk.closed).isZero();
  }

  private static void maybeBreak(SplittableRandom random, double breaks) throws IOException {
    if (random.nextDouble() < breaks) {
      throw switch (random.nextInt(8)) {
        case 0 -> new DamagedStore("malformed", new IOException());
        case 1 -> new DamagedRecord("unreadable");
        default -> new IOException("the disk is gone");
      };
    }
  }

  private void check(String got, Last last, Instant now) {
    if (!got.equals("none")) {
      hits++;
      assertThat(last).isNotNull();
      assertThat(got).isEqualTo(last.value());
      assertThat(now).isBefore(last.expiresAt());
    }
  }

  private void count(List<CacheEvent> events) {
    failovers += events.stream().filter(CacheEvent.FailedOver.class::isInstance).count();
    returns += events.stream().filter(CacheEvent.ResyncRequired.class::isInstance).count();
  }
}
