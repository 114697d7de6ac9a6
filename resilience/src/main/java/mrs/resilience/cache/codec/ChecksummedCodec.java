package mrs.resilience.cache.codec;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Records in plain, with a CRC32C that finds damage (not tampering: that takes {@link
 * EncryptedCodec}).
 *
 * <pre>
 * 1 byte   {@value #FORMAT}
 * 4 bytes  CRC32C of: length of the key, the key, length of the value, all that follows here
 * 8 bytes  expiry, seconds of the epoch
 * 4 bytes  expiry, nanoseconds of the second
 * n bytes  the value
 * </pre>
 *
 * Numbers are big-endian. The key and both lengths are in the checksum, so that a record under
 * another key, or one cut where zeros were, does not pass.
 */
public final class ChecksummedCodec implements EntryCodec {
  /** How many bytes a record has beside its value. */
  public static final int OVERHEAD = 17;

  // Every bit differs from EncryptedHeader.FORMAT: no single flip makes one the other.
  static final byte FORMAT = 0x35;
  private static final int CHECKED_FROM = 5;

  @Override
  public byte[] encode(byte[] key, CacheEntry entry) {
    byte[] bytes = new byte[OVERHEAD + entry.value().length];
    ByteBuffer.wrap(bytes)
        .put(FORMAT)
        .putInt(0)
        .putLong(entry.expiresAt().getEpochSecond())
        .putInt(entry.expiresAt().getNano())
        .put(entry.value());
    ByteBuffer.wrap(bytes).putInt(1, checksum(key, bytes));
    return bytes;
  }

  @Override
  public CacheEntry decode(byte[] key, byte[] bytes) throws DamagedRecord, WrongKey {
    if (EncryptedHeader.isClaimedBy(bytes)) {
      String keyId = EncryptedHeader.read(bytes).keyId();
      throw new WrongKey("a record is encrypted with the key " + keyId + ", and there is no key");
    }
    Instant expiresAt = checkedExpiry(key, bytes);
    return new CacheEntry(Arrays.copyOfRange(bytes, OVERHEAD, bytes.length), expiresAt);
  }

  @Override
  public Instant expiresAt(byte[] key, byte[] bytes) throws DamagedRecord {
    return EncryptedHeader.isClaimedBy(bytes)
        ? EncryptedHeader.read(bytes).expiresAt()
        : checkedExpiry(key, bytes);
  }

  private static Instant checkedExpiry(byte[] key, byte[] bytes) throws DamagedRecord {
    if (bytes.length < OVERHEAD) {
      throw new DamagedRecord(
          "a record of " + bytes.length + " bytes is too short, the least is " + OVERHEAD);
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (in.get() != FORMAT || in.getInt() != checksum(key, bytes)) {
      throw new DamagedRecord("the checksum of a record of " + bytes.length + " bytes is wrong");
    }
    return Instant.ofEpochSecond(in.getLong(), in.getInt());
  }

  private static int checksum(byte[] key, byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, key.length));
    crc.update(key);
    crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length - OVERHEAD));
    crc.update(bytes, CHECKED_FROM, bytes.length - CHECKED_FROM);
    return (int) crc.getValue();
  }
}
