package mrs.resilience.spool;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import mrs.resilience.folder.Folder;
import mrs.resilience.spool.segment.SegmentHeader;
import mrs.resilience.spool.segment.SegmentName;
import mrs.resilience.spool.segment.SegmentWriter;
import mrs.resilience.spool.segment.SpoolRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes records to the disk. What holds, also through a kill or a power cut at any moment:
 *
 * <ul>
 *   <li>When {@link #commit} has returned, its records are on the disk, and so is the name of their
 *       file.
 *   <li>A file that could not be written or synced is given up: it is closed, cut to what was
 *       synced before, and never synced again; the records go to a new file, whose first number
 *       says that what the old one may have from there on does not count.
 * </ul>
 *
 * For one thread at a time ({@link GroupCommit}); others read and remove segments meanwhile.
 */
final class SegmentLog {
  private static final int FILES_TO_TRY = 2;
  private static final int MOST_FILES = 20;

  private final Folder folder;
  private final long segmentBytes;
  private final RandomGenerator random;
  private final SegmentList segments;
  private long lastGeneration;
  private long nextSeq;
  private @Nullable SegmentWriter writer;

  /** Writes on after the segments that are there. */
  SegmentLog(Folder folder, SpoolPolicy policy, RandomGenerator random, SegmentList segments) {
    this.folder = folder;
    this.segmentBytes = policy.segmentBytes();
    this.random = random;
    this.segments = segments;
    this.lastGeneration =
        segments.all().stream().mapToLong(SegmentName::generation).max().orElse(0);
  }

  /**
   * Writes records whose numbers follow each other, and syncs them. An interrupt closes the file;
   * it is meant for who waits, not for the records of others, so it is put aside until they are
   * written.
   *
   * @throws IOException if two files failed; the records may or may not be there after a restart,
   *     and their numbers are to be used again
   */
  void commit(List<SpoolRecord> records) throws IOException {
    List<IOException> failures = new ArrayList<>();
    boolean interrupted = Thread.interrupted();
    try {
      while (!isWritten(records, failures)) {
        interrupted |= Thread.interrupted();
        giveUp();
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private boolean isWritten(List<SpoolRecord> records, List<IOException> failures)
      throws IOException {
    try {
      write(records);
      return true;
    } catch (IOException e) {
      failures.add(e);
      long ofTheDisk =
          failures.stream().filter(f -> !(f instanceof ClosedByInterruptException)).count();
      if (ofTheDisk == FILES_TO_TRY || failures.size() == MOST_FILES) {
        giveUp();
        failures.stream().filter(f -> f != e).forEach(e::addSuppressed);
        throw e;
      }
      return false;
    }
  }

  private void write(List<SpoolRecord> records) throws IOException {
    SegmentWriter to = writer;
    if (to != null && (to.bytes() >= segmentBytes || records.get(0).seq() != nextSeq)) {
      seal();
      to = null;
    }
    boolean isNew = to == null;
    if (to == null) {
      to = create(records.get(0).seq());
    }
    to.write(records);
    to.sync();
    if (isNew) {
      folder.sync();
    }
    segments.put(segments.current().orElseThrow(), to.bytes());
    nextSeq = records.get(records.size() - 1).seq() + 1;
  }

  private SegmentWriter create(long firstSeq) throws IOException {
    lastGeneration++;
    SegmentName name = new SegmentName(lastGeneration, firstSeq, random.nextLong());
    segments.put(name, SegmentHeader.BYTES);
    segments.current(Optional.of(name));
    writer = SegmentWriter.create(folder, name);
    return writer;
  }

  /** Ends the segment that is written to. */
  void seal() throws IOException {
    SegmentWriter ended = writer;
    writer = null;
    segments.current(Optional.empty());
    if (ended != null) {
      ended.close();
    }
  }

  /** Leaves the segment that failed behind, without what is not committed as far as that works. */
  private void giveUp() {
    Optional<SegmentName> failed = segments.current();
    try {
      seal();
      if (failed.isPresent()) {
        giveUp(failed.get());
      }
    } catch (IOException e) {
      // What is left in it does not count: the next segment begins with the first number it lost.
    }
  }

  private void giveUp(SegmentName failed) throws IOException {
    long committed = segments.size(failed);
    if (committed > SegmentHeader.BYTES) {
      segments.markBroken(Set.of(failed));
      folder.truncate(failed.file(), committed);
    } else {
      folder.delete(failed.file());
      segments.forget(failed);
    }
  }
}
