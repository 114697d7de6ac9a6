package mrs.resilience.cache;

import static mrs.resilience.cache.OpenedCaches.TTL;
import static mrs.resilience.cache.OpenedCaches.get;
import static mrs.resilience.cache.OpenedCaches.put;
import static mrs.resilience.cache.OpenedCaches.size;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import mrs.resilience.cache.CacheEvent.Cause;
import mrs.resilience.cache.CacheEvent.Evicted;
import mrs.resilience.cache.CacheEvent.Hydrated;
import mrs.resilience.cache.CacheEvent.Origin;
import mrs.resilience.cache.CacheEvent.ResyncRequired;
import mrs.resilience.cache.backend.Backends;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A cache gives what was put last and has not expired. */
class CacheStoreTest {
  @TempDir private Path folder;

  private final OpenedCaches caches = new OpenedCaches();

  @ParameterizedTest
  @EnumSource
  void givesWhatWasPutLastUntilItIsEvicted(Backends kind) throws IOException {
    caches.opener = kind.opener(folder);
    try (CacheStore cache = caches.open()) {
      assertThat(put(cache, "a", "1")).isTrue();
      put(cache, "b", "2");
      put(cache, "a", "3");
      assertThat(get(cache, "a")).isEqualTo("3");
      cache.evict("b");
      cache.evict("absent");

      assertThat(get(cache, "b")).isEqualTo("none");
      assertThat(cache.stats()).isEqualTo(new CacheStats(1, 1, 0, 0, 0, size("a", "3"), 1, 0));
      assertThat(cache.stats().hitRatio()).isEqualTo(0.5);
      assertThat(caches.happened())
          .containsExactly(
              new Hydrated(Origin.BACKEND, 0, 0),
              new Evicted("b", size("b", "2"), Cause.REQUESTED));
    }
  }

  @Test
  void givesNothingFromTheMomentOfItsExpiryOn() throws IOException {
    try (CacheStore cache = caches.open()) {
      put(cache, "default", "1");
      cache.put("longer", new byte[] {'2'}, TTL.plusNanos(1));
      caches.clock.move(TTL.minusNanos(1));
      assertThat(get(cache, "default")).isEqualTo("1");
      caches.clock.move(Duration.ofNanos(1));
      assertThat(get(cache, "default")).isEqualTo("none");
      assertThat(get(cache, "longer")).isEqualTo("2");
      caches.clock.move(Duration.ofNanos(1));

      assertThat(cache.stats()).isEqualTo(new CacheStats(2, 1, 0, 2, 0, 0, 0, 0));
      assertThat(caches.happened())
          .contains(
              new Evicted("default", size("default", "1"), Cause.EXPIRED),
              new Evicted("longer", size("longer", "2"), Cause.EXPIRED));
    }
  }

  @Test
  void aPutBeginsTheTimeAnewAndAGetDoesNot() throws IOException {
    try (CacheStore cache = caches.open()) {
      put(cache, "put", "1");
      put(cache, "got", "1");
      caches.clock.move(TTL.dividedBy(2));
      put(cache, "put", "2");
      assertThat(get(cache, "got")).isEqualTo("1");
      caches.clock.move(TTL.dividedBy(2));

      assertThat(get(cache, "put")).isEqualTo("2");
      assertThat(get(cache, "got")).isEqualTo("none");
    }
  }

  @Test
  void whatWasUsedLeastRecentlyGoesFirstDownToTheLowWatermark() throws IOException {
    long one = size("a", "1");
    caches.limit(4 * one, 2 * one);
    try (CacheStore cache = caches.open()) {
      for (String key : new String[] {"a", "b", "c", "d"}) {
        put(cache, key, "1");
      }
      get(cache, "a");
      put(cache, "c", "2");
      caches.happened();
      put(cache, "e", "1");

      assertThat(caches.happened())
          .containsExactly(
              new Evicted("b", one, Cause.WATERMARK),
              new Evicted("d", one, Cause.WATERMARK),
              new Evicted("a", one, Cause.WATERMARK));
      assertThat(cache.stats().bytes()).isEqualTo(2 * one);
      assertThat(cache.stats().evictions()).isEqualTo(3);
      assertThat(get(cache, "c")).isEqualTo("2");
    }
  }

  @Test
  void whatHasExpiredMakesRoomBeforeAnythingElse() throws IOException {
    long one = size("a", "1");
    caches.limit(2 * one, one);
    try (CacheStore cache = caches.open()) {
      put(cache, "a", "1");
      cache.put("b", new byte[1], Duration.ofSeconds(1));
      caches.clock.move(Duration.ofSeconds(1));
      put(cache, "c", "1");

      assertThat(get(cache, "a")).isEqualTo("1");
      assertThat(get(cache, "c")).isEqualTo("1");
      assertThat(cache.stats().evictions()).isZero();
    }
  }

  @Test
  void doesNotKeepWhatIsTooLargeNorTheValueBefore() throws IOException {
    caches.limit(100, 50);
    try (CacheStore cache = caches.open()) {
      put(cache, "other", "1");
      put(cache, "a", "1");
      assertThat(cache.put("a", new byte[82])).isTrue();
      assertThat(get(cache, "other")).isEqualTo("none");
      assertThat(cache.put("a", new byte[83])).isFalse();

      assertThat(get(cache, "a")).isEqualTo("none");
      assertThat(cache.stats().entries()).isZero();
    }
  }

