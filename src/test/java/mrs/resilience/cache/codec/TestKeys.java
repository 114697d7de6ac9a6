package mrs.resilience.cache.codec;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** Keys that tests encrypt with. */
public final class TestKeys {
  private TestKeys() {}

  /** A ring of keys, oldest first. */
  public static KeyRing ring(EncryptionKey... oldestFirst) {
    return new KeyRing(List.of(oldestFirst));
  }

  /** The key whose bytes are all {@code content}. */
  public static EncryptionKey key(String id, int content) {
    return new EncryptionKey(id, secret(content));
  }

  /** 32 bytes. */
  static byte[] secret(int content) {
    byte[] secret = new byte[EncryptionKey.BYTES];
    Arrays.fill(secret, (byte) content);
    return secret;
  }

  /** A codec for a cache of this name, that has drawn its nonces from {@code seed}. */
  public static EncryptedCodec codec(String cache, KeyRing keys, long seed) {
    return new EncryptedCodec(cache, keys, new NonceSource(new CountedRandom(seed)));
  }

  /** How a secret could show itself in a text: as Base64 and as hexadecimal digits. */
  static Stream<String> tracesOf(byte[] secret) {
    return Stream.of(
        Base64.getEncoder().encodeToString(secret).substring(0, 12),
        java.util.HexFormat.of().formatHex(secret).substring(0, 12));
  }
}
