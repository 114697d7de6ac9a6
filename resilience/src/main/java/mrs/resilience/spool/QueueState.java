package mrs.resilience.spool;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mrs.resilience.spool.LogReader.Cursor;
import mrs.resilience.spool.SpoolEvent.QueueSpill;
import mrs.resilience.spool.position.ConsumedSeqs;
import mrs.resilience.spool.segment.SpoolRecord;

/**
 * What a spool has in memory, and what it knows of what is on the disk. Nothing here waits for a
 * disk.
 *
 * <p>Of each lane the records next to go out are in memory. While the live lane is not spilled, all
 * of its records are; once it is, what arrives is on the disk alone, until the consumer has read as
 * far.
 */
final class QueueState {
  /**
   * Live lanes that go ahead of a backlog leave spans in the position; with so many none is new.
   */
  private static final int MOST_SPANS = 64;

  private final SpoolPolicy policy;
  private LaneQueue backlog;
  private LaneQueue live;
  private ConsumedSeqs consumed;

  /** Up to here, records are of the backlog. */
  private long boundary;

  private long last;
  private long durableTo;

  /** Records up to this one may be on the disk, even if that failed. */
  private long triedTo;

  private long reservedTo;
  private boolean spilled;
  private boolean away;

  /** All records up to {@code last} that are not consumed wait on the disk. */
  QueueState(SpoolPolicy policy, ConsumedSeqs consumed, long last) {
    this.policy = policy;
    this.consumed = consumed;
    this.backlog = new LaneQueue(consumed.upTo());
    this.live = new LaneQueue(last);
    this.boundary = last;
    this.last = last;
    this.durableTo = last;
    this.triedTo = last;
  }

  /** What a lane lacks: numbers that are on the disk, to be read from a place on. */
  record Wanted(long from, long to, Cursor cursor) {}

  synchronized long last() {
    return last;
  }

  synchronized long durableTo() {
    return durableTo;
  }

  synchronized long triedTo() {
    return triedTo;
  }

  /** Records up to {@code seq} are about to be written. */
  synchronized void tries(long seq) {
    triedTo = Math.max(triedTo, seq);
  }

  synchronized long reservedTo() {
    return reservedTo;
  }

  synchronized ConsumedSeqs consumed() {
    return consumed;
  }

  synchronized boolean isSpilled() {
    return spilled;
  }

  /** How many records wait, those included of which nobody knows yet that they are lost. */
  synchronized long waiting() {
    return consumed.open(1, last).map(ConsumedSeqs.Open::count).orElse(0L);
  }

  /** How many records of a lane wait. */
  synchronized long waiting(Lane lane) {
    return (lane == Lane.BACKLOG ? consumed.open(1, boundary) : consumed.open(boundary + 1, last))
        .map(ConsumedSeqs.Open::count)
        .orElse(0L);
  }

  synchronized int inMemory() {
    return backlog.size() + live.size();
  }

  /** The most bytes that what is in memory alone can take on the disk. */
  synchronized long memoryBytesOnDisk() {
    return policy.durableBeforeAck()
        ? 0
        : live.bytes() + live.size() * (long) (SpoolRecord.MOST_OWNER_BYTES + 32);
  }

  /** When the oldest record in memory was accepted; it is the oldest of all, unless none is. */
  synchronized Optional<Instant> oldest() {
    List<SpoolRecord> firsts = new ArrayList<>(backlog.first(1));
    firsts.addAll(live.first(1));
    return firsts.stream().map(SpoolRecord::acceptedAt).min(Instant::compareTo);
  }

  /** Whether records can stay in memory alone. */
  synchronized boolean holds(List<SpoolRecord> more) {
    return !policy.durableBeforeAck() && !away && !spilled && fits(more);
  }

  private boolean fits(List<SpoolRecord> more) {
    long bytes = more.stream().mapToLong(each -> each.payload().length).sum();
    return !policy.spills(live.size() + more.size(), live.bytes() + bytes);
  }

  /** Keeps records in memory alone; their numbers are reserved. */
  synchronized void accept(List<SpoolRecord> records) {
    last += records.size();
    live.add(records, last);
  }

  /** Numbers up to {@code seq} can be given to records that stay in memory. */
  synchronized void reserved(long seq) {
    reservedTo = seq;
  }

  /** Numbers up to {@code seq} are given to nobody. */
  synchronized void skipTo(long seq) {
    consumed = consumed.with(last + 1, seq);
    last = seq;
    live.add(List.of(), seq);
  }

  /** Records that are in memory alone, about to be written. */
  synchronized List<SpoolRecord> memoryOnly() {
    triedTo = Math.max(triedTo, last);
    return live.after(durableTo);
  }

  /** Those up to {@code seq} are on the disk now, and in memory as before. */
  synchronized void writtenOut(long seq) {
    durableTo = Math.max(durableTo, seq);
  }

  /**
   * New records are on the disk.
   *
   * @return why, if it is from here on that they are not in memory as well
   */
  synchronized Optional<QueueSpill.Cause> committed(List<SpoolRecord> records) {
    last += records.size();
    durableTo = last;
    if (spilled) {
      return Optional.empty();
    }
    if (fits(records)) {
      live.add(records, last);
      return Optional.empty();
    }
    spilled = true;
    return Optional.of(QueueSpill.Cause.MEMORY);
  }

  /** The target is away. Returns whether records begin to wait on the disk with that. */
  synchronized boolean goAway() {
    boolean begins = !spilled;
    away = true;
    spilled = true;
    return begins;
  }

  /** The target is there again: what waits is the backlog now, and what arrives is live. */
  synchronized void comeBack() {
    away = false;
    if (consumed.beyond().size() >= MOST_SPANS) {
      return;
    }
    if (backlog.size() == 0 && backlog.readTo() >= boundary) {
      backlog = live;
    }
    live = new LaneQueue(last);
    boundary = last;
    spilled = false;
  }

  /** What has to be read so that a lane has {@code records} in memory, or as many as it may. */
  synchronized Optional<Wanted> wanted(Lane lane, int records) {
    LaneQueue queue = queue(lane);
    long to = lane == Lane.BACKLOG ? boundary : last;
    boolean enough =
        queue.size() >= Math.min(records, policy.readAheadRecords())
            || queue.bytes() >= policy.readAheadBytes();
    return enough || queue.readTo() >= to
        ? Optional.empty()
        : Optional.of(new Wanted(queue.readTo() + 1, to, queue.cursor()));
  }

  /** What was wanted was read. */
  synchronized void read(Lane lane, LogReader.Found found) {
    LaneQueue queue = queue(lane);
    queue.add(found.records(), found.readTo());
    queue.moveTo(found.cursor());
    if (lane == Lane.LIVE && !away && live.readTo() == last && fits(List.of())) {
      spilled = false;
    }
  }

  synchronized SpoolBatch batch(Lane lane, int most) {
    long from = consumed.nextOpen(lane == Lane.BACKLOG ? 1 : boundary + 1);
    return new SpoolBatch(lane, from, queue(lane).first(most));
  }

  /** These are done with, and go out of memory. */
  synchronized void consumed(ConsumedSeqs now) {
    consumed = now;
    backlog.forget(now);
    live.forget(now);
  }

  /**
   * These are done with, if those from {@code from} on are in memory alone for certain.
   *
   * @return false if the position has to be written first
   */
  synchronized boolean consumedInMemory(long from, ConsumedSeqs now) {
    if (from <= triedTo) {
      return false;
    }
    consumed(now);
    return true;
  }

  private LaneQueue queue(Lane lane) {
    return lane == Lane.BACKLOG ? backlog : live;
  }
}
