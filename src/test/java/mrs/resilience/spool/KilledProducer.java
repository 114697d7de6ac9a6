package mrs.resilience.spool;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import mrs.resilience.folder.LocalFolder;
import mrs.resilience.spool.SpoolPolicy.WhenFull;
import mrs.resilience.spool.segment.SpoolRecord;

/**
 * A process that appends numbers to a spool with several threads, consumes them with another, and
 * says so line by line: {@code A seq number} is accepted, {@code H seq number} handed out, {@code C
 * seq number} acknowledged. It goes on until it is killed.
 */
final class KilledProducer {
  static final SpoolPolicy POLICY =
      new SpoolPolicy(true, 500, 1 << 20, 1 << 16, 1L << 30, WhenFull.REFUSE);

  private static final int PRODUCERS = 4;
  private static final int PAYLOAD = 200;

  private final OutputStream out = new FileOutputStream(FileDescriptor.out);
  private final AtomicLong next;
  private final Spool spool;

  private KilledProducer(Path folder, long first) throws IOException {
    this.next = new AtomicLong(first);
    this.spool =
        Spool.open(LocalFolder.open(folder), POLICY, Clock.systemUTC(), new Random(), this::lost);
  }

  /** {@code folder first-number seed}. */
  public static void main(String[] args) throws IOException {
    KilledProducer producer = new KilledProducer(Path.of(args[0]), Long.parseLong(args[1]));
    long seed = Long.parseLong(args[2]);
    for (int i = 0; i < PRODUCERS; i++) {
      Random random = new Random(seed + i);
      new Thread(() -> producer.forEver(() -> producer.append(random))).start();
    }
    Random random = new Random(seed - 1);
    new Thread(() -> producer.forEver(() -> producer.consume(random))).start();
  }

  /** The number that a payload has in front. */
  static long number(byte[] payload) {
    return Long.parseLong(new String(payload, US_ASCII).trim());
  }

  private interface Work {
    void run() throws IOException;
  }

  private void forEver(Work work) {
    try {
      while (true) {
        work.run();
      }
    } catch (IOException | RuntimeException e) {
      tell(e);
    }
  }

  private void append(Random random) throws IOException {
    int count = 1 + random.nextInt(16);
    long first = next.getAndAdd(count);
    List<byte[]> payloads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      payloads.add(String.format("%" + PAYLOAD + "d", first + i).getBytes(US_ASCII));
    }
    long seq = spool.appendAll("killed", payloads);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lines.append("A ").append(seq + i).append(' ').append(first + i).append('\n');
    }
    say(lines);
  }

  private void consume(Random random) throws IOException {
    if (random.nextInt(50) == 0) {
      spool.targetBack();
    }
    Lane lane = random.nextInt(3) == 0 ? Lane.LIVE : Lane.BACKLOG;
    SpoolBatch batch = spool.peek(lane, 1 + random.nextInt(60));
    if (batch.isEmpty()) {
      return;
    }
    say(lines("H ", batch));
    spool.acknowledge(batch);
    say(lines("C ", batch));
  }

  private static StringBuilder lines(String what, SpoolBatch batch) {
    StringBuilder lines = new StringBuilder();
    for (SpoolRecord each : batch.records()) {
      lines.append(what).append(each.seq()).append(' ').append(number(each.payload()));
      lines.append('\n');
    }
    return lines;
  }

  private void lost(SpoolEvent event) {
    if (!(event instanceof SpoolEvent.QueueSpill)) {
      tell(event);
    }
  }

  private void tell(Object what) {
    try {
      say(new StringBuilder("! " + what + "\n"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One write, which a pipe takes whole. */
  private void say(StringBuilder lines) throws IOException {
    out.write(lines.toString().getBytes(US_ASCII));
  }
}
