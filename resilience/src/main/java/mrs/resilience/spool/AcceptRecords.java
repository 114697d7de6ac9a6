package mrs.resilience.spool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import mrs.resilience.spool.SpoolCounts.Count;
import mrs.resilience.spool.SpoolEvent.QueueSpill;
import mrs.resilience.spool.segment.SpoolRecord;

/** The producers' side: gives records their numbers, and keeps them in memory or on the disk. */
final class AcceptRecords {
  /** So many numbers are set aside at a time for records that stay in memory. */
  private static final long NUMBERS_AT_A_TIME = 1 << 16;

  private final SpoolParts parts;
  private final QueueState state;
  private final WriteRecords write;
  private final HandOutRecords handOut;
  private final GroupCommit<Submission> group;
  private final Queue<SpoolEvent> untold = new ConcurrentLinkedQueue<>();

  private boolean closed;

  AcceptRecords(SpoolParts parts, QueueState state, WriteRecords write, HandOutRecords handOut) {
    this.parts = parts;
    this.state = state;
    this.write = write;
    this.handOut = handOut;
    this.group = new GroupCommit<>(this::commit, parts.policy().mostGroupBytes());
  }

  /** Records of one caller on their way; the number of the first once they have one. */
  private static final class Submission {
    private final List<SpoolRecord> records;
    private long firstSeq;

    private Submission(List<SpoolRecord> records) {
      this.records = records;
    }
  }

  /** Accepts records, in order, and returns the number of the first. */
  long accept(List<SpoolRecord> records) throws IOException {
    checkOpen();
    long bytes = WriteRecords.bytes(records);
    if (bytes > parts.policy().mostGroupBytes()) {
      throw new IllegalArgumentException(
          records.size()
              + " records with "
              + bytes
              + " bytes are more than can be accepted at once, which is "
              + parts.policy().mostGroupBytes()
              + "; append them in parts");
    }
    Submission submission = new Submission(records);
    try {
      submit(submission, bytes);
    } catch (SpoolFull e) {
      parts.counts().add(Count.REFUSED, records.size());
      throw e;
    }
    tellAll();
    return submission.firstSeq;
  }

  private void submit(Submission submission, long bytes) throws IOException {
    write.admit(bytes);
    try {
      group.submit(submission, bytes, () -> stayInMemory(submission));
    } finally {
      write.release(bytes);
    }
  }

  private synchronized void checkOpen() throws IOException {
    if (closed) {
      throw new IOException("the spool is closed: open it again to append to it");
    }
  }

  private boolean stayInMemory(Submission submission) {
    long lastSeq = state.last() + submission.records.size();
    if (lastSeq > state.reservedTo()
        || state.triedTo() > state.last()
        || !state.holds(submission.records)) {
      return false;
    }
    keepInMemory(List.of(submission), submission.records);
    return true;
  }

  private void keepInMemory(List<Submission> submissions, List<SpoolRecord> records) {
    state.accept(numbered(submissions, state.last() + 1));
    parts.counts().accepted(records.size(), parts.clock().instant());
  }

  private void commit(List<Submission> submissions) throws IOException {
    // Who came before the end and is served after it comes too late: another may own the files.
    checkOpen();
    List<SpoolRecord> records = submissions.stream().flatMap(s -> s.records.stream()).toList();
    if (state.holds(records)) {
      long lastSeq = Math.max(state.last(), state.triedTo()) + records.size();
      if (state.triedTo() > state.last() || lastSeq > state.reservedTo()) {
        handOut.reserveBeyond(state.triedTo(), lastSeq + NUMBERS_AT_A_TIME);
      }
      keepInMemory(submissions, records);
      return;
    }
    writeOutMemory();
    List<SpoolRecord> numbered = numbered(submissions, state.last() + 1);
    write.write(numbered);
    state.committed(numbered).ifPresent(this::noteSpill);
    parts.counts().accepted(numbered.size(), parts.clock().instant());
    if (state.isSpilled()) {
      parts.counts().add(Count.SPILLED, numbered.size());
    }
    nothingIsInMemoryAlone();
  }

  private static List<SpoolRecord> numbered(List<Submission> submissions, long first) {
    long seq = first;
    List<SpoolRecord> numbered = new ArrayList<>();
    for (Submission each : submissions) {
      each.firstSeq = seq;
      for (SpoolRecord record : each.records) {
        numbered.add(record.withSeq(seq));
        seq++;
      }
    }
    return numbered;
  }

  /** What is in memory alone goes to the disk, in parts of a group's size. */
  private void writeOutMemory() throws IOException {
    List<SpoolRecord> memory = state.memoryOnly();
    if (state.reservedTo() > 0) {
      // What went out of memory before has to be known as consumed, or it looks lost.
      handOut.writePosition();
    }
    int from = 0;
    while (from < memory.size()) {
      int to = from + 1;
      long bytes = memory.get(from).bytesOnDisk();
      while (to < memory.size() && bytes < parts.policy().mostGroupBytes()) {
        bytes += memory.get(to).bytesOnDisk();
        to++;
      }
      write.write(memory.subList(from, to));
      state.writtenOut(memory.get(to - 1).seq());
      from = to;
    }
    parts.counts().add(Count.SPILLED, memory.size());
  }

  private void nothingIsInMemoryAlone() {
    try {
      if (state.reservedTo() > 0) {
        handOut.reserve(0);
      }
    } catch (IOException e) {
      // A kill would now be told as a loss of memory that was none; the next position mends that.
    }
  }

  /** From here on everything goes to the disk, and so does what is in memory alone. */
  void goAway() throws IOException {
    try {
      group.alone(
          () -> {
            if (state.goAway()) {
              noteSpill(QueueSpill.Cause.TARGET_AWAY);
            }
            writeOutMemory();
            nothingIsInMemoryAlone();
          });
    } finally {
      tellAll();
    }
  }

  /** What waits is the backlog, and what arrives from here on is live. */
  void comeBack() throws IOException {
    group.alone(
        () -> {
          writeOutMemory();
          nothingIsInMemoryAlone();
          handOut.comeBack();
        });
  }

  /** Takes no more; what is in memory alone goes to the disk. */
  void close() throws IOException {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    group.alone(
        () -> {
          try {
            writeOutMemory();
            handOut.reserve(0);
          } finally {
            handOut.close();
            write.end();
          }
        });
  }

  private void noteSpill(QueueSpill.Cause cause) {
    untold.add(new QueueSpill(cause, state.waiting(), parts.clock().instant()));
  }

  /** When nobody waits for it any more. */
  private void tellAll() {
    for (SpoolEvent each = untold.poll(); each != null; each = untold.poll()) {
      parts.tell(each);
    }
  }
}
