package mrs.resilience.cache;

import static mrs.resilience.cache.OpenedCaches.get;
import static mrs.resilience.cache.OpenedCaches.put;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import mrs.resilience.cache.CacheEvent.FailedOver;
import mrs.resilience.cache.backend.Backends;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A cache whose folder cannot be had goes on in memory until it can. */
class UnavailableFolderFaultTest {
  @TempDir private Path temporary;

  private final OpenedCaches caches = new OpenedCaches();

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MEMORY")
  void whileAFileIsInItsPlace(Backends kind) throws IOException {
    Path folder = temporary.resolve("cache");
    Files.writeString(folder, "a file");
    caches.opener = kind.opener(folder);
    try (CacheStore cache = caches.open()) {
      put(cache, "a", "1");
      assertThat(caches.happened()).hasOnlyElementsOfType(FailedOver.class);
      Files.delete(folder);
      caches.clock.move(Duration.ofSeconds(1));

      assertThat(get(cache, "a")).isEqualTo("1");
      assertThat(cache.nextTry()).isEmpty();
    }
    try (CacheStore cache = caches.open()) {
      assertThat(get(cache, "a")).isEqualTo("1");
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MEMORY")
  void whileAnotherCacheHasIt(Backends kind) throws IOException {
    caches.opener = kind.opener(temporary);
    OpenedCaches others = new OpenedCaches();
    others.opener = kind.opener(temporary);
    try (CacheStore cache = caches.open()) {
      put(cache, "a", "1");
      put(cache, "b", "1");
      try (CacheStore other = others.open()) {
        assertThat(others.happened().get(0)).asString().contains("in use by another process");
        put(other, "b", "2");
        cache.close();
        others.clock.move(Duration.ofSeconds(1));

        assertThat(get(other, "a")).isEqualTo("1");
        assertThat(get(other, "b")).isEqualTo("2");
      }
    }
  }
}
