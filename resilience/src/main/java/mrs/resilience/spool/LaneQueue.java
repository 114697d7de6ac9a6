package mrs.resilience.spool;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import mrs.resilience.spool.LogReader.Cursor;
import mrs.resilience.spool.position.ConsumedSeqs;
import mrs.resilience.spool.segment.SpoolRecord;

/** The records of one lane that are in memory, the next to go out first. Not for many threads. */
final class LaneQueue {
  private final Deque<SpoolRecord> records = new ArrayDeque<>();
  private long bytes;
  private long readTo;
  private Cursor cursor = Cursor.NOWHERE;

  /** A lane without records, of which those after {@code readTo} are to be read. */
  LaneQueue(long readTo) {
    this.readTo = readTo;
  }

  int size() {
    return records.size();
  }

  /** How many bytes of payload are in memory. */
  long bytes() {
    return bytes;
  }

  /** All numbers of this lane up to this one are in memory, or done with, or lost. */
  long readTo() {
    return readTo;
  }

  Cursor cursor() {
    return cursor;
  }

  /** Adds the next records, after which all up to {@code newReadTo} is known. */
  void add(List<SpoolRecord> next, long newReadTo) {
    for (SpoolRecord each : next) {
      records.add(each);
      bytes += each.payload().length;
    }
    readTo = newReadTo;
  }

  void moveTo(Cursor newCursor) {
    cursor = newCursor;
  }

  List<SpoolRecord> first(int most) {
    return records.stream().limit(most).toList();
  }

  List<SpoolRecord> after(long seq) {
    return records.stream().filter(each -> each.seq() > seq).toList();
  }

  /** Lets the first records go as far as they are done with. */
  void forget(ConsumedSeqs consumed) {
    SpoolRecord first = records.peek();
    while (first != null && consumed.contains(first.seq())) {
      records.remove();
      bytes -= first.payload().length;
      first = records.peek();
    }
  }
}
