package mrs.resilience.spool;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import mrs.resilience.folder.ForgetfulFolder;
import mrs.resilience.folder.LocalFolder;
import mrs.resilience.spool.SpoolPolicy.WhenFull;
import mrs.resilience.spool.segment.SpoolRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many threads append and one consumes while the power is cut, or while threads are interrupted:
 * what one was told is kept is there, once. {@code -Dmrs.spool.rounds=N} says how many cuts.
 */
class SpoolThreadsFaultTest {
  private static final int ROUNDS = Integer.getInteger("mrs.spool.rounds", 25);
  private static final int PRODUCERS = 6;

  private static final SpoolPolicy POLICY =
      new SpoolPolicy(true, 20, 1000, 400, 1 << 20, WhenFull.REFUSE);

  @TempDir private Path temporary;

  private final Map<Long, String> kept = new ConcurrentHashMap<>();
  private final Map<Long, String> taken = new ConcurrentHashMap<>();
  private final List<SpoolEvent> events = new ArrayList<>();

  private Thread producer(Spool spool, String name, AtomicBoolean goOn) {
    return new Thread(
        () -> {
          for (int i = 0; goOn.get(); i++) {
            String payload = name + "-" + i;
            try {
              long seq = spool.append(name, payload.getBytes(US_ASCII));
              assertThat(kept.put(seq, payload)).isNull();
            } catch (IOException e) {
              goOn.set(false);
            }
          }
        },
        name);
  }

  private void take(SpoolBatch batch) {
    for (SpoolRecord each : batch.records()) {
      String payload = new String(each.payload(), US_ASCII);
      assertThat(taken.getOrDefault(each.seq(), payload)).isEqualTo(payload);
      taken.put(each.seq(), payload);
    }
  }

  private void consume(Spool spool, AtomicBoolean goOn, Set<Long> acknowledged) {
    try {
      while (goOn.get()) {
        SpoolBatch batch = spool.peek(5);
        take(batch);
        spool.acknowledge(batch);
        batch.records().forEach(each -> acknowledged.add(each.seq()));
      }
    } catch (IOException e) {
      goOn.set(false);
    }
  }

  @Test
  void keepsWhatManyThreadsWereToldIsKept() throws Exception {
    Random random = new Random(17);
    for (int round = 0; round < ROUNDS; round++) {
      kept.clear();
      taken.clear();
      ForgetfulFolder disk = new ForgetfulFolder();
      AtomicLong left = new AtomicLong(50 + random.nextInt(1000));
      disk.fail(
          (operation, name) -> {
            if (left.decrementAndGet() < 0) {
              throw new IOException("the power is off");
            }
          });
      Set<Long> acknowledged = runAll(disk);

      ForgetfulFolder after = disk.afterPowerCut(random);
      Recovered recovered = Recovered.from(after, POLICY);
      assertThat(recovered.seqs()).isSorted().doesNotContainAnyElementsOf(orMinusOne(acknowledged));
      recovered.records().forEach(each -> take(new SpoolBatch(Lane.LIVE, 1, List.of(each))));
      assertThat(taken).containsAllEntriesOf(kept);
      assertThat(new HashSet<>(taken.values())).hasSameSizeAs(taken.values());
      assertThat(recovered.events()).isEmpty();
    }
  }

  private static Set<Long> orMinusOne(Set<Long> seqs) {
    return seqs.isEmpty() ? Set.of(-1L) : seqs;
  }

  private Set<Long> runAll(ForgetfulFolder disk) throws Exception {
    Set<Long> acknowledged = new HashSet<>();
    AtomicBoolean goOn = new AtomicBoolean(true);
    Spool spool;
    try {
      spool = Spool.open(disk, POLICY, () -> Instant.EPOCH, new Random(3), events::add);
    } catch (IOException e) {
      return acknowledged;
    }
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < PRODUCERS; i++) {
      threads.add(producer(spool, "p" + i, goOn));
    }
    threads.add(new Thread(() -> consume(spool, goOn, acknowledged)));
    threads.forEach(Thread::start);
    for (Thread each : threads) {
      each.join();
    }
    return acknowledged;
  }

  @Test
  void anInterruptLosesNobodysRecord() throws Exception {
    LocalFolder folder = LocalFolder.open(temporary);
    AtomicLong interrupted = new AtomicLong();
    try (Spool spool =
        Spool.open(folder, POLICY, () -> Instant.EPOCH, new Random(3), events::add)) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        threads.add(interrupted(spool, "i" + i, interrupted));
      }
      threads.forEach(Thread::start);
      int interruptedAt = 0;
      Random random = new Random(5);
      while (threads.stream().anyMatch(Thread::isAlive)) {
        if (kept.size() > interruptedAt) {
          interruptedAt = kept.size();
          threads.get(random.nextInt(threads.size())).interrupt();
        }
        Thread.onSpinWait();
      }
    }
    Recovered recovered = Recovered.from(folder, POLICY);
    recovered.records().forEach(each -> take(new SpoolBatch(Lane.LIVE, 1, List.of(each))));
    assertThat(taken).isEqualTo(kept).hasSize(200);
    assertThat(interrupted.get()).isPositive();
    assertThat(recovered.gaps()).isEmpty();
  }

  private Thread interrupted(Spool spool, String name, AtomicLong interrupts) {
    return new Thread(
        () -> {
          int i = 0;
          while (i < 50) {
            try {
              String payload = name + "-" + i;
              kept.put(spool.append(name, payload.getBytes(US_ASCII)), payload);
              i++;
            } catch (IOException e) {
              throw new IllegalStateException(e);
            }
            if (Thread.interrupted()) {
              interrupts.incrementAndGet();
            }
          }
        },
        name);
  }
}
