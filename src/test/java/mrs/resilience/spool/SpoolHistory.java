package mrs.resilience.spool;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import mrs.resilience.folder.ForgetfulFolder;
import mrs.resilience.folder.ForgetfulFolder.Operation;

/**
 * One life of a spool, drawn: appends, hand-outs and acknowledgements in both lanes, a target that
 * goes and comes, failing operations, a disk that gets full in the middle of a write, kills, power
 * cuts, and clean ends; everything is held against a {@link SpoolModel}. At the end all is drained.
 * {@code -Dmrs.spool.trace=true} prints what happens.
 */
final class SpoolHistory {
  private static final int STEPS = 60;
  private static final boolean TRACE = Boolean.getBoolean("mrs.spool.trace");

  private final Random random;
  private final SpoolPolicy policy;
  private final SpoolModel model = new SpoolModel();
  private ForgetfulFolder disk = new ForgetfulFolder();
  private ProcessFolder process = new ProcessFolder(disk);
  private Spool spool;
  private int appended;
  private int failures;
  private int ends;

  SpoolHistory(long seed, SpoolPolicy policy) throws IOException {
    this.random = new Random(seed);
    this.policy = policy;
    this.spool = open();
  }

  SpoolModel run() throws IOException {
    for (int step = 0; step < STEPS; step++) {
      step(random.nextInt(100));
    }
    healthy();
    restart(true);
    spool.targetBack();
    while (drain(Lane.LIVE) || drain(Lane.BACKLOG)) {
      // Both lanes until nothing comes.
    }
    spool.close();
    model.ends();
    return model;
  }

  int failures() {
    return failures;
  }

  int ends() {
    return ends;
  }

  private void trace(Supplier<String> what) {
    if (TRACE) {
      System.out.println(what.get());
    }
  }

  private void step(int draw) throws IOException {
    trace(() -> "step " + draw);
    if (draw < 40) {
      append();
    } else if (draw < 65) {
      consume(random.nextBoolean() ? Lane.LIVE : Lane.BACKLOG);
    } else if (draw < 70) {
      attempt(spool::targetAway);
    } else if (draw < 76) {
      attempt(spool::targetBack);
    } else if (draw < 84) {
      failing();
    } else if (draw < 88) {
      healthy();
    } else if (draw < 91) {
      attempt(spool::statistics);
    } else {
      restart(random.nextBoolean());
    }
  }

  private interface Attempt {
    void run() throws IOException;
  }

  private boolean attempt(Attempt what) {
    try {
      what.run();
      return true;
    } catch (IOException e) {
      failures++;
      trace(() -> "  failed: " + e + " suppressed " + Arrays.toString(e.getSuppressed()));
      return false;
    }
  }

  private void append() {
    List<String> payloads = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(4); i++) {
      appended++;
      payloads.add("p" + appended + "x".repeat(random.nextInt(20)));
    }
    model.tries(payloads);
    attempt(
        () -> {
          long first =
              spool.appendAll("who", payloads.stream().map(p -> p.getBytes(US_ASCII)).toList());
          trace(() -> "  accepted " + first + " " + payloads);
          model.accepted(first, payloads, policy.durableBeforeAck());
        });
  }

  private void consume(Lane lane) {
    attempt(
        () -> {
          SpoolBatch batch = spool.peek(lane, 1 + random.nextInt(6));
          model.handedOut(batch);
          if (!batch.isEmpty() && random.nextInt(4) > 0) {
            int some = random.nextInt(batch.records().size());
            long upTo = batch.records().get(some).seq();
            model.acknowledging(batch, upTo);
            spool.acknowledge(batch, upTo);
            model.acknowledged(batch, upTo);
            trace(() -> "  acknowledged " + batch.from() + " to " + upTo);
          }
        });
  }

  private boolean drain(Lane lane) throws IOException {
    SpoolBatch batch = spool.peek(lane, 7);
    model.handedOut(batch);
    model.acknowledging(batch, batch.lastSeq());
    spool.acknowledge(batch);
    model.acknowledged(batch, batch.lastSeq());
    trace(() -> "  drained " + batch);
    return !batch.isEmpty();
  }

  /** From here on operations fail now and then, or the disk is full in the middle of a write. */
  private void failing() {
    ForgetfulFolder failing = disk;
    int oneIn = 2 + random.nextInt(6);
    boolean full = random.nextInt(3) == 0;
    boolean unreadable = random.nextInt(4) == 0;
    failing.fail(
        (operation, name) -> {
          if (operation == Operation.READ && unreadable) {
            throw new IOException("nothing can be read");
          }
          if (random.nextInt(oneIn) > 0
              || operation == Operation.LOCK
              || operation == Operation.READ) {
            return;
          }
          if (full && operation == Operation.WRITE) {
            long used = Long.MAX_VALUE - failing.usableBytes();
            failing.capacity(used + random.nextInt(40));
          } else {
            throw new IOException("the disk failed: " + operation);
          }
        });
  }

  private void healthy() {
    disk.fail((operation, name) -> {});
    disk.capacity(Long.MAX_VALUE);
  }

  private void restart(boolean cut) throws IOException {
    ends++;
    if (random.nextInt(5) == 0 && attempt(spool::close)) {
      model.allIsOnTheDisk();
    }
    process.kill();
    if (cut) {
      disk.capacity(Long.MAX_VALUE);
      disk = disk.afterPowerCut(random);
      trace(() -> "power cut");
    }
    while (!attempt(() -> spool = open())) {
      process.kill();
      if (random.nextInt(3) == 0) {
        healthy();
      }
    }
  }

  private Spool open() throws IOException {
    process = new ProcessFolder(disk);
    model.opened();
    trace(() -> "open ");
    return Spool.open(
        process,
        policy,
        () -> Instant.EPOCH.plusSeconds(appended),
        random,
        event -> {
          trace(() -> "  " + event);
          model.accept(event);
        });
  }
}
