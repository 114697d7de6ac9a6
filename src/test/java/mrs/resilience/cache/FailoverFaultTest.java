package mrs.resilience.cache;

import static mrs.resilience.cache.OpenedCaches.TTL;
import static mrs.resilience.cache.OpenedCaches.get;
import static mrs.resilience.cache.OpenedCaches.put;
import static mrs.resilience.cache.OpenedCaches.size;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import mrs.resilience.cache.BreakingBackend.Operation;
import mrs.resilience.cache.CacheEvent.Evicted;
import mrs.resilience.cache.CacheEvent.FailedOver;
import mrs.resilience.cache.CacheEvent.Hydrated;
import mrs.resilience.cache.CacheEvent.Origin;
import mrs.resilience.cache.CacheEvent.ResyncRequired;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A cache whose backend breaks goes on in memory and comes back with nothing lost or out of date.
 */
class FailoverFaultTest {
  private static final ResyncRequired BACK = new ResyncRequired("the backend of the cache is back");
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final OpenedCaches caches = new OpenedCaches();
  private final BreakingBackend disk = new BreakingBackend();

  FailoverFaultTest() {
    caches.opener = disk;
  }

  @Test
  void goesOnInMemoryAndComesBackWithWhatChanged() throws IOException {
    CacheStore cache = caches.open();
    put(cache, "kept", "1");
    put(cache, "changed", "1");
    put(cache, "taken", "1");
    caches.happened();
    disk.breakDown();

    put(cache, "changed", "2");
    Instant nextTry = caches.clock.instant().plus(SECOND);
    assertThat(caches.happened()).containsExactly(new FailedOver("the disk is gone", nextTry));
    assertThat(cache.nextTry()).contains(nextTry);
    assertThat(get(cache, "changed")).isEqualTo("2");
    assertThat(get(cache, "kept")).isEqualTo("none");
    cache.evict("taken");
    put(cache, "new", "1");
    disk.mend();
    caches.clock.move(SECOND.minusNanos(1));
    assertThat(get(cache, "kept")).isEqualTo("none");
    assertThat(caches.happened()).isEmpty();
    caches.clock.move(Duration.ofNanos(1));

    assertThat(get(cache, "kept")).isEqualTo("1");
    assertThat(caches.happened())
        .containsExactly(
            BACK,
            new Hydrated(
                Origin.BACKEND, 3, size("kept", "1") + size("changed", "2") + size("new", "1")));
    assertThat(cache.nextTry()).isEmpty();
    assertThat(get(cache, "changed")).isEqualTo("2");
    assertThat(get(cache, "new")).isEqualTo("1");
    assertThat(get(cache, "taken")).isEqualTo("none");
    assertThat(cache.stats().failovers()).isEqualTo(1);
    assertThat(disk.records).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource(names = {"GET", "PUT", "REMOVE", "CLEAR"})
  void noOperationFailsForIt(Operation broken) throws IOException {
    CacheStore cache = caches.open();
    put(cache, "a", "1");
    disk.fail(
        operation -> {
          if (operation == broken) {
            throw new IOException("the disk is gone");
          }
        });
    get(cache, "a");
    cache.evict("a");
    put(cache, "a", "2");
    cache.clear();
    put(cache, "b", "3");

    assertThat(cache.stats().failovers()).isEqualTo(1);
    assertThat(get(cache, "a")).isEqualTo("none");
    assertThat(get(cache, "b")).isEqualTo("3");
    assertThat(disk.opened - disk.closed).isZero();
    disk.mend();
    caches.clock.move(SECOND);
    assertThat(get(cache, "a")).isEqualTo("none");
    assertThat(get(cache, "b")).isEqualTo("3");
    assertThat(disk.records).hasSize(1);
    cache.close();
    assertThat(disk.opened - disk.closed).isZero();
  }

  @Test
  void beginsInMemoryWhereTheBackendCannotBeOpened() throws IOException {
    disk.breakDown();
    try (CacheStore cache = caches.open()) {
      assertThat(caches.happened())
          .containsExactly(new FailedOver("the disk is gone", caches.clock.instant().plus(SECOND)));
      put(cache, "a", "1");
      assertThat(get(cache, "a")).isEqualTo("1");
      disk.mend();
      caches.clock.move(SECOND);
      assertThat(get(cache, "a")).isEqualTo("1");
      assertThat(disk.records).hasSize(1);
    }
  }

  @Test
  void waitsLongerAfterEachFailureUntilSomethingIsWritten() throws IOException {
    CacheStore cache = caches.open();
    disk.fail(
        operation -> {
          if (operation == Operation.PUT) {
            throw new IOException("no space left");
          }
        });
    for (int seconds : new int[] {1, 2, 4, 5, 5}) {
      // It opens each time, as there is nothing to bring, and breaks at the first put.
      put(cache, "a", "1");
      cache.evict("a");
      assertThat(cache.nextTry()).contains(caches.clock.instant().plusSeconds(seconds));
      caches.clock.move(Duration.ofSeconds(seconds));
      get(cache, "a");
      assertThat(cache.nextTry()).isEmpty();
    }
    disk.mend();
    put(cache, "a", "1");
    disk.breakDown();
    get(cache, "a");

    assertThat(cache.nextTry()).contains(caches.clock.instant().plusSeconds(1));
  }

  @Test
  void aTryThatFailsHalfwayTellsNothingAndLosesNothing() throws IOException {
    CacheStore cache = caches.open();
    put(cache, "a", "1");
    disk.breakDown();
    put(cache, "b", "2");
    put(cache, "a", "3");
    caches.happened();
    for (Operation broken :
        new Operation[] {Operation.OPEN, Operation.REMOVE, Operation.FOR_EACH, Operation.PUT}) {
      disk.fail(
          operation -> {
            if (operation == broken) {
              throw new IOException("still broken");
            }
          });
      caches.clock.move(Duration.ofSeconds(5));
      disk.wiped = 0;
      assertThat(get(cache, "a")).isEqualTo("3");
      assertThat(get(cache, "b")).isEqualTo("2");
      assertThat(caches.happened()).isEmpty();
      assertThat(disk.opened - disk.closed).isZero();
    }
    disk.mend();
    caches.clock.move(Duration.ofSeconds(5));
    assertThat(get(cache, "a")).isEqualTo("3");
    assertThat(cache.nextTry()).isEmpty();
    assertThat(disk.records).hasSize(2);
  }

  @Test
  void wipesWhatHasFailedTooOftenInARow() throws IOException {
    CacheStore cache = caches.open();
    put(cache, "a", "1");
    disk.fail(
        operation -> {
          if (!disk.records.isEmpty() && operation == Operation.FOR_EACH) {
            throw new IOException("cannot be read, for whatever reason");
          }
          if (operation == Operation.GET) {
            throw new IOException("the disk is gone");
          }
        });
    get(cache, "a");
    for (int failure = 1; failure < OpenedCaches.REOPEN.wipeAfter(); failure++) {
      caches.clock.move(Duration.ofSeconds(5));
      cache.stats();
      assertThat(disk.wiped).isZero();
      assertThat(cache.nextTry()).isPresent();
    }
    caches.clock.move(Duration.ofSeconds(5));
    cache.stats();

    assertThat(disk.wiped).isEqualTo(1);
    assertThat(cache.nextTry()).isEmpty();
  }

  @Test
  void memoryHasItsOwnWatermarks() throws IOException {
    long one = size("a", "1");
    caches.settings =
        new CacheSettings(
            TTL, OpenedCaches.LARGE, new Watermarks(2 * one, one), OpenedCaches.REOPEN);
    try (CacheStore cache = caches.open()) {
      for (String key : new String[] {"a", "b", "c"}) {
        put(cache, key, "1");
      }
      disk.breakDown();
      for (String key : new String[] {"a", "b", "c"}) {
        put(cache, key, "2");
      }
      assertThat(cache.stats().entries()).isEqualTo(1);
      disk.mend();
      caches.clock.move(SECOND);

      // What memory had no room for is not what the disk has of it either.
      assertThat(get(cache, "a")).isEqualTo("none");
      assertThat(get(cache, "b")).isEqualTo("none");
      assertThat(get(cache, "c")).isEqualTo("2");
    }
  }

  @Test
  void whatExpiresInMemoryDoesNotComeBackFromTheDisk() throws IOException {
    try (CacheStore cache = caches.open()) {
      cache.put("a", new byte[] {'1'}, Duration.ofHours(1));
      disk.breakDown();
      cache.put("a", new byte[] {'2'}, Duration.ofMillis(1));
      disk.mend();
      caches.clock.move(SECOND);

      assertThat(get(cache, "a")).isEqualTo("none");
      assertThat(caches.happened()).hasAtLeastOneElementOfType(Evicted.class);
    }
  }

  @Test
  void aTryThatFailsTakesNothingBackOfWhatExpiredInMemory() throws IOException {
    try (CacheStore cache = caches.open()) {
      disk.breakDown();
      cache.put("a", new byte[1], Duration.ofMillis(1));
      caches.clock.move(SECOND);
      cache.stats();

      assertThat(cache.stats().expired()).isEqualTo(1);
      assertThat(cache.nextTry()).contains(caches.clock.instant().plusSeconds(2));
    }
  }
}
