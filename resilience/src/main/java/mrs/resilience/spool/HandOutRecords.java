package mrs.resilience.spool;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.resilience.spool.LogReader.Limit;
import mrs.resilience.spool.LogReader.Missing;
import mrs.resilience.spool.SpoolCounts.Count;
import mrs.resilience.spool.SpoolEvent.Gap;
import mrs.resilience.spool.position.ConsumedSeqs;
import mrs.resilience.spool.position.PositionFiles;
import mrs.resilience.spool.segment.SegmentName;

/**
 * The consumer's side. A record goes out until it is acknowledged; then the position is written,
 * and only when both files with positions are past a segment does the segment go. What is lost is
 * told before anything is done about it: a kill in between tells it twice, never not at all.
 */
final class HandOutRecords {
  private final SpoolParts parts;
  private final QueueState state;
  private final SegmentLog log;
  private final PositionFiles positions;
  private boolean closed;

  HandOutRecords(SpoolParts parts, QueueState state, SegmentLog log, PositionFiles positions) {
    this.parts = parts;
    this.state = state;
    this.log = log;
    this.positions = positions;
  }

  /** The next records of a lane, the same again until they are acknowledged. */
  synchronized SpoolBatch peek(Lane lane, int most) throws IOException {
    checkOpen();
    Optional<QueueState.Wanted> wanted = state.wanted(lane, most);
    if (wanted.isPresent()) {
      read(lane, wanted.get());
    }
    return state.batch(lane, most);
  }

  private void read(Lane lane, QueueState.Wanted wanted) throws IOException {
    Limit limit = new Limit(parts.policy().readAheadRecords(), parts.policy().readAheadBytes());
    LogReader.Found found =
        new LogReader(parts.folder(), parts.segments().all(), state.consumed(), limit)
            .read(wanted.from(), wanted.to(), wanted.cursor());
    parts.segments().markBroken(found.damaged());
    for (Missing each : found.missing()) {
      tell(each);
    }
    state.read(lane, found);
    SpoolBatch batch = state.batch(lane, 1);
    if (batch.isEmpty() && !found.missing().isEmpty()) {
      settle(state.consumed().with(batch.from(), found.readTo()));
    }
  }

  private void tell(Missing lost) {
    ConsumedSeqs.Open seqs = lost.seqs();
    parts.tell(
        new Gap(
            Map.of(),
            seqs.count(),
            seqs.from(),
            seqs.to(),
            lost.after(),
            lost.before(),
            Gap.Reason.DAMAGED,
            parts.clock().instant()));
    parts.counts().add(Count.DAMAGED, seqs.count());
  }

  /**
   * The records of a batch up to {@code upTo} are done with.
   *
   * @throws IOException if the position could not be written; they go out again
   */
  synchronized void acknowledge(SpoolBatch batch, long upTo) throws IOException {
    checkOpen();
    if (upTo > batch.lastSeq()) {
      throw new IllegalArgumentException(
          "record "
              + upTo
              + " cannot be acknowledged with a batch that ends with "
              + batch.lastSeq()
              + "; acknowledge what was handed out");
    }
    ConsumedSeqs before = state.consumed();
    ConsumedSeqs after = before.with(batch.from(), upTo);
    if (after.equals(before)) {
      return;
    }
    long count = batch.records().stream().filter(each -> each.seq() <= upTo).count();
    if (!state.consumedInMemory(batch.from(), after)) {
      settle(after);
    }
    parts.counts().acknowledged(count, parts.clock().instant());
  }

  /** Puts the position on the disk, then takes what it is past out of memory and off the disk. */
  private void settle(ConsumedSeqs after) throws IOException {
    write(after);
    state.consumed(after);
    try {
      removeDone();
    } catch (IOException e) {
      // They are done with, and go another time.
      parts.counts().add(Count.FAILED_REMOVALS, 1);
    }
  }

  private void removeDone() throws IOException {
    List<SegmentName> done = parts.segments().doneWith(state.consumed(), state::last);
    if (!done.isEmpty()) {
      write(state.consumed());
      parts.segments().remove(done);
      positions.reserve();
    }
  }

  private void write(ConsumedSeqs consumed) throws IOException {
    positions.write(consumed, state.durableTo(), state.reservedTo());
  }

  /** Writes the position as it is. */
  synchronized void writePosition() throws IOException {
    write(state.consumed());
  }

  /** Writes both files with positions, and takes segments away that an earlier process left. */
  synchronized void begin() throws IOException {
    write(state.consumed());
    settle(state.consumed());
    positions.reserve();
  }

  /**
   * Sets numbers up to {@code seq} aside for records that stay in memory; 0 if none do. Of a
   * position that failed nobody knows which it is, so the lower number holds until one succeeds.
   */
  synchronized void reserve(long seq) throws IOException {
    state.reserved(Math.min(seq, state.reservedTo()));
    positions.write(state.consumed(), state.durableTo(), seq);
    state.reserved(seq);
  }

  /**
   * Sets numbers aside as {@link #reserve}, and gives those up to {@code failedTo} to nobody: bytes
   * of records that failed may be on the disk with them.
   */
  synchronized void reserveBeyond(long failedTo, long seq) throws IOException {
    if (failedTo > state.last()) {
      positions.write(
          state.consumed().with(state.last() + 1, failedTo), state.durableTo(), state.reservedTo());
      state.skipTo(failedTo);
    }
    if (seq > state.reservedTo()) {
      reserve(seq);
    }
  }

  /** Hands out no more: another may own the files from now on. */
  synchronized void close() {
    closed = true;
  }

  private void checkOpen() throws IOException {
    if (closed) {
      throw new IOException("the spool is closed: open it again to read from it");
    }
  }

  /** What waits is the backlog from here on; nothing is in memory alone. */
  synchronized void comeBack() {
    state.comeBack();
  }

  /**
   * Drops the oldest segment of which something is open. Called by who writes.
   *
   * @return false if there is none
   */
  synchronized boolean dropOldest() throws IOException {
    removeDone();
    List<SegmentName> segments = parts.segments().all();
    long[] bounds = LogReader.bounds(segments);
    for (int i = 0; i < bounds.length; i++) {
      SegmentName each = segments.get(i);
      long to = Math.min(bounds[i] - 1, state.last());
      Optional<ConsumedSeqs.Open> open = state.consumed().open(each.firstSeq(), to);
      if (open.isPresent()) {
        drop(each, to, open.get());
        return true;
      }
    }
    return false;
  }

  private void drop(SegmentName segment, long to, ConsumedSeqs.Open open) throws IOException {
    DroppedRecords dropped = DroppedRecords.of(parts.folder(), segment, to, state.consumed());
    parts.tell(dropped.gap(open, parts.clock().instant()));
    parts.counts().add(Count.DROPPED, open.count());
    ConsumedSeqs after = state.consumed().with(segment.firstSeq(), to);
    write(after);
    state.consumed(after);
    log.seal();
    removeDone();
  }
}
