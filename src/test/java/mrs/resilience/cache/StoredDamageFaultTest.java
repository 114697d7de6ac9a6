package mrs.resilience.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import mrs.resilience.cache.CacheEvent.Damaged;
import mrs.resilience.cache.CacheEvent.Part;
import mrs.resilience.cache.backend.BackendOpener;
import mrs.resilience.cache.backend.Backends;
import mrs.resilience.cache.backend.CacheBackend;
import mrs.resilience.cache.backend.StoredRecord;
import mrs.resilience.cache.codec.ChecksummedCodec;
import mrs.resilience.cache.codec.EntryCodec;
import mrs.resilience.cache.codec.TestKeys;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A stored record that is damaged is never given; its entry goes, with an event, and all others
 * stay.
 *
 * <p>{@code -Dmrs.cache.flips=N} flips N bits of records in each backend, plain and encrypted
 * (2,000 by default in memory and RocksDB, a fifth of that in SQLite), one at a time, while the
 * cache is open; and as many, 100 at a time, while it is closed, a tenth by default.
 */
class StoredDamageFaultTest {
  private static final int FLIPS = Integer.getInteger("mrs.cache.flips", 2_000);
  private static final int FLIPS_WHILE_CLOSED = Integer.getInteger("mrs.cache.flips", 200);
  private static final int ENTRIES = 300;

  @TempDir private Path folder;

  private final OpenedCaches caches = new OpenedCaches();
  private final Random random = new Random(12);
  private final List<EntryCodec> codecs =
      List.of(
          new ChecksummedCodec(),
          TestKeys.codec("cache", TestKeys.ring(TestKeys.key("2026", 1)), 1));

  /** Lets a test at the records beneath a cache. */
  private static final class Beneath implements BackendOpener {
    private final BackendOpener opener;
    private CacheBackend opened;

    private Beneath(BackendOpener opener) throws IOException {
      this.opener = opener;
      this.opened = opener.open();
      this.opened.close();
    }

    @Override
    public CacheBackend open() throws IOException {
      opened = opener.open();
      return opened;
    }

    @Override
    public void wipe() throws IOException {
      opener.wipe();
    }

    void put(String key, byte[] bytes) throws IOException {
      opened.putAll(List.of(new StoredRecord(key.getBytes(UTF_8), bytes)));
    }

