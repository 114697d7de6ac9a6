package mrs.resilience.spool.segment;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * What somebody gave a spool to keep.
 *
 * @param seq its number, from 1 on: higher than that of every record accepted before it, and never
 *     given twice to records that a consumer has seen
 * @param who whose it is, such as a feed: 1 to {@link #MOST_OWNER_BYTES} bytes of UTF-8
 * @param acceptedAt when the spool got it
 * @param payload the bytes themselves, at most {@link #MOST_PAYLOAD_BYTES}; not copied, so not to
 *     be changed
 */
public record SpoolRecord(long seq, String who, Instant acceptedAt, byte[] payload) {
  /** The longest owner. */
  public static final int MOST_OWNER_BYTES = 255;

  /** The longest payload: 4 MiB. */
  public static final int MOST_PAYLOAD_BYTES = 4 << 20;

  /** Refuses what a segment cannot hold or would not give back as it was. */
  public SpoolRecord {
    byte[] name = who.getBytes(StandardCharsets.UTF_8);
    if (name.length == 0
        || name.length > MOST_OWNER_BYTES
        || !who.equals(new String(name, StandardCharsets.UTF_8))) {
      throw new IllegalArgumentException(
          "the owner of a record is 1 to "
              + MOST_OWNER_BYTES
              + " bytes of UTF-8, not "
              + name.length
              + " bytes or half a character; give it a shorter name");
    }
    if (payload.length > MOST_PAYLOAD_BYTES) {
      throw new IllegalArgumentException(
          "a record has at most "
              + MOST_PAYLOAD_BYTES
              + " bytes, not "
              + payload.length
              + "; send it in parts");
    }
  }

  /** The same with another number. */
  public SpoolRecord withSeq(long newSeq) {
    return new SpoolRecord(newSeq, who, acceptedAt, payload);
  }

  /** How many bytes it takes in a segment. */
  public int bytesOnDisk() {
    return RecordFrames.bytes(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SpoolRecord o
        && seq == o.seq
        && who.equals(o.who)
        && acceptedAt.equals(o.acceptedAt)
        && Arrays.equals(payload, o.payload);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(seq) * 31 + Arrays.hashCode(payload);
  }

  /** Without the payload, which may be personal. */
  @Override
  public String toString() {
    return "record " + seq + " of " + who + ", " + payload.length + " bytes, " + acceptedAt;
  }
}
