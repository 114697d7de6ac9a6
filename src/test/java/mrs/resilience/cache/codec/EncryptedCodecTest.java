package mrs.resilience.cache.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** An encrypted record is given under its key, in its cache, with its keys, or not at all. */
class EncryptedCodecTest {
  private static final Instant EXPIRY = Instant.parse("2026-03-01T02:15:00.000000001Z");
  private static final byte[] KEY = "key".getBytes(UTF_8);
  private static final byte[] VALUE = "a canary sings".getBytes(UTF_8);
  private static final EncryptionKey OLD = TestKeys.key("old", 1);
  private static final EncryptionKey NEW = TestKeys.key("new", 2);

  private final EncryptedCodec codec = codec("cache", OLD);
  private final byte[] bytes = codec.encode(KEY, new CacheEntry(VALUE, EXPIRY));

  @Test
  void givesBackWhatWasWritten() throws IOException {
    CacheEntry entry = codec.decode(KEY, bytes);

    assertThat(entry.value()).isEqualTo(VALUE);
    assertThat(entry.expiresAt()).isEqualTo(EXPIRY);
    assertThat(new String(bytes, UTF_8)).doesNotContain("canary").contains("old");
  }

  @Test
  void isPlainAesGcmOverHeaderCacheAndKey() throws Exception {
    EncryptedHeader header = EncryptedHeader.read(bytes);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(TestKeys.secret(1), "AES"),
        new GCMParameterSpec(128, header.nonce()));
    cipher.updateAAD(Arrays.copyOf(bytes, header.length()));
    cipher.updateAAD(new byte[] {0, 0, 0, 5});
    cipher.updateAAD("cachekey".getBytes(UTF_8));

    assertThat(cipher.doFinal(bytes, header.length(), bytes.length - header.length()))
        .isEqualTo(VALUE);
  }

  @Test
  void writesWithTheNewestKeyAndReadsWithAll() throws IOException {
    EncryptedCodec rotated = codec("cache", OLD, NEW);
    byte[] later = rotated.encode(KEY, new CacheEntry(VALUE, EXPIRY));

    assertThat(rotated.decode(KEY, bytes).value()).isEqualTo(VALUE);
    assertThat(EncryptedHeader.read(later).keyId()).isEqualTo("new");
    assertThat(codec("cache", NEW).decode(KEY, later).value()).isEqualTo(VALUE);
  }

  @Test
  void refusesForWantOfTheKeyAndNamesIt() throws IOException {
    EncryptedCodec other = codec("cache", NEW);

    assertThatThrownBy(() -> other.decode(KEY, bytes))
        .isInstanceOf(WrongKey.class)
        .hasMessageContaining("the key old, and the keys are [new]");
    assertThat(other.expiresAt(KEY, bytes)).isEqualTo(EXPIRY);
  }

  @Test
  void refusesAnotherKeyOfTheSameId() {
    EncryptedCodec other = codec("cache", TestKeys.key("old", 3));

    assertThatThrownBy(() -> other.decode(KEY, bytes))
        .isInstanceOf(WrongKey.class)
        .hasMessageContaining("another key that had the id old");
  }

  @Test
  void refusesARecordOfAnotherKeyOrCache() {
    assertThatThrownBy(() -> codec.decode("kez".getBytes(UTF_8), bytes))
        .isInstanceOf(DamagedRecord.class);
    assertThatThrownBy(() -> codec("other", OLD).decode(KEY, bytes))
        .isInstanceOf(DamagedRecord.class);
    assertThatThrownBy(() -> codec("cachek", OLD).decode("ey".getBytes(UTF_8), bytes))
        .isInstanceOf(DamagedRecord.class);
  }

  @Test
  void refusesALaterExpiryWithAHeaderThatIsWhole() throws IOException {
    EncryptedHeader read = EncryptedHeader.read(bytes);
    EncryptedHeader later =
        new EncryptedHeader(EXPIRY.plusSeconds(1), read.fingerprint(), read.nonce(), read.keyId());
    System.arraycopy(later.bytes(), 0, bytes, 0, later.length());

    assertThat(codec.expiresAt(KEY, bytes)).isEqualTo(EXPIRY.plusSeconds(1));
    assertThatThrownBy(() -> codec.decode(KEY, bytes)).isInstanceOf(DamagedRecord.class);
  }

  @Test
  void refusesAPlainRecord() {
    byte[] plain = new ChecksummedCodec().encode(KEY, new CacheEntry(VALUE, EXPIRY));

    assertThatThrownBy(() -> codec.decode(KEY, plain)).isInstanceOf(DamagedRecord.class);
  }

  @Test
  void refusesARecordThatWasCutOrGrewAtAnyByte() {
    for (int length = 0; length < bytes.length + 20; length++) {
      byte[] other = Arrays.copyOf(bytes, length);
      if (length != bytes.length) {
        assertThatThrownBy(() -> codec.decode(KEY, other)).isInstanceOf(DamagedRecord.class);
      }
    }
  }

  @Test
  void doesNotEncryptTheSameValueAlikeTwice() {
    assertThat(codec.encode(KEY, new CacheEntry(VALUE, EXPIRY))).isNotEqualTo(bytes);
  }

  private static EncryptedCodec codec(String cache, EncryptionKey... keys) {
    return TestKeys.codec(cache, TestKeys.ring(keys), 1);
  }
}