    byte[] get(String key) throws IOException {
      return opened.get(key.getBytes(UTF_8)).orElseThrow();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFlippedBitCostsItsEntryAlone(Backends kind) throws IOException {
    int flips = kind == Backends.SQLITE ? FLIPS / 5 : FLIPS;
    for (EntryCodec codec : codecs) {
      Beneath beneath = open(kind, codec);
      try (CacheStore cache = fill(caches.open())) {
        for (int flip = 0; flip < flips; flip++) {
          int at = random.nextInt(ENTRIES);
          beneath.put(key(at), flipped(beneath.get(key(at))));
          caches.happened();

          assertThat(cache.get(key(at))).isEmpty();
          assertThat(caches.happened())
              .singleElement()
              .isInstanceOfSatisfying(
                  Damaged.class,
                  damaged -> {
                    assertThat(damaged.part()).isEqualTo(Part.ENTRY);
                    assertThat(damaged.key()).isEqualTo(Optional.of(key(at)));
                  });
          int other = random.nextInt(ENTRIES);
          assertThat(cache.get(key(other)).isPresent()).isEqualTo(other != at);
          put(cache, at);
        }
        assertThat(cache.stats().damaged()).isEqualTo(flips);
        assertAllThere(cache, 0);
        cache.clear();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MEMORY")
  void flippedBitsCostTheirEntriesAtTheNextStart(Backends kind) throws IOException {
    for (EntryCodec codec : codecs) {
      Beneath beneath = open(kind, codec);
      for (int flip = 0; flip < FLIPS_WHILE_CLOSED; flip += 100) {
        fill(caches.open()).close();
        try (CacheBackend raw = beneath.open()) {
          for (int at = 0; at < 100; at++) {
            beneath.put(key(at), flipped(beneath.get(key(at))));
          }
          assertThat(raw).isNotNull();
        }
        try (CacheStore cache = caches.open()) {
          assertThat(cache.stats().damaged()).isEqualTo(100);
          assertThat(cache.stats().entries()).isEqualTo(ENTRIES - 100);
          assertAllThere(cache, 100);
        }
      }
      try (CacheStore cache = caches.open()) {
        cache.clear();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCutOrMovedRecordCostsItsEntryAlone(Backends kind) throws IOException {
    for (EntryCodec codec : codecs) {
      Beneath beneath = open(kind, codec);
      try (CacheStore cache = fill(caches.open())) {
        byte[] whole = beneath.get(key(1));
        for (int length = 0; length < whole.length; length++) {
          beneath.put(key(1), Arrays.copyOf(whole, length));
          assertThat(cache.get(key(1))).isEmpty();
          put(cache, 1);
        }
        byte[] one = beneath.get(key(1));
        byte[] two = beneath.get(key(2));
        beneath.put(key(1), two);
        beneath.put(key(2), one);
        assertThat(cache.get(key(1))).isEmpty();
        assertThat(cache.get(key(2))).isEmpty();
        put(cache, 1);
        put(cache, 2);
        assertAllThere(cache, 0);
        cache.clear();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRecordThatIsMissingIsAMiss(Backends kind) throws IOException {
    Beneath beneath = open(kind, codecs.get(0));
    try (CacheStore cache = fill(caches.open())) {
      beneath.opened.remove(key(1).getBytes(UTF_8));

      assertThat(cache.get(key(1))).isEmpty();
      assertThat(cache.stats().entries()).isEqualTo(ENTRIES - 1);
      assertThat(cache.stats().damaged()).isEqualTo(1);
    }
  }

  /** SQLite's pages have no checksum: damage can give a key that is no text. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MEMORY")
  void aRecordUnderAKeyThatIsNoneGoes(Backends kind) throws IOException {
    Beneath beneath = open(kind, codecs.get(0));
    byte[] noText = {(byte) 0xC3, 'x'};
    try (CacheBackend raw = beneath.open()) {
      byte[] bytes =
          codecs
              .get(0)
              .encode(
                  noText,
                  new mrs.resilience.cache.codec.CacheEntry(
                      new byte[1], caches.clock.instant().plusSeconds(9)));
      raw.putAll(List.of(new StoredRecord(noText, bytes), new StoredRecord(noText, bytes)));
    }
    caches.happened();
    try (CacheStore cache = caches.open()) {
      assertThat(cache.stats().entries()).isZero();
      assertThat(beneath.opened.get(noText)).isEmpty();
      assertThat(caches.happened().get(0))
          .isInstanceOfSatisfying(Damaged.class, damaged -> assertThat(damaged.key()).isEmpty());
    }
  }

  private Beneath open(Backends kind, EntryCodec codec) throws IOException {
    Beneath beneath = new Beneath(kind.opener(folder));
    caches.opener = beneath;
    caches.codec = codec;
    return beneath;
  }

  private byte[] flipped(byte[] bytes) {
    byte[] other = bytes.clone();
    int bit = random.nextInt(8 * other.length);
    other[bit / 8] ^= (byte) (1 << (bit % 8));
    return other;
  }

  private static CacheStore fill(CacheStore cache) {
    for (int at = 0; at < ENTRIES; at++) {
      put(cache, at);
    }
    return cache;
  }

  private static void assertAllThere(CacheStore cache, int from) {
    for (int at = 0; at < ENTRIES; at++) {
      assertThat(OpenedCaches.get(cache, key(at))).isEqualTo(at < from ? "none" : value(at));
    }
  }

  private static void put(CacheStore cache, int at) {
    OpenedCaches.put(cache, key(at), value(at));
  }

  private static String key(int at) {
    return "key" + at;
  }

  private static String value(int at) {
    return "value".repeat(1 + at % 7) + at;
  }
}
