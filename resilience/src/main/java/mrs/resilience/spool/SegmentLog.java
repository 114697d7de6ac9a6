package mrs.resilience.spool;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import mrs.resilience.folder.Folder;
import mrs.resilience.spool.segment.SegmentHeader;
import mrs.resilience.spool.segment.SegmentName;
import mrs.resilience.spool.segment.SegmentWriter;
import mrs.resilience.spool.segment.SpoolRecord;
import org.jspecify.annotations.Nullable;

/**
 * The records on the disk. What holds, also through a kill or a power cut at any moment:
 *
 * <ul>
 *   <li>When {@link #commit} has returned, its records are on the disk, and so is the name of their
 *       file.
 *   <li>A file that could not be written or synced is given up: it is closed, cut to what was
 *       synced before, and never synced again; the records go to a new file, whose first number
 *       says that what the old one may have from there on does not count.
 *   <li>A file goes only when it is told to, which is after the position is on the disk.
 * </ul>
 *
 * One thread at a time writes ({@link GroupCommit}); others read and remove meanwhile.
 */
final class SegmentLog {
  private final Folder folder;
  private final long segmentBytes;
  private final RandomGenerator random;
  private final BadSegments bad;

  /** How many bytes each segment has, of the newest those whose records are committed. */
  private final Map<SegmentName, Long> sizes = new TreeMap<>();

  private final Set<SegmentName> broken = new TreeSet<>();
  private long bytes;
  private long lastGeneration;
  private @Nullable SegmentName current;

  /** The writer's alone, as is the number that follows its last. */
  private @Nullable SegmentWriter writer;

  private long nextSeq;

  SegmentLog(Folder folder, SpoolPolicy policy, RandomGenerator random, BadSegments bad) {
    this.folder = folder;
    this.segmentBytes = policy.segmentBytes();
    this.random = random;
    this.bad = bad;
  }

  /** Takes note of a segment that an earlier process wrote; nothing is added to it. */
  synchronized void found(SegmentName segment, long size) {
    resize(segment, size);
    lastGeneration = Math.max(lastGeneration, segment.generation());
  }

  /** The segments in the order of their generations. */
  synchronized List<SegmentName> segments() {
    return List.copyOf(sizes.keySet());
  }

  /** How many bytes segments take on the disk. */
  synchronized long bytes() {
    return bytes;
  }

  /**
   * Writes records whose numbers follow each other, and syncs them.
   *
   * @throws IOException if two files failed; the records may or may not be there after a restart,
   *     and their numbers are to be used again
   */
  void commit(List<SpoolRecord> records) throws IOException {
    // An interrupt would close the file. It is meant for who waits, not for the records of others.
    boolean interrupted = Thread.interrupted();
    try {
      write(records);
    } catch (IOException first) {
      interrupted |= Thread.interrupted();
      giveUp();
      interrupted |= Thread.interrupted();
      try {
        write(records);
      } catch (IOException second) {
        giveUp();
        second.addSuppressed(first);
        throw second;
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
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
    committed(to.bytes());
    nextSeq = records.get(records.size() - 1).seq() + 1;
  }

  private SegmentWriter create(long firstSeq) throws IOException {
    SegmentName name = name(firstSeq);
    writer = SegmentWriter.create(folder, name);
    return writer;
  }

  private synchronized SegmentName name(long firstSeq) {
    lastGeneration++;
    SegmentName name = new SegmentName(lastGeneration, firstSeq, random.nextLong());
    current = name;
    resize(name, SegmentHeader.BYTES);
    return name;
  }

  private synchronized void committed(long size) {
    if (current != null) {
      resize(current, size);
    }
  }

  private synchronized void resize(SegmentName segment, long size) {
    Long before = sizes.put(segment, size);
    bytes += size - (before == null ? 0 : before);
  }

  /** Ends the segment that is written to. */
  void seal() throws IOException {
    SegmentWriter ended = writer;
    writer = null;
    synchronized (this) {
      current = null;
    }
    if (ended != null) {
      ended.close();
    }
  }

  /** Leaves the segment that failed behind, without what is not committed as far as that works. */
  private void giveUp() {
    SegmentName failed;
    long committed;
    synchronized (this) {
      failed = current;
      committed = failed == null ? 0 : sizes.getOrDefault(failed, 0L);
    }
    try {
      seal();
      if (failed != null && committed > SegmentHeader.BYTES) {
        markBroken(Set.of(failed));
        folder.truncate(failed.file(), committed);
      } else if (failed != null) {
        folder.delete(failed.file());
        forget(failed);
      }
    } catch (IOException e) {
      // What is left in it does not count: the next segment begins with the first number it lost.
    }
  }

  synchronized void markBroken(Set<SegmentName> segments) {
    segments.stream().filter(sizes::containsKey).forEach(broken::add);
  }

  private synchronized void forget(SegmentName segment) {
    Long size = sizes.remove(segment);
    bytes -= size == null ? 0 : size;
    broken.remove(segment);
  }

  /**
   * The segments of which no record is open any more, without the one that is written to.
   *
   * @param last the number of the last record of all
   */
  synchronized List<SegmentName> doneWith(ConsumedSeqs consumed, long last) {
    List<SegmentName> all = List.copyOf(sizes.keySet());
    long[] bounds = LogReader.bounds(all);
    List<SegmentName> done = new ArrayList<>();
    for (int i = 0; i < bounds.length; i++) {
      SegmentName each = all.get(i);
      // The last one, even without a record, says what does not count in the one before it.
      boolean isLastAndEmpty = i == bounds.length - 1 && each.firstSeq() > last;
      boolean stays = each.equals(current) || isLastAndEmpty;
      if (!stays && consumed.containsAll(each.firstSeq(), Math.min(bounds[i] - 1, last))) {
        done.add(each);
      }
    }
    return done;
  }

  /**
   * Takes segments off the disk; broken ones are kept apart. The position has to be there before.
   *
   * @throws IOException if some are still there; that can be tried again
   */
  void remove(List<SegmentName> segments) throws IOException {
    Optional<IOException> failure = Optional.empty();
    for (SegmentName each : segments) {
      try {
        remove(each);
        forget(each);
      } catch (IOException e) {
        failure = Optional.of(e);
      }
    }
    if (!segments.isEmpty()) {
      folder.sync();
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  private void remove(SegmentName segment) throws IOException {
    boolean keep;
    synchronized (this) {
      keep = broken.contains(segment);
    }
    try {
      if (keep) {
        bad.keep(segment);
      } else {
        folder.delete(segment.file());
      }
    } catch (NoSuchFileException e) {
      // Somebody else took it away: its records are told of as missing.
    }
  }
}
