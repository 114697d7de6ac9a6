package mrs.resilience.spool;

import java.io.IOException;

/** There is no room for a record. It is not kept; what was accepted before is. */
public final class SpoolFull extends IOException {
  private static final long serialVersionUID = 1L;

  private final long waiting;
  private final long usedBytes;
  private final long allowedBytes;

  SpoolFull(long waiting, long usedBytes, long allowedBytes) {
    super(
        "the spool is full: "
            + waiting
            + " records wait, "
            + usedBytes
            + " bytes of "
            + allowedBytes
            + " are used; try again when some have gone out, or allow the spool more of the disk");
    this.waiting = waiting;
    this.usedBytes = usedBytes;
    this.allowedBytes = allowedBytes;
  }

  SpoolFull(SpoolFull seenByTheLeader) {
    this(seenByTheLeader.waiting, seenByTheLeader.usedBytes, seenByTheLeader.allowedBytes);
    initCause(seenByTheLeader);
  }

  /** How many records wait for the consumer. */
  public long waiting() {
    return waiting;
  }

  /** How many bytes they take on the disk. */
  public long usedBytes() {
    return usedBytes;
  }

  /** How many bytes they may take: less than the policy says where the disk itself is full. */
  public long allowedBytes() {
    return allowedBytes;
  }
}
