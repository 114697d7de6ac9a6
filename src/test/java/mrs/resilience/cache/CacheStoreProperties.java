package mrs.resilience.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import mrs.resilience.cache.CacheEvent.Cause;
import mrs.resilience.cache.CacheEvent.Evicted;
import mrs.resilience.cache.backend.Backends;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever is done with a cache, it gives, keeps and evicts what {@link ModelCache} does, after
 * restarts too.
 *
 * <p>{@code -Dmrs.cache.histories=N} tries N histories of 200 steps in memory (300 by default), and
 * a thirtieth of that on each disk.
 */
class CacheStoreProperties {
  private static final int HISTORIES = Integer.getInteger("mrs.cache.histories", 300);
  private static final int STEPS = 200;

  @TempDir private Path temporary;

  @ParameterizedTest
  @EnumSource
  void doesWhatTheModelDoes(Backends kind) throws IOException {
    int histories = kind == Backends.MEMORY ? HISTORIES : 1 + HISTORIES / 30;
    long hits = 0;
    long evictions = 0;
    for (int history = 0; history < histories; history++) {
      Path folder = Files.createDirectory(temporary.resolve(Integer.toString(history)));
      CacheStats stats = play(kind, folder, new SplittableRandom(history));
      hits += stats.hits();
      evictions += stats.evictions();
      delete(folder);
    }
    assertThat(hits).isPositive();
    assertThat(evictions).isPositive();
  }

  private static CacheStats play(Backends kind, Path folder, SplittableRandom random)
      throws IOException {
    OpenedCaches caches = new OpenedCaches();
    caches.opener = kind.opener(folder);
    long high = 200 + random.nextInt(400);
    caches.limit(high, high / 2 + random.nextInt((int) high / 2));
    ModelCache model = new ModelCache(caches.settings.disk());
    CacheStore cache = caches.open();
    for (int step = 0; step < STEPS; step++) {
      String key = "key" + random.nextInt(15);
      Instant now = caches.clock.instant();
      switch (random.nextInt(12)) {
        case 0, 1, 2, 3, 4 -> {
          String value = step + "x".repeat(random.nextInt(random.nextInt(20) == 0 ? 700 : 60));
          Duration ttl = Duration.ofSeconds(1 + random.nextInt(60));
          caches.happened();
          cache.put(key, value.getBytes(UTF_8), ttl);
          assertThat(forWantOfRoom(caches.happened())).isEqualTo(model.put(key, value, ttl, now));
        }
        case 5 -> {
          cache.evict(key);
          model.evict(key);
        }
        case 6 -> caches.clock.move(Duration.ofSeconds(random.nextInt(20)));
        case 7 -> {
          CacheStats stats = cache.stats();
          model.expire(now);
          assertThat(stats.bytes()).isEqualTo(model.bytes());
          assertThat(stats.entries()).isEqualTo(model.size());
        }
        case 8 -> {
          if (kind != Backends.MEMORY && random.nextInt(4) == 0) {
            cache.close();
            cache = caches.open();
            model.reopen(now);
          }
        }
        default -> assertThat(OpenedCaches.get(cache, key)).isEqualTo(model.get(key, now));
      }
    }
    CacheStats stats = cache.stats();
    cache.close();
    return stats;
  }

  private static List<String> forWantOfRoom(List<CacheEvent> events) {
    return events.stream()
        .filter(e -> e instanceof Evicted evicted && evicted.cause() == Cause.WATERMARK)
        .map(e -> ((Evicted) e).key())
        .toList();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
