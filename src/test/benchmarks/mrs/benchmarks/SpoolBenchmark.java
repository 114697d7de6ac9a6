package mrs.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import mrs.resilience.folder.LocalFolder;
import mrs.resilience.spool.Spool;
import mrs.resilience.spool.SpoolBatch;
import mrs.resilience.spool.SpoolPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many records of 200 bytes a second a spool makes durable before it acknowledges them, on the
 * disk of the temporary folder, and how many it hands out again. Each call of a thread appends some
 * records and returns when they are synced; threads share a sync. Nothing is turned off: checksums,
 * syncs of files and folder, the position.
 */
class SpoolBenchmark {
  private static final int PAYLOAD = 200;

  @TempDir private Path temporary;

  /** One setting: threads, and records of one call. */
  private record Load(int threads, int together, int records) {}

  @Test
  void appendsAndDrains() throws Exception {
    measure(new Load(8, 256, 200_000));
    for (Load each :
        List.of(
            new Load(1, 1, 2_000),
            new Load(16, 1, 20_000),
            new Load(128, 1, 100_000),
            new Load(8, 64, 400_000),
            new Load(8, 256, 1_000_000),
            new Load(16, 1000, 1_000_000))) {
      measure(each);
    }
  }

  private void measure(Load load) throws Exception {
    Path folder = temporary.resolve(load.threads + "-" + load.together + "-" + load.records);
    SpoolPolicy policy = SpoolPolicy.durable(4L << 30);
    try (Spool spool =
        Spool.open(LocalFolder.open(folder), policy, Clock.systemUTC(), new Random(), e -> {})) {
      long start = System.nanoTime();
      append(spool, load);
      double seconds = (System.nanoTime() - start) / 1e9;
      start = System.nanoTime();
      int drained = drain(spool);
      System.out.printf(
          Locale.ROOT,
          "%3d threads, %4d records a call: %,9.0f records/s appended, %,9.0f/s drained (%,d)%n",
          load.threads,
          load.together,
          load.records / seconds,
          drained / ((System.nanoTime() - start) / 1e9),
          drained);
    }
  }

  private static void append(Spool spool, Load load) throws InterruptedException {
    List<byte[]> payloads = Collections.nCopies(load.together, new byte[PAYLOAD]);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < load.threads; i++) {
      threads.add(
          new Thread(
              () -> {
                try {
                  for (int n = 0; n < load.records / load.threads; n += load.together) {
                    spool.appendAll("benchmark", payloads);
                  }
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread each : threads) {
      each.join();
    }
  }

  private static int drain(Spool spool) throws IOException {
    int drained = 0;
    for (SpoolBatch batch = spool.peek(2000); !batch.isEmpty(); batch = spool.peek(2000)) {
      drained += batch.records().size();
      spool.acknowledge(batch);
    }
    return drained;
  }
}
