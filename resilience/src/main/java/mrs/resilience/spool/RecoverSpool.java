package mrs.resilience.spool;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mrs.resilience.folder.AppendFile;
import mrs.resilience.folder.Folder;
import mrs.resilience.spool.SpoolEvent.Gap;
import mrs.resilience.spool.SpoolEvent.PositionDamaged;
import mrs.resilience.spool.position.ConsumedSeqs;
import mrs.resilience.spool.position.PositionFiles;
import mrs.resilience.spool.position.ReadPosition;
import mrs.resilience.spool.segment.SegmentHeader;
import mrs.resilience.spool.segment.SegmentName;
import mrs.resilience.spool.segment.SegmentReader;

/**
 * Finds out what an earlier process left, however it ended. Only the last segment is read: it may
 * end in the middle of a record that nobody was told is kept, and what is behind its last sound
 * record is cut off. If the position knows of durable records behind it, that is damage; this, and
 * what is broken in other segments, is told when the consumer gets there.
 */
final class RecoverSpool {
  private final SpoolParts parts;
  private final Folder folder;
  private final List<SegmentName> segments;
  private final PositionFiles.Found found;
  private ConsumedSeqs consumed;
  private long last;

  private RecoverSpool(SpoolParts parts, List<SegmentName> segments, PositionFiles.Found found) {
    this.parts = parts;
    this.folder = parts.folder();
    this.segments = segments;
    this.found = found;
    long before = segments.isEmpty() ? 0 : segments.get(0).firstSeq() - 1;
    this.consumed =
        found.newest().map(ReadPosition::consumed).orElseGet(() -> ConsumedSeqs.upTo(before));
  }

  /** Looks at the files; cuts off a torn tail. */
  static RecoverSpool in(SpoolParts parts) throws IOException {
    List<SegmentName> segments = segments(parts.folder());
    for (SegmentName each : segments) {
      if (SegmentHeader.read(parts.folder(), each) == SegmentHeader.Condition.LATER) {
        throw new IOException(
            "the segment "
                + each.file()
                + " of the spool in "
                + parts.folder()
                + " was written by a later version of this program; start that one, or let it drain"
                + " the spool before you go back");
      }
    }
    RecoverSpool recovery = new RecoverSpool(parts, segments, PositionFiles.read(parts.folder()));
    for (SegmentName each : segments) {
      parts.segments().put(each, parts.folder().size(each.file()));
    }
    recovery.findLast();
    recovery.tellLosses();
    return recovery;
  }

  /** The segments of a folder in the order of their generations. */
  static List<SegmentName> segments(Folder folder) throws IOException {
    return folder.names().stream().map(SegmentName::of).flatMap(Optional::stream).sorted().toList();
  }

  private void findLast() throws IOException {
    long known = consumed.last();
    known = Math.max(known, found.newest().map(ReadPosition::durableTo).orElse(0L));
    last = known;
    if (!segments.isEmpty()) {
      SegmentName newest = segments.get(segments.size() - 1);
      last = Math.max(Math.max(known, newest.firstSeq() - 1), lastIn(newest, known));
    }
  }

  private long lastIn(SegmentName newest, long known) throws IOException {
    SegmentReader reader =
        new SegmentReader(folder, newest, SegmentReader.start(newest), Long.MAX_VALUE);
    while (reader.next().isPresent()) {
      // To the end.
    }
    long lastSound = reader.place().next() - 1;
    if (reader.rest() > 0 && lastSound >= known && !reader.lostBlocks()) {
      folder.truncate(newest.file(), reader.place().offset());
      parts.segments().put(newest, reader.place().offset());
    }
    sync(newest);
    return lastSound;
  }

  /**
   * What was read may be in the memory of the machine alone, if a process was killed. Of that
   * nothing was acknowledged: where it cannot be synced, it may at worst be told as lost one day.
   */
  private void sync(SegmentName segment) throws IOException {
    try (AppendFile file = folder.append(segment.file())) {
      file.sync();
    } catch (IOException e) {
      parts.segments().markBroken(Set.of(segment));
    }
    folder.sync();
  }

  private void tellLosses() {
    boolean unknown = found.newest().isEmpty() && !segments.isEmpty();
    boolean wasMore = found.newest().filter(p -> p.counter() > 1).isPresent();
    if (unknown || (found.damaged() && wasMore)) {
      parts.tell(new PositionDamaged(consumed.upTo(), parts.clock().instant()));
    }
    long reservedTo = found.newest().map(ReadPosition::reservedTo).orElse(0L);
    if (reservedTo > last) {
      parts.tell(
          new Gap(
              Map.of(),
              reservedTo - last,
              last + 1,
              reservedTo,
              Optional.empty(),
              Optional.empty(),
              Gap.Reason.MEMORY_LOST,
              parts.clock().instant()));
      consumed = consumed.with(last + 1, reservedTo);
      last = reservedTo;
    }
  }

  /** The state in which all that was found waits. */
  QueueState state() {
    return new QueueState(parts.policy(), consumed, last);
  }

  /** The files with positions, to be written on. */
  PositionFiles positions() {
    PositionFiles positions = new PositionFiles(folder);
    found.newest().ifPresent(positions::goOnAfter);
    return positions;
  }
}
