package mrs.resilience.spool;

import java.io.IOException;
import java.util.List;
import mrs.resilience.spool.SpoolPolicy.WhenFull;
import mrs.resilience.spool.position.PositionFiles;
import mrs.resilience.spool.segment.SegmentHeader;
import mrs.resilience.spool.segment.SpoolRecord;

/** Writes records within what the disk may and can hold. */
final class WriteRecords {
  private final SpoolParts parts;
  private final QueueState state;
  private final SegmentLog log;
  private final HandOutRecords handOut;
  private long pendingBytes;

  WriteRecords(SpoolParts parts, QueueState state, SegmentLog log, HandOutRecords handOut) {
    this.parts = parts;
    this.state = state;
    this.log = log;
    this.handOut = handOut;
  }

  /**
   * Reserves room for records on their way, until they are {@link #release}d. What is in memory
   * alone counts as well: it may have to go to the disk any time.
   *
   * @throws SpoolFull if there is none
   */
  synchronized void admit(long bytes) throws SpoolFull {
    long used = parts.segments().bytes() + pendingBytes + state.memoryBytesOnDisk();
    if (parts.policy().whenFull() == WhenFull.REFUSE
        && used + bytes + SegmentHeader.BYTES > parts.policy().segmentsBytes()) {
      throw full(parts.policy().segmentsBytes());
    }
    pendingBytes += bytes;
  }

  /** They are on the disk, or are not kept. */
  synchronized void release(long bytes) {
    pendingBytes -= bytes;
  }

  /**
   * Makes records durable.
   *
   * @throws SpoolFull if there is no room
   */
  void write(List<SpoolRecord> records) throws IOException {
    long bytes = bytes(records);
    makeRoom(bytes + SegmentHeader.BYTES);
    state.tries(records.get(records.size() - 1).seq());
    try {
      log.commit(records);
    } catch (IOException e) {
      if (parts.folder().usableBytes() < bytes) {
        SpoolFull full = full(parts.segments().bytes());
        full.addSuppressed(e);
        throw full;
      }
      throw e;
    }
  }

  private void makeRoom(long bytes) throws IOException {
    long allowed = parts.policy().segmentsBytes();
    parts.bad().shrinkTo(Math.max(0, allowed - parts.segments().bytes() - bytes));
    while (parts.segments().bytes() + bytes > allowed) {
      drop(allowed);
    }
    while (parts.folder().usableBytes() < bytes + PositionFiles.RESERVED_BYTES) {
      if (parts.bad().bytes() > 0) {
        parts.bad().shrinkTo(0);
      } else {
        drop(parts.segments().bytes());
      }
    }
  }

  private void drop(long allowed) throws IOException {
    if (parts.policy().whenFull() == WhenFull.REFUSE || !handOut.dropOldest()) {
      throw full(allowed);
    }
  }

  private SpoolFull full(long allowed) {
    return new SpoolFull(state.waiting(), parts.segments().bytes(), allowed);
  }

  /** How many bytes records take on the disk. */
  static long bytes(List<SpoolRecord> records) {
    return records.stream().mapToLong(SpoolRecord::bytesOnDisk).sum();
  }

  /** Writes no more. */
  void end() throws IOException {
    log.seal();
  }
}
