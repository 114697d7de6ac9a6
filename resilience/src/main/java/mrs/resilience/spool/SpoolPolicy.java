package mrs.resilience.spool;

import mrs.resilience.spool.position.PositionFiles;

/**
 * How a spool keeps its records.
 *
 * @param durableBeforeAck true: a record is on the disk before {@code append} returns, always.
 *     false: it stays in memory, and is lost with the process, until memory is at 80 % or the
 *     target is away; then all of memory is written out, and so is what comes after, until the
 *     consumer has caught up
 * @param memoryRecords how many records memory can hold
 * @param memoryBytes how many bytes of payload memory can hold
 * @param segmentBytes a segment of at least this size is ended, and the next begun
 * @param diskBytes how many bytes all files together may have, of which {@link
 *     PositionFiles#RESERVED_BYTES} are kept for the position
 * @param whenFull what happens to a record for which there is no room
 */
public record SpoolPolicy(
    boolean durableBeforeAck,
    int memoryRecords,
    long memoryBytes,
    long segmentBytes,
    long diskBytes,
    WhenFull whenFull) {

  private static final int MOST_GROUP_BYTES = 8 << 20;

  private static final double SPILL_AT = 0.8;

  /** What happens to a record for which there is no room on the disk. */
  public enum WhenFull {
    /** It is refused with {@link SpoolFull}; nothing that was accepted is touched. */
    REFUSE,
    /** The oldest segment goes, with one {@link SpoolEvent.Gap} that says what was in it. */
    DROP_OLDEST
  }

  /** Refuses sizes with which nothing could be kept. */
  public SpoolPolicy {
    atLeast("memoryRecords", memoryRecords, 1);
    atLeast("memoryBytes", memoryBytes, 1);
    atLeast("segmentBytes", segmentBytes, 1);
    atLeast("diskBytes", diskBytes, 2 * segmentBytes + PositionFiles.RESERVED_BYTES);
  }

  private static void atLeast(String what, long is, long least) {
    if (is < least) {
      throw new IllegalArgumentException(
          what + " of a spool is " + is + " and has to be at least " + least);
    }
  }

  /** Durable before the acknowledgement; refuses when {@code diskBytes} are used up. */
  public static SpoolPolicy durable(long diskBytes) {
    long segment = Math.max(1, Math.min(64L << 20, diskBytes / 8));
    return new SpoolPolicy(true, 10_000, 64L << 20, segment, diskBytes, WhenFull.REFUSE);
  }

  /** The same with another answer to a full disk. */
  public SpoolPolicy withWhenFull(WhenFull other) {
    return new SpoolPolicy(
        durableBeforeAck, memoryRecords, memoryBytes, segmentBytes, diskBytes, other);
  }

  /** How many bytes segments may have. */
  long segmentsBytes() {
    return diskBytes - PositionFiles.RESERVED_BYTES;
  }

  /** Whether memory with so much in it is to spill. */
  boolean spills(int records, long bytes) {
    return records > SPILL_AT * memoryRecords || bytes > SPILL_AT * memoryBytes;
  }

  /** How many records are read ahead from the disk: well below where memory spills. */
  int readAheadRecords() {
    return Math.max(1, memoryRecords / 4);
  }

  /** How many bytes of payload are read ahead from the disk. */
  long readAheadBytes() {
    return Math.max(1, memoryBytes / 4);
  }

  /** How many bytes are written and synced together at most. */
  long mostGroupBytes() {
    return Math.min(MOST_GROUP_BYTES, segmentsBytes() / 2);
  }
}
