package mrs.jobs.chaos.parts;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import mrs.jobs.chaos.scratch.DamagedFile;
import mrs.jobs.chaos.scratch.ScratchFolder;
import mrs.resilience.Ticker;
import mrs.resilience.folder.LocalFolder;
import mrs.resilience.spool.Spool;
import mrs.resilience.spool.SpoolBatch;
import mrs.resilience.spool.SpoolEvent;
import mrs.resilience.spool.SpoolEvent.Gap;
import mrs.resilience.spool.SpoolPolicy;
import mrs.resilience.spool.segment.SegmentHeader;
import mrs.resilience.spool.segment.SpoolRecord;

/**
 * A segment in the middle of a queue is cut, or a bit of it is another: what is sound is handed
 * out, one event says exactly which records are not, and the queue goes on.
 */
final class SegmentPart implements DamagedPart {
  private static final SpoolPolicy POLICY =
      new SpoolPolicy(true, 1_000, 1 << 20, 2_048, 1 << 20, SpoolPolicy.WhenFull.REFUSE);
  private static final int RECORDS = 300;
  private static final int TOGETHER = 10;
  private static final int ACKNOWLEDGED = 5;
  private static final int MOST_BYTES = 120;
  private static final int BATCH = 50;
  private static final Instant TIME = Instant.parse("2024-06-03T02:00:00Z");
  private static final String WHO = "rehearsed";

  @Override
  public PartOutcome play(ScratchFolder scratch, Random random, Ticker ticker) throws IOException {
    Path root = scratch.checked(scratch.root().resolve("spool"));
    LocalFolder folder = LocalFolder.open(root);
    Map<Long, byte[]> waiting = fill(folder, random);
    List<String> segments = folder.names().stream().filter(n -> n.endsWith(".seg")).toList();
    String hit = segments.get(1 + random.nextInt(segments.size() - 2));
    DamagedFile file = new DamagedFile(scratch, root.resolve(hit), random);
    if (random.nextBoolean()) {
      file.flipABit(SegmentHeader.BYTES);
    } else {
      file.cut();
    }
    return recover(folder, waiting, random, ticker);
  }

  private static Map<Long, byte[]> fill(LocalFolder folder, Random random) throws IOException {
    Map<Long, byte[]> waiting = new HashMap<>();
    try (Spool spool = open(folder, random, new ArrayList<>())) {
      for (int i = 0; i < RECORDS; i += TOGETHER) {
        List<byte[]> payloads = new ArrayList<>();
        for (int k = 0; k < TOGETHER; k++) {
          payloads.add(new byte[1 + random.nextInt(MOST_BYTES)]);
          random.nextBytes(payloads.get(k));
        }
        long first = spool.appendAll(WHO, payloads);
        for (int k = 0; k < TOGETHER; k++) {
          waiting.put(first + k, payloads.get(k));
        }
      }
      SpoolBatch done = spool.peek(ACKNOWLEDGED);
      spool.acknowledge(done);
      done.records().forEach(r -> waiting.remove(r.seq()));
    }
    return waiting;
  }

  private static PartOutcome recover(
      LocalFolder folder, Map<Long, byte[]> waiting, Random random, Ticker ticker)
      throws IOException {
    List<SpoolEvent> events = new ArrayList<>();
    List<String> broken = new ArrayList<>();
    TreeSet<Long> missing = new TreeSet<>(waiting.keySet());
    long from = ticker.nanos();
    try (Spool spool = open(folder, random, events)) {
      drain(spool, waiting, missing, broken);
      Duration took = Duration.ofNanos(ticker.nanos() - from);
      checkGoesOn(spool, broken);
      List<String> told = events.stream().map(SegmentPart::told).toList();
      String predicted =
          missing.isEmpty()
              ? "a Gap"
              : gap(missing.size(), missing.first(), missing.last(), Gap.Reason.DAMAGED);
      if (!told.equals(List.of(predicted))) {
        broken.add("told " + told + " instead of " + predicted);
      }
      long lost = missing.stream().filter(seq -> !isTold(seq, events)).count();
      return new PartOutcome(List.of(predicted), told, lost, took, broken);
    }
  }

  private static void drain(
      Spool spool, Map<Long, byte[]> waiting, TreeSet<Long> missing, List<String> broken)
      throws IOException {
    for (SpoolBatch batch = spool.peek(BATCH); !batch.isEmpty(); batch = spool.peek(BATCH)) {
      for (SpoolRecord record : batch.records()) {
        byte[] payload = waiting.getOrDefault(record.seq(), new byte[0]);
        if (!missing.remove(record.seq()) || !Arrays.equals(payload, record.payload())) {
          broken.add("the record " + record.seq() + " is not what was put, or came twice");
        }
      }
      spool.acknowledge(batch);
    }
  }

  private static void checkGoesOn(Spool spool, List<String> broken) throws IOException {
    byte[] next = {1, 2, 3};
    long seq = spool.append(WHO, next);
    List<SpoolRecord> records = spool.peek(BATCH).records();
    if (records.size() != 1
        || records.get(0).seq() != seq
        || !Arrays.equals(records.get(0).payload(), next)) {
      broken.add("what was appended after recovery is not handed out: " + records);
    }
  }

  private static Spool open(LocalFolder folder, Random random, List<SpoolEvent> events)
      throws IOException {
    return Spool.open(folder, POLICY, () -> TIME, random, events::add);
  }

  private static boolean isTold(long seq, List<SpoolEvent> events) {
    return events.stream()
        .anyMatch(e -> e instanceof Gap gap && gap.fromSeq() <= seq && seq <= gap.toSeq());
  }

  private static String told(SpoolEvent event) {
    return event instanceof Gap gap
        ? gap(gap.count(), gap.fromSeq(), gap.toSeq(), gap.reason())
        : event.getClass().getSimpleName();
  }

  private static String gap(long count, long from, long to, Gap.Reason reason) {
    return "Gap of " + count + " from " + from + " to " + to + ", " + reason;
  }
}
