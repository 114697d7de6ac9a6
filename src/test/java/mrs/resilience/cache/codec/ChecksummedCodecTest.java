package mrs.resilience.cache.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** A plain record is what was written under its key, or damaged. */
class ChecksummedCodecTest {
  private static final Instant EXPIRY = Instant.parse("2026-03-01T02:15:00.000000001Z");
  private static final byte[] KEY = "key".getBytes(UTF_8);

  private final ChecksummedCodec codec = new ChecksummedCodec();

  @Test
  void givesBackWhatWasWritten() throws IOException {
    byte[] bytes = codec.encode(KEY, new CacheEntry("value".getBytes(UTF_8), EXPIRY));

    CacheEntry entry = codec.decode(KEY, bytes);
    assertThat(entry.value()).isEqualTo("value".getBytes(UTF_8));
    assertThat(entry.expiresAt()).isEqualTo(EXPIRY);
    assertThat(codec.expiresAt(KEY, bytes)).isEqualTo(EXPIRY);
  }

  @Test
  void writesTheSameBytesInEveryVersion() {
    byte[] bytes = codec.encode(KEY, new CacheEntry("value".getBytes(UTF_8), EXPIRY));

    // The CRC32C was computed apart, over 00000003 6b6579 00000005 and what follows it here.
    assertThat(HexFormat.of().formatHex(bytes))
        .isEqualTo("35" + "bf2c9c73" + "0000000069a3a124" + "00000001" + "76616c7565");
  }

  @Test
  void refusesARecordOfAnotherKey() {
    byte[] bytes = codec.encode(KEY, new CacheEntry(new byte[5], EXPIRY));

    assertThatThrownBy(() -> codec.decode("kez".getBytes(UTF_8), bytes))
        .isInstanceOf(DamagedRecord.class);
    assertThatThrownBy(() -> codec.decode("ke".getBytes(UTF_8), bytes))
        .isInstanceOf(DamagedRecord.class);
  }

  @Test
  void refusesARecordThatWasCutOrGrewAtAnyByte() {
    byte[] bytes = codec.encode(KEY, new CacheEntry(new byte[40], EXPIRY));
    for (int length = 0; length < bytes.length + 20; length++) {
      byte[] other = Arrays.copyOf(bytes, length);
      if (length != bytes.length) {
        assertThatThrownBy(() -> codec.decode(KEY, other)).isInstanceOf(DamagedRecord.class);
        assertThatThrownBy(() -> codec.expiresAt(KEY, other)).isInstanceOf(DamagedRecord.class);
      }
    }
  }

  @Test
  void refusesAnEncryptedRecordForWantOfAKey() throws IOException {
    EncryptedCodec encrypted = TestKeys.codec("c", TestKeys.ring(TestKeys.key("2026", 1)), 1);
    byte[] bytes = encrypted.encode(KEY, new CacheEntry(new byte[5], EXPIRY));

    assertThatThrownBy(() -> codec.decode(KEY, bytes))
        .isInstanceOf(WrongKey.class)
        .hasMessageContaining("2026");
    assertThat(codec.expiresAt(KEY, bytes)).isEqualTo(EXPIRY);
  }
}
