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
import java.util.function.LongSupplier;
import mrs.resilience.folder.Folder;
import mrs.resilience.spool.position.ConsumedSeqs;
import mrs.resilience.spool.segment.SegmentName;
import org.jspecify.annotations.Nullable;

/** Which segments there are, how big they are, and which can go. */
final class SegmentList {
  private final Folder folder;
  private final BadSegments bad;

  /** How many bytes each has, of the newest those whose records are committed. */
  private final Map<SegmentName, Long> sizes = new TreeMap<>();

  private final Set<SegmentName> broken = new TreeSet<>();
  private long bytes;

  /** The one that is written to. */
  private @Nullable SegmentName current;

  SegmentList(Folder folder, BadSegments bad) {
    this.folder = folder;
    this.bad = bad;
  }

  /** In the order of their generations. */
  synchronized List<SegmentName> all() {
    return List.copyOf(sizes.keySet());
  }

  /** How many bytes they take on the disk. */
  synchronized long bytes() {
    return bytes;
  }

  synchronized long size(SegmentName segment) {
    return sizes.getOrDefault(segment, 0L);
  }

  /** A segment has so many bytes; it is new, or has grown. */
  synchronized void put(SegmentName segment, long size) {
    Long before = sizes.put(segment, size);
    bytes += size - (before == null ? 0 : before);
  }

  synchronized void forget(SegmentName segment) {
    Long size = sizes.remove(segment);
    bytes -= size == null ? 0 : size;
    broken.remove(segment);
  }

  /** The one that is written to; empty if none is. */
  synchronized Optional<SegmentName> current() {
    return Optional.ofNullable(current);
  }

  synchronized void current(Optional<SegmentName> segment) {
    current = segment.orElse(null);
  }

  /** These have something broken in them and are to be kept apart once they are done with. */
  synchronized void markBroken(Set<SegmentName> segments) {
    segments.stream().filter(sizes::containsKey).forEach(broken::add);
  }

  /**
   * The segments of which no record is open any more, without the one that is written to.
   *
   * @param lastOfAll the number of the last record of all; asked once it is known which segments
   *     there are, as one that began and ended since has records above an earlier answer
   */
  synchronized List<SegmentName> doneWith(ConsumedSeqs consumed, LongSupplier lastOfAll) {
    List<SegmentName> all = List.copyOf(sizes.keySet());
    Optional<SegmentName> writtenTo = current();
    long last = lastOfAll.getAsLong();
    long[] bounds = LogReader.bounds(all);
    List<SegmentName> done = new ArrayList<>();
    for (int i = 0; i < bounds.length; i++) {
      SegmentName each = all.get(i);
      // The last one, even without a record, says what does not count in the one before it.
      boolean isLastAndEmpty = i == bounds.length - 1 && each.firstSeq() > last;
      boolean stays = writtenTo.filter(each::equals).isPresent() || isLastAndEmpty;
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