  @Test
  void takesAndGivesCopies() throws IOException {
    try (CacheStore cache = caches.open()) {
      byte[] value = {1};
      cache.put("a", value);
      value[0] = 2;
      cache.get("a").orElseThrow()[0] = 3;

      assertThat(cache.get("a").orElseThrow()).containsExactly(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\ud800", "a\udc00b"})
  void refusesWhatIsNoKey(String key) throws IOException {
    try (CacheStore cache = caches.open()) {
      assertThatThrownBy(() -> cache.put(key, new byte[1]))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> cache.get(key)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> cache.evict(key)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void takesKeysOfUpTo1024Bytes(Backends kind) throws IOException {
    caches.opener = kind.opener(folder);
    try (CacheStore cache = caches.open()) {
      put(cache, "é".repeat(512), "1");
      put(cache, "\u0000", "2");

      assertThat(get(cache, "é".repeat(512))).isEqualTo("1");
      assertThat(get(cache, "\u0000")).isEqualTo("2");
      assertThatThrownBy(() -> put(cache, "é".repeat(512) + "a", "1"))
          .hasMessageContaining("not 1025");
    }
  }

  @Test
  void refusesTimesThatAreNone() throws IOException {
    try (CacheStore cache = caches.open()) {
      for (Duration ttl :
          new Duration[] {
            Duration.ZERO, Duration.ofNanos(-1), CacheSettings.LONGEST_TTL.plusNanos(1)
          }) {
        assertThatThrownBy(() -> cache.put("a", new byte[1], ttl))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining(ttl.toString());
      }
      assertThat(cache.put("a", new byte[1], CacheSettings.LONGEST_TTL)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void isEmptyOnceItIsCleared(Backends kind) throws IOException {
    caches.opener = kind.opener(folder);
    try (CacheStore cache = caches.open()) {
      put(cache, "a", "1");
      caches.happened();
      cache.clear();

      assertThat(get(cache, "a")).isEqualTo("none");
      assertThat(cache.stats().bytes()).isZero();
      assertThat(caches.happened()).containsExactly(new ResyncRequired("the cache was cleared"));
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MEMORY")
  void keepsEntriesOverARestartWhatExpiresFirstAsLeastRecent(Backends kind) throws IOException {
    caches.opener = kind.opener(folder);
    try (CacheStore cache = caches.open()) {
      cache.put("b", new byte[1], Duration.ofSeconds(30));
      cache.put("gone", new byte[1], Duration.ofSeconds(10));
      cache.put("c", new byte[1], Duration.ofSeconds(40));
      cache.put("a", new byte[1], Duration.ofSeconds(30));
    }
    caches.clock.move(Duration.ofSeconds(10));
    caches.happened();
    caches.limit(2 * size("a", "1"), 2 * size("a", "1"));
    try (CacheStore cache = caches.open()) {
      assertThat(caches.happened())
          .containsExactly(
              new Evicted("a", size("a", "1"), Cause.WATERMARK),
              new Hydrated(Origin.BACKEND, 2, 2 * size("a", "1")));
      assertThat(cache.get("b")).isPresent();
      assertThat(cache.get("c")).isPresent();
    }
    try (CacheStore cache = caches.open()) {
      assertThat(cache.stats().entries()).isEqualTo(2);
    }
  }

  @Test
  void isOfNoUseOnceItIsClosed() throws IOException {
    CacheStore cache = caches.open();
    cache.close();
    cache.close();

    assertThatThrownBy(() -> cache.get("a")).hasMessage("the cache is closed");
  }

  @Test
  void theListenerMayUseTheCache() throws IOException {
    CacheStore[] opened = new CacheStore[1];
    long[] seen = new long[1];
    opened[0] =
        CacheStore.open(
            caches.settings,
            caches.opener,
            caches.codec,
            caches.clock,
            event -> {
              if (event instanceof Evicted) {
                seen[0] = opened[0].stats().entries();
              }
            });
    try (CacheStore cache = opened[0]) {
      put(cache, "a", "1");
      put(cache, "b", "1");
      cache.evict("a");
    }
    assertThat(seen[0]).isEqualTo(1);
  }

  @Test
  void settingsAreChecked() {
    assertThat(CacheSettings.DEFAULT.ttl()).isEqualTo(Duration.ofMinutes(15));
    assertThatThrownBy(() -> new Watermarks(5, 6)).hasMessageContaining("low 6 and high 5");
    assertThatThrownBy(() -> new Watermarks(5, 0)).hasMessageContaining("low 0 and high 5");
    assertThatThrownBy(() -> new ReopenPolicy(Duration.ZERO, 2, Duration.ofSeconds(1), 1))
        .hasMessageContaining("PT0S");
    assertThatThrownBy(() -> new ReopenPolicy(Duration.ofSeconds(2), 2, Duration.ofSeconds(1), 1))
        .hasMessageContaining("PT2S and PT1S");
    assertThatThrownBy(() -> new ReopenPolicy(Duration.ofSeconds(1), .5, Duration.ofSeconds(1), 1))
        .hasMessageContaining("0.5");
    assertThatThrownBy(() -> new ReopenPolicy(Duration.ofSeconds(1), 2, Duration.ofSeconds(1), 0))
        .hasMessageContaining("0");
  }

  @Test
  void waitsLongerEachTimeUpToALimit() {
    assertThat(OpenedCaches.REOPEN.after(1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(OpenedCaches.REOPEN.after(3)).isEqualTo(Duration.ofSeconds(4));
    assertThat(OpenedCaches.REOPEN.after(4)).isEqualTo(Duration.ofSeconds(5));
    assertThat(OpenedCaches.REOPEN.after(100_000)).isEqualTo(Duration.ofSeconds(5));
  }
}
