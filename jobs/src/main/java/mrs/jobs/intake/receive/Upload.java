package mrs.jobs.intake.receive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import mrs.jobs.intake.delivery.IntakeFeed;
import mrs.jobs.intake.delivery.PushedDelivery;
import mrs.jobs.intake.delivery.SpooledPart;
import mrs.jobs.intake.delivery.SpooledPart.Abandoned;
import mrs.jobs.intake.delivery.SpooledPart.Chunk;
import mrs.jobs.intake.delivery.SpooledPart.End;
import mrs.jobs.intake.delivery.UploadId;
import mrs.resilience.spool.Spool;
import mrs.resilience.spool.SpoolFull;

/**
 * The records of one upload on their way into the spool. One that is closed without an end is
 * abandoned: the spool is told so, and where it cannot be told, its chunks go when it is empty.
 */
final class Upload implements AutoCloseable {
  /** What a record takes in the spool beside its payload, at most. */
  private static final long FRAME = 512;

  private final Spool spool;
  private final SpoolRoom room;
  private final ActiveUploads uploads;
  private final IntakeFeed feed;
  private final UploadId id;
  private final List<byte[]> next = new ArrayList<>();
  private long offset;
  private long promised;
  private boolean hasKept;
  private boolean hasEnd;

  Upload(Spool spool, SpoolRoom room, ActiveUploads uploads, IntakeFeed feed) {
    this.spool = spool;
    this.room = room;
    this.uploads = uploads;
    this.feed = feed;
    this.id = uploads.begin();
  }

  /** Has room kept free for a delivery of as many bytes. */
  void promise(long bytes) throws Refusal {
    long records = 2 + bytes / SpooledPart.MOST_CONTENT;
    long all = bytes + records * FRAME;
    try {
      room.promise(all);
      promised = all;
    } catch (IOException e) {
      throw Refusal.unknown();
    }
  }

  /** How many bytes of content have been taken. */
  long bytes() {
    return offset;
  }

  /**
   * Takes a chunk, which goes into the spool with the next {@link #keep}.
   *
   * @param record {@link SpooledPart#CHUNK_HEADER} bytes, then the content; not to be changed
   */
  void chunk(byte[] record) {
    next.add(Chunk.head(id, offset, record));
    offset += record.length - SpooledPart.CHUNK_HEADER;
  }

  /** Puts what was taken into the spool; it is on the disk when this returns. */
  void keep() throws Refusal {
    append();
  }

  /** Puts the end behind it. */
  void end(PushedDelivery delivery) throws Refusal {
    next.add(new End(id, delivery).record());
    hasEnd = true;
    append();
  }

  private void append() throws Refusal {
    long bytes = next.stream().mapToLong(record -> record.length + FRAME).sum();
    try {
      spool.appendAll(feed.word(), next);
    } catch (SpoolFull e) {
      hasEnd = false;
      throw Refusal.full(e.usedBytes(), e.allowedBytes());
    } catch (IOException e) {
      hasKept = true;
      throw Refusal.unknown();
    }
    hasKept = true;
    next.clear();
    long ofPromise = Math.min(promised, bytes);
    promised -= ofPromise;
    room.kept(bytes, ofPromise);
  }

  @Override
  public void close() {
    try {
      if (hasKept && !hasEnd) {
        spool.append(feed.word(), new Abandoned(id).record());
      }
    } catch (IOException e) {
      // There is no room even for this, or the disk fails: what was kept goes in the end all the
      // same, as no connection feeds it.
    } finally {
      room.giveBack(promised);
      uploads.end(id);
    }
  }
}
