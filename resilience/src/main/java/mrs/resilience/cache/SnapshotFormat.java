package mrs.resilience.cache;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import mrs.resilience.cache.EntryTable.Keyed;
import mrs.resilience.cache.codec.CacheEntry;
import mrs.resilience.cache.codec.DamagedRecord;

/**
 * How a {@link CacheSnapshot} is written.
 *
 * <pre>
 * 8 bytes   MRSCACHE
 * 4 bytes   version of this format, 1
 * 4 bytes   how many entries
 * for each, by its key as unsigned bytes:
 *   4 + n   length of the key, the key in UTF-8
 *   8 + 4   expiry: seconds of the epoch, nanoseconds of the second
 *   4 + n   length of the value, the value
 * 32 bytes  SHA-256 of all that is before
 * </pre>
 *
 * Numbers are big-endian.
 */
final class SnapshotFormat {
  /** The most bytes a snapshot may have. */
  static final long LARGEST = 1L << 30;

  private static final byte[] MAGIC = "MRSCACHE".getBytes(US_ASCII);
  private static final int VERSION = 1;
  private static final int HEAD = 16;
  private static final int BESIDE_KEY_AND_VALUE = 20;
  private static final int HASH = 32;

  private SnapshotFormat() {}

  /** The snapshot of these entries. */
  static CacheSnapshot write(List<Keyed> entries) {
    SortedMap<byte[], CacheEntry> sorted = new TreeMap<>(Arrays::compareUnsigned);
    long size = HEAD + HASH;
    for (Keyed keyed : entries) {
      byte[] key = EntryKey.bytes(keyed.key());
      sorted.put(key, keyed.entry());
      size += BESIDE_KEY_AND_VALUE + key.length + keyed.entry().value().length;
    }
    if (size > LARGEST) {
      throw new IllegalStateException(
          "a snapshot has at most "
              + LARGEST
              + " bytes, and this one would have "
              + size
              + "; copy the folder of the cache while it is closed instead");
    }
    ByteBuffer out = ByteBuffer.allocate((int) size).put(MAGIC).putInt(VERSION);
    out.putInt(sorted.size());
    sorted.forEach((key, entry) -> append(out, key, entry));
    byte[] hash = hash(out.array());
    return new CacheSnapshot(out.put(hash).array(), HexFormat.of().formatHex(hash));
  }

  /**
   * Reads the entries, those that expire first before others; all of them or none.
   *
   * @throws DamagedRecord if it is not as it was written, or of another version
   */
  static List<Keyed> read(byte[] snapshot) throws DamagedRecord {
    if (snapshot.length < HEAD + HASH) {
      throw new DamagedRecord("a snapshot of " + snapshot.length + " bytes is too short");
    }
    int end = snapshot.length - HASH;
    if (!Arrays.equals(hash(snapshot), 0, HASH, snapshot, end, snapshot.length)) {
      throw new DamagedRecord(
          "the SHA-256 of a snapshot of " + snapshot.length + " bytes is wrong");
    }
    ByteBuffer in = ByteBuffer.wrap(snapshot, 0, end);
    try {
      byte[] magic = new byte[MAGIC.length];
      in.get(magic);
      int version = in.getInt();
      if (!Arrays.equals(magic, MAGIC) || version != VERSION) {
        throw new DamagedRecord("a snapshot has the version " + version + ", and not " + VERSION);
      }
      int count = in.getInt();
      List<Keyed> entries = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        entries.add(next(in));
      }
      if (count != entries.size() || in.hasRemaining()) {
        throw new DamagedRecord("a snapshot has more than the " + count + " entries that it names");
      }
      entries.sort(
          Comparator.comparing((Keyed keyed) -> keyed.entry().expiresAt())
              .thenComparing(Keyed::key));
      return entries;
    } catch (BufferUnderflowException
        | CharacterCodingException
        | DateTimeException
        | ArithmeticException e) {
      throw new DamagedRecord("a snapshot has entries that are none", e);
    }
  }

  private static void append(ByteBuffer out, byte[] key, CacheEntry entry) {
    out.putInt(key.length)
        .put(key)
        .putLong(entry.expiresAt().getEpochSecond())
        .putInt(entry.expiresAt().getNano())
        .putInt(entry.value().length)
        .put(entry.value());
  }

  private static Keyed next(ByteBuffer in) throws CharacterCodingException {
    String key = EntryKey.text(bytes(in));
    Instant expiresAt = Instant.ofEpochSecond(in.getLong(), in.getInt());
    return new Keyed(key, new CacheEntry(bytes(in), expiresAt));
  }

  private static byte[] bytes(ByteBuffer in) {
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private static byte[] hash(byte[] snapshot) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(snapshot, 0, snapshot.length - HASH);
      return sha256.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
