package mrs.resilience.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import mrs.resilience.cache.CacheEvent.Damaged;
import mrs.resilience.cache.CacheEvent.Part;
import mrs.resilience.cache.CacheEvent.ResyncRequired;
import mrs.resilience.cache.codec.ChecksummedCodec;
import mrs.resilience.cache.codec.EntryCodec;
import mrs.resilience.cache.codec.TestKeys;
import mrs.resilience.folder.ForgetfulFolder;
import org.junit.jupiter.api.Test;

/**
 * A snapshot that is damaged in any way gives no entry at all, and an event.
 *
 * <p>{@code -Dmrs.cache.flips=N} flips N bits (2,000 by default), one at a time, of a snapshot, and
 * as many of each kind of file.
 */
class SnapshotFaultTest {
  private static final int FLIPS = Integer.getInteger("mrs.cache.flips", 2_000);

  private final OpenedCaches caches = new OpenedCaches();

  @Test
  void aFlippedBitGivesNothing() throws IOException {
    byte[] snapshot = snapshot().bytes();
    Random random = new Random(12);
    try (CacheStore cache = caches.open()) {
      for (int flip = 0; flip < FLIPS; flip++) {
        int bit = random.nextInt(8 * snapshot.length);
        snapshot[bit / 8] ^= (byte) (1 << (bit % 8));
        assertNothingComesOf(cache, snapshot);
        snapshot[bit / 8] ^= (byte) (1 << (bit % 8));
      }
      assertThat(cache.stats().damaged()).isEqualTo(FLIPS);
      assertThat(cache.hydrate(snapshot)).isEqualTo(20);
    }
  }

  @Test
  void aSnapshotThatWasCutOrGrewAtAnyByteGivesNothing() throws IOException {
    byte[] snapshot = snapshot().bytes();
    try (CacheStore cache = caches.open()) {
      for (int length = 0; length < snapshot.length + 50; length++) {
        if (length != snapshot.length) {
          assertNothingComesOf(cache, Arrays.copyOf(snapshot, length));
        }
      }
    }
  }

  @Test
  void aFileWithAFlippedBitGivesNothing() throws IOException {
    for (EntryCodec codec :
        new EntryCodec[] {
          new ChecksummedCodec(), TestKeys.codec("cache", TestKeys.ring(TestKeys.key("2026", 1)), 1)
        }) {
      ForgetfulFolder files = new ForgetfulFolder();
      SnapshotFile file = new SnapshotFile(files, "snapshot", codec);
      fill(caches.open(), file);
      long bits = 8 * files.size("snapshot");
      Random random = new Random(12);
      try (CacheStore cache = caches.open()) {
        for (int flip = 0; flip < FLIPS; flip++) {
          long bit = random.nextLong(bits);
          files.flipBit("snapshot", bit);
          caches.happened();
          assertThat(file.hydrate(cache)).isZero();
          assertThat(caches.happened()).hasAtLeastOneElementOfType(Damaged.class);
          files.flipBit("snapshot", bit);
        }
        assertThat(cache.stats().entries()).isZero();
        assertThat(file.hydrate(cache)).isEqualTo(20);
      }
    }
  }

  @Test
  void aSavedFileOutlastsAPowerCutAndAFailedSaveLeavesTheOneBefore() throws IOException {
    Random random = new Random(12);
    for (int cut = 0; cut < 30; cut++) {
      ForgetfulFolder files = new ForgetfulFolder();
      SnapshotFile file = new SnapshotFile(files, "snapshot", new ChecksummedCodec());
      fill(caches.open(), file);
      if (cut % 2 == 0) {
        files.fail(
            (operation, name) -> {
              if (operation == ForgetfulFolder.Operation.SYNC) {
                throw new IOException("no space left");
              }
            });
        try (CacheStore cache = caches.open()) {
          assertThatThrownBy(() -> file.save(cache)).hasMessage("no space left");
        }
        files.fail((operation, name) -> {});
      }
      ForgetfulFolder after = files.afterPowerCut(random);
      try (CacheStore cache = caches.open()) {
        assertThat(new SnapshotFile(after, "snapshot", new ChecksummedCodec()).hydrate(cache))
            .isEqualTo(20);
      }
    }
  }

  /** Whoever writes the hash anew can also write other numbers: these must not crash the reader. */
  @Test
  void numbersThatCannotBeGiveNothing() throws Exception {
    byte[] snapshot = snapshot().bytes();
    Random random = new Random(12);
    try (CacheStore cache = caches.open()) {
      for (int at = 0; at < 120; at++) {
        for (int number : new int[] {-1, Integer.MAX_VALUE, Integer.MIN_VALUE, random.nextInt()}) {
          cache.clear();
          assertThat(cache.hydrate(withNumber(snapshot, at, number))).isBetween(0, 20);
        }
      }
      cache.clear();
      for (int count : new int[] {-20, -1, 0, 19, 21}) {
        assertNothingComesOf(cache, withNumber(snapshot, 12, count));
      }
      for (int version : new int[] {0, 2}) {
        assertNothingComesOf(cache, withNumber(snapshot, 8, version));
      }
      assertThat(cache.hydrate(withNumber(snapshot, 12, 20))).isEqualTo(20);
    }
  }

  @Test
  void anEntryThatTheCacheWouldNotTakeGivesNothing() throws Exception {
    byte[] empty = "MRSCACHE\0\0\0\1\0\0\0\1\0\0\0\0".getBytes(UTF_8);
    try (CacheStore cache = caches.open()) {
      assertNothingComesOf(cache, hashed(Arrays.copyOf(empty, empty.length + 16 + 32)));
    }
  }

  private static byte[] withNumber(byte[] snapshot, int at, int number) throws Exception {
    byte[] other = snapshot.clone();
    ByteBuffer.wrap(other).putInt(at, number);
    return hashed(other);
  }

  private static byte[] hashed(byte[] snapshot) throws Exception {
    int end = snapshot.length - 32;
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    sha256.update(snapshot, 0, end);
    sha256.digest(snapshot, end, 32);
    return snapshot;
  }

  private void assertNothingComesOf(CacheStore cache, byte[] snapshot) {
    caches.happened();
    assertThat(cache.hydrate(snapshot)).isZero();
    assertThat(caches.happened())
        .satisfiesExactly(
            event ->
                assertThat(event)
                    .isInstanceOfSatisfying(
                        Damaged.class,
                        damaged -> {
                          assertThat(damaged.part()).isEqualTo(Part.SNAPSHOT);
                          assertThat(damaged.key()).isEqualTo(Optional.empty());
                        }),
            event -> assertThat(event).isInstanceOf(ResyncRequired.class));
    assertThat(cache.stats().entries()).isZero();
  }

  private CacheSnapshot snapshot() throws IOException {
    ForgetfulFolder files = new ForgetfulFolder();
    return fill(caches.open(), new SnapshotFile(files, "snapshot", new ChecksummedCodec()));
  }

  private static CacheSnapshot fill(CacheStore cache, SnapshotFile file) throws IOException {
    try (cache) {
      for (int i = 0; i < 20; i++) {
        cache.put("key" + i, ("value" + i * i).getBytes(UTF_8));
      }
      return file.save(cache);
    }
  }
}
