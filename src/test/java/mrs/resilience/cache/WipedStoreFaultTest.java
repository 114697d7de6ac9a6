package mrs.resilience.cache;

import static mrs.resilience.cache.OpenedCaches.TTL;
import static mrs.resilience.cache.OpenedCaches.get;
import static mrs.resilience.cache.OpenedCaches.put;
import static mrs.resilience.cache.OpenedCaches.size;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import mrs.resilience.cache.BreakingBackend.Operation;
import mrs.resilience.cache.CacheEvent.Damaged;
import mrs.resilience.cache.CacheEvent.FailedOver;
import mrs.resilience.cache.CacheEvent.Hydrated;
import mrs.resilience.cache.CacheEvent.Origin;
import mrs.resilience.cache.CacheEvent.Part;
import mrs.resilience.cache.CacheEvent.ResyncRequired;
import mrs.resilience.cache.backend.DamagedStore;
import mrs.resilience.cache.codec.CacheEntry;
import mrs.resilience.cache.codec.DamagedRecord;
import mrs.resilience.cache.codec.TestKeys;
import mrs.resilience.cache.codec.WrongKey;
import org.junit.jupiter.api.Test;

/**
 * A cache wipes a store that is damaged, drops an entry that is, and wipes nothing for want of a
 * key.
 */
class WipedStoreFaultTest {
  private static final ResyncRequired BACK = new ResyncRequired("the backend of the cache is back");
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final OpenedCaches caches = new OpenedCaches();
  private final BreakingBackend disk = new BreakingBackend();

  WipedStoreFaultTest() {
    caches.opener = disk;
  }

  @Test
  void wipesAStoreThatIsDamagedWhenItIsOpened() throws IOException {
    CacheStore before = caches.open();
    put(before, "a", "1");
    before.close();
    caches.happened();
    disk.fail(
        operation -> {
          if (operation == Operation.FOR_EACH && !disk.records.isEmpty()) {
            throw new DamagedStore("bad magic", new IOException());
          }
        });
    try (CacheStore cache = caches.open()) {
      assertThat(caches.happened())
          .containsExactly(
              new Damaged(Part.STORE, Optional.empty(), "bad magic"),
              new ResyncRequired("the backend of the cache was damaged and is empty now"),
              new Hydrated(Origin.BACKEND, 0, 0));
      assertThat(cache.stats().damaged()).isEqualTo(1);
      put(cache, "b", "2");
      assertThat(get(cache, "b")).isEqualTo("2");
    }
  }

  @Test
  void wipesAStoreThatIsFoundDamagedLater() throws IOException {
    try (CacheStore cache = caches.open()) {
      put(cache, "a", "1");
      caches.happened();
      disk.fail(
          operation -> {
            if (operation == Operation.GET) {
              throw new DamagedStore("malformed", new IOException());
            }
          });
      assertThat(get(cache, "a")).isEqualTo("none");
      Instant nextTry = caches.clock.instant().plus(SECOND);
      assertThat(caches.happened())
          .containsExactly(
              new Damaged(Part.STORE, Optional.empty(), "malformed"),
              new FailedOver("malformed", nextTry));
      disk.mend();
      caches.clock.move(SECOND);
      assertThat(get(cache, "a")).isEqualTo("none");
      assertThat(caches.happened()).containsExactly(BACK, new Hydrated(Origin.BACKEND, 0, 0));
      assertThat(disk.wiped).isEqualTo(1);
    }
  }

  @Test
  void anEntryThatCannotBeReadGoesAndTheRestStays() throws IOException {
    try (CacheStore cache = caches.open()) {
      put(cache, "a", "1");
      put(cache, "b", "2");
      caches.happened();
      disk.fail(
          operation -> {
            if (operation == Operation.GET) {
              throw new DamagedRecord("block checksum mismatch");
            }
          });
      assertThat(get(cache, "a")).isEqualTo("none");
      disk.mend();

      assertThat(caches.happened())
          .containsExactly(new Damaged(Part.ENTRY, Optional.of("a"), "block checksum mismatch"));
      assertThat(get(cache, "a")).isEqualTo("none");
      assertThat(get(cache, "b")).isEqualTo("2");
      assertThat(disk.records).hasSize(1);
      assertThat(cache.stats().bytes()).isEqualTo(size("b", "2"));
    }
  }

  @Test
  void wipesNothingForWantOfAKey() throws IOException {
    caches.codec = TestKeys.codec("cache", TestKeys.ring(TestKeys.key("new", 2)), 1);
    try (CacheStore cache = caches.open()) {
      disk.breakDown();
      get(cache, "a");
      cache.evict("a");
      disk.mend();
      byte[] key = {'b'};
      disk.records.put(
          key,
          TestKeys.codec("cache", TestKeys.ring(TestKeys.key("old", 1)), 1)
              .encode(key, new CacheEntry(new byte[1], caches.clock.instant().plusSeconds(900))));
      for (int tries = 0; tries < 2 * OpenedCaches.REOPEN.wipeAfter(); tries++) {
        caches.clock.move(Duration.ofSeconds(5));
        cache.stats();
      }
      assertThat(cache.nextTry()).isPresent();
      assertThat(disk.wiped).isZero();
      assertThat(disk.records).hasSize(1);
      assertThat(disk.opened - disk.closed).isZero();
    }
  }

  @Test
  void refusesToOpenForWantOfAKeyAndLeavesWhatIsThere() throws IOException {
    caches.codec = TestKeys.codec("cache", TestKeys.ring(TestKeys.key("old", 1)), 1);
    CacheStore before = caches.open();
    put(before, "a", "1");
    before.close();
    caches.codec = TestKeys.codec("cache", TestKeys.ring(TestKeys.key("new", 2)), 1);

    assertThatThrownBy(this::openChecked)
        .isInstanceOf(WrongKey.class)
        .hasMessageContaining("old")
        .hasMessageContaining("give the key");
    assertThat(disk.records).hasSize(1);
    assertThat(disk.opened - disk.closed).isZero();
    caches.clock.move(TTL);
    try (CacheStore cache = caches.open()) {
      assertThat(cache.stats().entries()).isZero();
    }
  }

  @Test
  void readsWithTheOldKeyAfterARotation() throws IOException {
    caches.codec = TestKeys.codec("cache", TestKeys.ring(TestKeys.key("old", 1)), 1);
    CacheStore before = caches.open();
    put(before, "a", "1");
    before.close();
    caches.codec =
        TestKeys.codec("cache", TestKeys.ring(TestKeys.key("old", 1), TestKeys.key("new", 2)), 2);
    try (CacheStore cache = caches.open()) {
      assertThat(get(cache, "a")).isEqualTo("1");
    }
  }

  private CacheStore openChecked() throws WrongKey {
    return CacheStore.open(
        caches.settings, caches.opener, caches.codec, caches.clock, caches.events::add);
  }
}
