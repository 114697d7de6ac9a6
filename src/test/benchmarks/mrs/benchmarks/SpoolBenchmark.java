package mrs.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mrs.resilience.folder.LocalFolder;
import mrs.resilience.spool.Spool;
import mrs.resilience.spool.SpoolBatch;
import mrs.resilience.spool.SpoolPolicy;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * How many records of 200 bytes a second a spool makes durable before it acknowledges them, on the
 * disk of the temporary folder. Each call of a thread appends some records and returns when they
 * are synced; threads share a sync. Nothing is turned off: checksums, syncs of files and folder,
 * the position. To be held: 200,000 a second.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class SpoolBenchmark {
  private static final byte[] PAYLOAD = new byte[200];
  private static final int TOGETHER = 256;
  private static final List<byte[]> PAYLOADS = Collections.nCopies(TOGETHER, PAYLOAD);
  private static final List<byte[]> ALONE = List.of(PAYLOAD);
  private static final int DRAINED_AT_ONCE = 2_000;

  private Path folder = Path.of("");
  private Spool spool;

  /** Runs all of them. */
  @Test
  void all() throws Exception {
    new Runner(new OptionsBuilder().include(SpoolBenchmark.class.getName()).build()).run();
  }

  /** Opens an empty spool. */
  @Setup
  public void open() throws IOException {
    folder = Files.createTempDirectory("spool-benchmark");
    spool =
        Spool.open(
            LocalFolder.open(folder),
            SpoolPolicy.durable(8L << 30),
            InstantSource.system(),
            new Random(1),
            event -> {});
  }

  /** Takes out what the iteration has put in, so that the disk does not fill. */
  @TearDown(Level.Iteration)
  public void drain() throws IOException {
    for (SpoolBatch batch = spool.peek(DRAINED_AT_ONCE);
        !batch.isEmpty();
        batch = spool.peek(DRAINED_AT_ONCE)) {
      spool.acknowledge(batch);
    }
  }

  /** Closes and deletes it. */
  @TearDown
  public void close() throws IOException {
    spool.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Records of senders that have 256 of them at a time. */
  @Benchmark
  @Threads(8)
  @OperationsPerInvocation(TOGETHER)
  public void appendMany() throws IOException {
    spool.appendAll("benchmark", PAYLOADS);
  }

  /** Records of many senders, each of which waits for each of its records. */
  @Benchmark
  @Threads(128)
  public void appendOneByOne() throws IOException {
    spool.appendAll("benchmark", ALONE);
  }
}
