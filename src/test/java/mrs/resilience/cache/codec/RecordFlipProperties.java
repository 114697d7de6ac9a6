package mrs.resilience.cache.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * No flipped bit of a record is ever given as a value, nor taken for a matter of keys.
 *
 * <p>{@code -Dmrs.cache.flips=N} flips N bits of each kind of record (5,000 by default), one at a
 * time.
 */
class RecordFlipProperties {
  private static final int FLIPS = Integer.getInteger("mrs.cache.flips", 5_000);
  private static final Instant EXPIRY = Instant.parse("2026-03-01T02:15:00Z");

  @Test
  void everySingleBitThatFlipsIsSeen() {
    Random random = new Random(12);
    List<EntryCodec> codecs =
        List.of(
            new ChecksummedCodec(),
            TestKeys.codec("cache", TestKeys.ring(TestKeys.key("2026", 1)), 1));
    for (EntryCodec codec : codecs) {
      int seen = 0;
      for (int flip = 0; flip < FLIPS; flip++) {
        byte[] key = bytes(random, 1 + random.nextInt(20));
        byte[] bytes =
            codec.encode(key, new CacheEntry(bytes(random, random.nextInt(200)), EXPIRY));
        int bit = random.nextInt(8 * bytes.length);
        bytes[bit / 8] ^= (byte) (1 << (bit % 8));
        seen += isRefused(codec, key, bytes) ? 1 : 0;
      }
      assertThat(seen).isEqualTo(FLIPS);
    }
  }

  private static boolean isRefused(EntryCodec codec, byte[] key, byte[] bytes) {
    try {
      codec.decode(key, bytes);
      return false;
    } catch (DamagedRecord e) {
      return true;
    } catch (WrongKey e) {
      return false;
    }
  }

  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
