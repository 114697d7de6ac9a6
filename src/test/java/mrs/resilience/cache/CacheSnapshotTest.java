package mrs.resilience.cache;

import static mrs.resilience.cache.OpenedCaches.TTL;
import static mrs.resilience.cache.OpenedCaches.get;
import static mrs.resilience.cache.OpenedCaches.put;
import static mrs.resilience.cache.OpenedCaches.size;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import mrs.resilience.cache.CacheEvent.Cause;
import mrs.resilience.cache.CacheEvent.Evicted;
import mrs.resilience.cache.CacheEvent.Hydrated;
import mrs.resilience.cache.CacheEvent.Origin;
import mrs.resilience.cache.backend.Backends;
import mrs.resilience.cache.backend.MemoryBackend;
import mrs.resilience.cache.codec.EncryptionKey;
import mrs.resilience.cache.codec.TestKeys;
import mrs.resilience.cache.codec.WrongKey;
import mrs.resilience.folder.ForgetfulFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A snapshot is the same for the same entries, and comes back as a whole. */
class CacheSnapshotTest {
  @TempDir private Path folder;

  private final OpenedCaches caches = new OpenedCaches();

  @Test
  void writesTheSameBytesInEveryVersion() throws IOException {
    try (CacheStore cache = caches.open()) {
      put(cache, "é", "");
      put(cache, "b", "two");
      cache.put("a", new byte[] {1}, Duration.ofNanos(1));

      CacheSnapshot snapshot = cache.snapshot();
      String hash = "31dbef4b11336bfa38899db6829d3f10b49fcbc33d8b5f83cfba92f2241daa83";
      assertThat(HexFormat.of().formatHex(snapshot.bytes()))
          .isEqualTo(
              "4d52534341434845" // MRSCACHE
                  + "00000001" // version
                  + "00000003" // entries
                  + ("00000001" + "61" + "0000000069a39da0" + "00000001" + "00000001" + "01")
                  + ("00000001" + "62" + "0000000069a3a124" + "00000000" + "00000003" + "74776f")
                  + ("00000002" + "c3a9" + "0000000069a3a124" + "00000000" + "00000000")
                  + hash);
      assertThat(snapshot.sha256()).isEqualTo(hash);
    }
  }

  @ParameterizedTest
  @EnumSource
  void isTheSameWhateverTheOrderAndTheBackend(Backends kind) throws IOException {
    CacheSnapshot one;
    try (CacheStore cache = caches.open()) {
      put(cache, "a", "1");
      put(cache, "\uffff", "2");
      put(cache, "\ud83d\ude00", "3");
      one = cache.snapshot();
    }
    caches.opener = kind.opener(folder);
    caches.codec = TestKeys.codec("cache", TestKeys.ring(TestKeys.key("2026", 1)), 1);
    try (CacheStore cache = caches.open()) {
      put(cache, "\ud83d\ude00", "3");
      put(cache, "gone", "0");
      put(cache, "a", "0");
      put(cache, "\uffff", "2");
      put(cache, "a", "1");
      cache.evict("gone");
      get(cache, "\uffff");

      assertThat(cache.snapshot().bytes()).isEqualTo(one.bytes());
      assertThat(cache.snapshot().sha256()).isEqualTo(one.sha256());
    }
  }

  @ParameterizedTest
  @EnumSource
  void comesBackInAnotherCacheWithItsExpiries(Backends kind) throws IOException {
    CacheSnapshot snapshot;
    try (CacheStore cache = caches.open()) {
      put(cache, "a", "1");
      put(cache, "b", "2");
      snapshot = cache.snapshot();
    }
    caches.clock.move(TTL.minusSeconds(1));
    caches.opener = kind.opener(folder);
    try (CacheStore cache = caches.open()) {
      caches.happened();
      assertThat(cache.hydrate(snapshot.bytes())).isEqualTo(2);
      assertThat(caches.happened())
          .containsExactly(new Hydrated(Origin.SNAPSHOT, 2, 2 * size("a", "1")));
      assertThat(cache.snapshot().bytes()).isEqualTo(snapshot.bytes());
      assertThat(get(cache, "b")).isEqualTo("2");
      caches.clock.move(Duration.ofSeconds(1));
      assertThat(get(cache, "b")).isEqualTo("none");
      assertThat(cache.hydrate(snapshot.bytes())).isZero();
    }
  }

  @Test
  void doesNotReplaceWhatTheCacheHas() throws IOException {
    CacheSnapshot snapshot;
    try (CacheStore cache = caches.open()) {
      put(cache, "a", "old");
      put(cache, "b", "2");
      snapshot = cache.snapshot();
      put(cache, "a", "new");
      cache.evict("b");

      assertThat(cache.hydrate(snapshot.bytes())).isEqualTo(1);
      assertThat(get(cache, "a")).isEqualTo("new");
      assertThat(get(cache, "b")).isEqualTo("2");
    }
  }

  @Test
  void keepsWithinTheWatermarks() throws IOException {
    CacheSnapshot snapshot;
    try (CacheStore cache = caches.open()) {
      for (int i = 0; i < 5; i++) {
        cache.put("k" + i, new byte[1], Duration.ofSeconds(10 + i));
      }
      snapshot = cache.snapshot();
    }
    long one = size("k0", "1");
    caches.limit(4 * one, 2 * one);
    try (CacheStore cache = caches.open()) {
      caches.happened();
      assertThat(cache.hydrate(snapshot.bytes())).isEqualTo(2);
      assertThat(caches.happened())
          .containsExactly(
              new Evicted("k0", one, Cause.WATERMARK),
              new Evicted("k1", one, Cause.WATERMARK),
              new Evicted("k2", one, Cause.WATERMARK),
              new Hydrated(Origin.SNAPSHOT, 2, 2 * one));
      assertThat(cache.get("k3")).isPresent();
      assertThat(cache.get("k4")).isPresent();
    }
  }

  @Test
  void asAFileIsEncryptedWhereTheCacheIs() throws IOException {
    EncryptionKey key = TestKeys.key("2026", 1);
    caches.codec = TestKeys.codec("cache", TestKeys.ring(key), 1);
    ForgetfulFolder files = new ForgetfulFolder();
    SnapshotFile file = new SnapshotFile(files, "snapshot", caches.codec);
    try (CacheStore cache = caches.open()) {
      put(cache, "a", "a canary sings");
      CacheSnapshot saved = file.save(cache);
      assertThat(saved.bytes()).isEqualTo(cache.snapshot().bytes());
    }
    assertThat(new String(files.content("snapshot"), java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("canary");

    caches.opener = MemoryBackend.opener();
    try (CacheStore cache = caches.open()) {
      assertThat(file.hydrate(cache)).isEqualTo(1);
      assertThat(get(cache, "a")).isEqualTo("a canary sings");
      SnapshotFile withoutKey =
          new SnapshotFile(
              files, "snapshot", TestKeys.codec("cache", TestKeys.ring(TestKeys.key("b", 2)), 1));
      assertThatThrownBy(() -> withoutKey.hydrate(cache)).isInstanceOf(WrongKey.class);
      assertThatThrownBy(() -> new SnapshotFile(files, "absent", caches.codec).hydrate(cache))
          .isInstanceOf(NoSuchFileException.class);
    }
  }
}
