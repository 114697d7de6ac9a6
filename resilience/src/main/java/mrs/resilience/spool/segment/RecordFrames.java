package mrs.resilience.spool.segment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.zip.CRC32C;

/**
 * Records as bytes: length of the body, CRC32C over salt, length, number and body, number, body;
 * big-endian. The body is when it was accepted (seconds, nanoseconds), the owner with its length in
 * front, and the payload. A body is never empty, so zeros on a disk are no record.
 */
final class RecordFrames {
  /** Bytes in front of the body. */
  static final int PREFIX = 4 + 4 + 8;

  /** The shortest body: an owner of one byte and no payload. */
  static final int LEAST_BODY = 8 + 4 + 2 + 1;

  /** The longest body: before memory is taken for one, its length is held against this. */
  static final int MOST_BODY =
      8 + 4 + 2 + SpoolRecord.MOST_OWNER_BYTES + SpoolRecord.MOST_PAYLOAD_BYTES;

  private static final int LENGTH_AT = 0;
  private static final int CRC_AT = 4;
  private static final int SEQ_AT = 8;

  private final CRC32C crc = new CRC32C();
  private final byte[] salt;

  RecordFrames(long salt) {
    this.salt = ByteBuffer.allocate(Long.BYTES).putLong(salt).array();
  }

  /** How many bytes the frame of a record has. */
  static int bytes(SpoolRecord of) {
    return PREFIX + LEAST_BODY - 1 + of.who().getBytes(UTF_8).length + of.payload().length;
  }

  /** Writes a record at the position of {@code into}, which has an array. */
  void put(SpoolRecord of, ByteBuffer into) {
    byte[] who = of.who().getBytes(UTF_8);
    Instant acceptedAt = of.acceptedAt();
    int start = into.position();
    into.position(start + PREFIX);
    into.putLong(acceptedAt.getEpochSecond()).putInt(acceptedAt.getNano());
    into.putShort((short) who.length).put(who).put(of.payload());
    int length = into.position() - start - PREFIX;
    into.putInt(start + LENGTH_AT, length).putLong(start + SEQ_AT, of.seq());
    into.putInt(start + CRC_AT, checksum(into, start, length));
  }

  static int length(ByteBuffer in, int start) {
    return in.getInt(start + LENGTH_AT);
  }

  static long seq(ByteBuffer in, int start) {
    return in.getLong(start + SEQ_AT);
  }

  /** Whether the frame at {@code start}, all of which {@code in} has, is as it was written. */
  boolean isSound(ByteBuffer in, int start) {
    return in.getInt(start + CRC_AT) == checksum(in, start, length(in, start));
  }

  /** The record of a frame that is sound. */
  static SpoolRecord record(ByteBuffer in, int start) {
    int at = start + PREFIX;
    Instant acceptedAt = Instant.ofEpochSecond(in.getLong(at), in.getInt(at + 8));
    byte[] who = new byte[in.getShort(at + 12)];
    in.get(at + 14, who);
    byte[] payload = new byte[length(in, start) - (LEAST_BODY - 1) - who.length];
    in.get(at + 14 + who.length, payload);
    return new SpoolRecord(seq(in, start), new String(who, UTF_8), acceptedAt, payload);
  }

  private int checksum(ByteBuffer in, int start, int length) {
    int offset = in.arrayOffset() + start;
    crc.reset();
    crc.update(salt);
    crc.update(in.array(), offset + LENGTH_AT, Integer.BYTES);
    crc.update(in.array(), offset + SEQ_AT, Long.BYTES + length);
    return (int) crc.getValue();
  }
}
