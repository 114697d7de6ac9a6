package mrs.jobs.intake.receive;

import java.io.IOException;
import mrs.resilience.folder.Folder;
import mrs.resilience.spool.Spool;

/**
 * How much of a spool is free for deliveries that are announced with their length: one that will
 * not fit is refused before its first byte is kept. What the spool itself refuses stays the last
 * word.
 */
public final class SpoolRoom {
  private final Spool spool;
  private final Folder folder;
  private final long allowed;

  /** The spool has no more than this: since it was asked, it only shrank by itself. */
  private long used = Long.MAX_VALUE / 2;

  private long promised;

  /**
   * The room in a spool.
   *
   * @param folder where it lies
   * @param allowed how many bytes it may have
   */
  public SpoolRoom(Spool spool, Folder folder, long allowed) {
    this.spool = spool;
    this.folder = folder;
    this.allowed = allowed;
  }

  /**
   * Promises room for as many bytes.
   *
   * @throws Refusal if there is not as much
   * @throws IOException if the spool cannot be asked
   */
  synchronized void promise(long bytes) throws IOException, Refusal {
    if (used + promised + bytes > allowed) {
      used = spool.statistics().bytes();
      long free = Math.min(allowed - used, folder.usableBytes());
      if (promised + bytes > free) {
        throw Refusal.full(used + promised, allowed);
      }
    }
    promised += bytes;
  }

  /** Some bytes more are in the spool, of which so many were promised. */
  synchronized void kept(long bytes, long ofPromise) {
    used += bytes;
    promised -= ofPromise;
  }

  /** Some of what was promised is not needed. */
  synchronized void giveBack(long bytes) {
    promised -= bytes;
  }
}
