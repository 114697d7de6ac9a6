package mrs.resilience.spool;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mrs.resilience.folder.Folder;
import mrs.resilience.spool.position.ConsumedSeqs;
import mrs.resilience.spool.segment.SegmentName;
import mrs.resilience.spool.segment.SegmentReader;
import mrs.resilience.spool.segment.SegmentReader.Place;
import mrs.resilience.spool.segment.SpoolRecord;

/**
 * Reads records over the segments of a folder, once. Every number of what is asked for comes out in
 * one way: as a record, as consumed before, or as missing. A segment whose file is gone is passed
 * over; its records are missing.
 */
final class LogReader {
  /** Where a lane reads on: a place in the segment of a generation. */
  record Cursor(long generation, Place place) {
    static final Cursor NOWHERE = new Cursor(0, new Place(0, 0));
  }

  /** How much to read at most; one record in any case. */
  record Limit(int records, long bytes) {
    static final Limit NONE = new Limit(Integer.MAX_VALUE, Long.MAX_VALUE);
  }

  /**
   * Records that are not there.
   *
   * @param after when the last sound record before them was accepted, where one was read
   * @param before when the first sound record after them was accepted, where there is one
   */
  record Missing(ConsumedSeqs.Open seqs, Optional<Instant> after, Optional<Instant> before) {}

  /**
   * What was read.
   *
   * @param readTo every number up to this one is told of
   * @param damaged segments in which something is broken
   */
  record Found(
      List<SpoolRecord> records,
      List<Missing> missing,
      Set<SegmentName> damaged,
      Cursor cursor,
      long readTo) {}

  private final Folder folder;
  private final List<SegmentName> segments;
  private final long[] bounds;
  private final ConsumedSeqs consumed;
  private final Limit limit;

  private final List<SpoolRecord> records = new ArrayList<>();
  private final List<Missing> missing = new ArrayList<>();
  private final Set<SegmentName> damaged = new HashSet<>();
  private Cursor cursor = Cursor.NOWHERE;
  private Optional<Instant> time = Optional.empty();
  private long bytes;
  private long next;

  /**
   * Reads from the segments of a folder.
   *
   * @param segments in the order of their generations
   * @param consumed what is not asked for
   */
  LogReader(Folder folder, List<SegmentName> segments, ConsumedSeqs consumed, Limit limit) {
    this.folder = folder;
    this.segments = segments;
    this.bounds = bounds(segments);
    this.consumed = consumed;
    this.limit = limit;
  }

  /** What numbers from {@code from} to {@code to} are; all of these were durable once. */
  Found read(long from, long to, Cursor start) throws IOException {
    next = consumed.nextOpen(from);
    cursor = start;
    for (int i = 0; i < segments.size() && next <= to && !isFull(); i++) {
      long bound = Math.min(bounds[i], to + 1);
      if (bound > next && segments.get(i).firstSeq() <= to) {
        readSegment(segments.get(i), bound);
        next = consumed.nextOpen(next);
      }
    }
    if (!isFull()) {
      pass(to + 1, Optional.empty());
    }
    return new Found(records, missing, damaged, cursor, Math.min(next - 1, to));
  }

  /**
   * Below which number the records of each segment count: where the next one begins, and what was
   * in an earlier one from there on has been written again.
   */
  static long[] bounds(List<SegmentName> segments) {
    long[] bounds = new long[segments.size()];
    long bound = Long.MAX_VALUE;
    for (int i = bounds.length - 1; i >= 0; i--) {
      bounds[i] = bound;
      bound = Math.min(bound, segments.get(i).firstSeq());
    }
    return bounds;
  }

  private void readSegment(SegmentName segment, long bound) throws IOException {
    Place place =
        cursor.generation() == segment.generation() ? cursor.place() : SegmentReader.start(segment);
    try {
      SegmentReader reader = new SegmentReader(folder, segment, place, bound);
      Optional<SpoolRecord> found = reader.next();
      while (found.isPresent()) {
        take(found.get());
        found = isFull() ? Optional.empty() : reader.next();
      }
      cursor = new Cursor(segment.generation(), reader.place());
      // What live records left behind is consumed, and so is a segment of them that is gone.
      boolean endsEarly = !isFull() && !consumed.containsAll(reader.place().next(), bound - 1);
      if (reader.skipped() || endsEarly) {
        damaged.add(segment);
      }
    } catch (NoSuchFileException e) {
      damaged.add(segment);
    }
  }

  private void take(SpoolRecord record) {
    if (record.seq() >= next) {
      pass(record.seq(), Optional.of(record.acceptedAt()));
      if (!consumed.contains(record.seq())) {
        records.add(record);
        bytes += record.payload().length;
      }
      next = record.seq() + 1;
    }
    time = Optional.of(record.acceptedAt());
  }

  private void pass(long seq, Optional<Instant> before) {
    consumed.open(next, seq - 1).ifPresent(open -> missing.add(new Missing(open, time, before)));
    next = Math.max(next, seq);
  }

  private boolean isFull() {
    return records.size() >= limit.records() || bytes >= limit.bytes();
  }
}
