package mrs.resilience.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import mrs.resilience.HandClock;
import mrs.resilience.cache.backend.Backends;
import mrs.resilience.cache.codec.ChecksummedCodec;
import mrs.resilience.cache.codec.EntryCodec;
import mrs.resilience.cache.codec.TestKeys;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Readers and writers at once never get a value of another key, nor one that is mixed of two, while
 * entries are evicted, snapshots taken and hydrated.
 *
 * <p>{@code -Dmrs.cache.concurrent=N} has each of six threads do N things (1,500 by default).
 */
class ConcurrentCacheTest {
  private static final int STEPS = Integer.getInteger("mrs.cache.concurrent", 1_500);
  private static final int THREADS = 6;
  private static final int KEYS = 20;

  @TempDir private Path folder;

  private final AtomicLong hits = new AtomicLong();
  private final ConcurrentLinkedQueue<CacheEvent> events = new ConcurrentLinkedQueue<>();

  @ParameterizedTest
  @EnumSource
  void nobodyGetsTheValueOfAnotherKey(Backends kind) throws Exception {
    for (EntryCodec codec :
        List.of(
            new ChecksummedCodec(),
            TestKeys.codec("cache", TestKeys.ring(TestKeys.key("2026", 1)), 1))) {
      CacheSettings settings =
          new CacheSettings(
              OpenedCaches.TTL,
              new Watermarks(5_000, 3_000),
              OpenedCaches.LARGE,
              OpenedCaches.REOPEN);
      try (CacheStore cache =
          CacheStore.open(settings, kind.opener(folder), codec, new HandClock(), events::add)) {
        race(cache);
        CacheStats stats = cache.stats();
        assertThat(stats.hits()).isEqualTo(hits.getAndSet(0)).isPositive();
        assertThat(stats.evictions()).isPositive();
        assertThat(stats.damaged()).isZero();
        cache.clear();
      }
    }
    assertThat(events).noneMatch(CacheEvent.FailedOver.class::isInstance);
  }

  private void race(CacheStore cache) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      CountDownLatch start = new CountDownLatch(THREADS);
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        SplittableRandom random = new SplittableRandom(thread);
        running.add(
            threads.submit(
                () -> {
                  start.countDown();
                  start.await();
                  for (int step = 0; step < STEPS; step++) {
                    step(cache, random);
                  }
                  return null;
                }));
      }
      for (Future<?> thread : running) {
        thread.get();
      }
    } finally {
      threads.shutdownNow();
      assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  private void step(CacheStore cache, SplittableRandom random) throws IOException {
    String key = "key" + random.nextInt(KEYS);
    int what = random.nextInt(100);
    if (what < 40) {
      String unit = key + ":" + random.nextInt(1_000) + ";";
      assertThat(cache.put(key, unit.repeat(1 + random.nextInt(80)).getBytes(UTF_8))).isTrue();
    } else if (what < 45) {
      cache.evict(key);
    } else if (what < 46) {
      cache.hydrate(cache.snapshot().bytes());
    } else {
      cache.get(key).ifPresent(value -> check(key, new String(value, UTF_8)));
    }
  }

  private void check(String key, String value) {
    hits.incrementAndGet();
    String unit = value.substring(0, value.indexOf(';') + 1);
    assertThat(unit).startsWith(key + ":");
    assertThat(value).isEqualTo(unit.repeat(value.length() / unit.length()));
  }
}
