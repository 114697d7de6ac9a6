package mrs.resilience.cache.codec;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.zip.CRC32C;

/**
 * What an encrypted record says in plain: enough to find its key, and to drop it when it has
 * expired. Its own CRC32C tells a damaged record from one whose key is missing; that nobody has
 * tampered with it is seen when the record is decrypted, as the header is authenticated with it.
 *
 * <pre>
 * 1 byte    {@value #FORMAT} (0xCA)
 * 8 bytes   expiry, seconds of the epoch
 * 4 bytes   expiry, nanoseconds of the second
 * 8 bytes   fingerprint of the key ({@link EncryptionKey#fingerprint})
 * 12 bytes  nonce
 * 1 byte    length of the id of the key
 * n bytes   id of the key
 * 4 bytes   CRC32C of all that is before
 * </pre>
 */
record EncryptedHeader(Instant expiresAt, long fingerprint, byte[] nonce, String keyId) {
  static final byte FORMAT = (byte) 0xCA;
  private static final int FIXED = 1 + 8 + 4 + 8 + NonceSource.BYTES + 1 + 4;

  /** Whether a record says that it is encrypted. */
  static boolean isClaimedBy(byte[] bytes) {
    return bytes.length > 0 && bytes[0] == FORMAT;
  }

  /** How many bytes it has. */
  int length() {
    return FIXED + keyId.length();
  }

  byte[] bytes() {
    ByteBuffer out =
        ByteBuffer.allocate(length())
            .put(FORMAT)
            .putLong(expiresAt.getEpochSecond())
            .putInt(expiresAt.getNano())
            .putLong(fingerprint)
            .put(nonce)
            .put((byte) keyId.length())
            .put(keyId.getBytes(US_ASCII));
    return out.putInt(checksum(out.array(), out.position())).array();
  }

  /** Reads the header that {@code bytes} begin with. */
  static EncryptedHeader read(byte[] bytes) throws DamagedRecord {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      byte format = in.get();
      long seconds = in.getLong();
      int nanos = in.getInt();
      long fingerprint = in.getLong();
      byte[] nonce = new byte[NonceSource.BYTES];
      in.get(nonce);
      byte[] keyId = new byte[Byte.toUnsignedInt(in.get())];
      in.get(keyId);
      int checked = in.position();
      if (format != FORMAT || in.getInt() != checksum(bytes, checked)) {
        throw new DamagedRecord("the header of a record of " + bytes.length + " bytes is damaged");
      }
      return new EncryptedHeader(
          Instant.ofEpochSecond(seconds, nanos), fingerprint, nonce, new String(keyId, US_ASCII));
    } catch (BufferUnderflowException e) {
      throw new DamagedRecord("a record of " + bytes.length + " bytes ends within its header", e);
    }
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
