package mrs.resilience.drill;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import mrs.resilience.HandClock;
import mrs.resilience.folder.ForgetfulFolder;
import mrs.resilience.spool.Spool;
import mrs.resilience.spool.SpoolBatch;
import mrs.resilience.spool.SpoolEvent.Gap;
import mrs.resilience.spool.SpoolPolicy;

/** A record is accepted; now and then all that wait are handed out, each right and once. */
final class DrilledSpool implements DrilledPart {
  private static final SpoolPolicy POLICY =
      new SpoolPolicy(true, 1_000, 1 << 20, 2_048, 1 << 20, SpoolPolicy.WhenFull.REFUSE);
  private static final int WAITING = 20;

  private final ForgetfulFolder disk = new ForgetfulFolder();
  private final FailingOnce failing = new FailingOnce();
  private final Set<Long> accepted = new HashSet<>();
  private final Set<Long> gone = new HashSet<>();
  private final HandClock clock;
  private final Random random;
  private Spool spool;
  private long next;

  DrilledSpool(HandClock clock, Random random) throws IOException {
    this.clock = clock;
    this.random = random;
    disk.fail((operation, name) -> failing.access());
    this.spool = open();
  }

  private Spool open() throws IOException {
    return Spool.open(
        disk,
        POLICY,
        clock,
        random,
        event -> {
          if (event instanceof Gap gap) {
            for (long seq = gap.fromSeq(); seq <= gap.toSeq(); seq++) {
              gone.add(seq);
            }
          }
        });
  }

  @Override
  public boolean operate() throws IOException {
    long value = next++;
    accepted.add(spool.append("drill", ByteBuffer.allocate(Long.BYTES).putLong(value).array()));
    if (random.nextInt(WAITING) == 0) {
      drain();
    }
    return true;
  }

  private void drain() throws IOException {
    for (SpoolBatch batch = spool.peek(WAITING); !batch.isEmpty(); batch = spool.peek(WAITING)) {
      spool.acknowledge(batch);
      batch.records().forEach(r -> accepted.remove(r.seq()));
    }
    // What is neither handed out nor told of would be lost unseen.
    accepted.removeAll(gone);
    if (!accepted.isEmpty()) {
      throw new AssertionError("accepted and not handed out: " + accepted);
    }
  }

  /** Records of which a gap told. */
  int gone() {
    return gone.size();
  }

  @Override
  public void failOnce() {
    failing.after(random.nextInt(3));
  }

  @Override
  public void damageAndRestart() throws IOException {
    spool.close();
    List<String> segments = disk.names().stream().filter(n -> n.endsWith(".seg")).toList();
    if (!segments.isEmpty()) {
      String hit = segments.get(random.nextInt(segments.size()));
      disk.flipBit(hit, (long) (random.nextDouble() * disk.size(hit) * Byte.SIZE));
    }
    spool = open();
  }

  @Override
  public void close() throws IOException {
    failing.disarm();
    drain();
    spool.close();
  }
}
