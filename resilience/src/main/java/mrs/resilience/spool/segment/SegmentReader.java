package mrs.resilience.spool.segment;

import java.io.IOException;
import java.util.Optional;
import mrs.resilience.folder.Folder;

/**
 * Reads the records of one segment in order. Where the bytes are no record it looks for the next
 * that is one: a frame whose length fits, whose number is one that this segment can have, and whose
 * checksum is right. Which records are missing then is told by their numbers.
 */
public final class SegmentReader {
  private final SegmentBytes bytes;
  private final RecordFrames frames;
  private final long bound;
  private long offset;
  private long next;
  private boolean skipped;

  /** Where to read on: behind the record before {@code next}, at {@code offset} in the file. */
  public record Place(long offset, long next) {}

  /**
   * Opens a segment.
   *
   * @param from where to begin
   * @param bound records from this number on do not count: the next segment has them, or they are
   *     not durable yet
   */
  public SegmentReader(Folder folder, SegmentName name, Place from, long bound) throws IOException {
    this.bytes = new SegmentBytes(folder, name.file());
    this.frames = new RecordFrames(name.salt());
    this.offset = from.offset();
    this.next = from.next();
    this.bound = bound;
  }

  /** Where the records of a segment begin. */
  public static Place start(SegmentName name) {
    return new Place(SegmentHeader.BYTES, name.firstSeq());
  }

  /** The next record; empty if there is none below the bound. */
  public Optional<SpoolRecord> next() throws IOException {
    if (next >= bound || !(isRecord(offset) || findRecord())) {
      return Optional.empty();
    }
    int at = bytes.index(offset);
    long seq = RecordFrames.seq(bytes.chunk(), at);
    if (seq >= bound) {
      return Optional.empty();
    }
    SpoolRecord found = RecordFrames.record(bytes.chunk(), at);
    offset += RecordFrames.PREFIX + RecordFrames.length(bytes.chunk(), at);
    next = seq + 1;
    return Optional.of(found);
  }

  /** Where to read on. */
  public Place place() {
    return new Place(offset, next);
  }

  /** How many bytes behind the last record are none: the torn tail of the last segment. */
  public long rest() {
    return bytes.size() - offset;
  }

  /** Whether bytes between records were none. */
  public boolean skipped() {
    return skipped;
  }

  /** Whether blocks could not be read, so that there may be more than was found. */
  public boolean lostBlocks() {
    return bytes.lostBlocks();
  }

  private boolean findRecord() throws IOException {
    for (long at = offset + 1; bytes.load(at, RecordFrames.PREFIX); at++) {
      if (isRecord(at)) {
        offset = at;
        skipped = true;
        return true;
      }
    }
    return false;
  }

  private boolean isRecord(long at) throws IOException {
    if (!bytes.load(at, RecordFrames.PREFIX)) {
      return false;
    }
    int length = RecordFrames.length(bytes.chunk(), bytes.index(at));
    return length >= RecordFrames.LEAST_BODY
        && length <= RecordFrames.MOST_BODY
        && length <= bytes.size() - at - RecordFrames.PREFIX
        && canHave(RecordFrames.seq(bytes.chunk(), bytes.index(at)))
        && bytes.load(at, RecordFrames.PREFIX + length)
        && frames.isSound(bytes.chunk(), bytes.index(at));
  }

  /** A file does not have more records than would fit into it. */
  private boolean canHave(long seq) {
    long most = bytes.size() / (RecordFrames.PREFIX + RecordFrames.LEAST_BODY);
    return seq >= next && seq - next <= most;
  }
}
