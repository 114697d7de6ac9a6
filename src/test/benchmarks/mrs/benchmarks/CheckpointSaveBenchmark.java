package mrs.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mrs.resilience.Ticker;
import mrs.resilience.checkpoint.CheckpointEvent;
import mrs.resilience.checkpoint.CheckpointHandle;
import mrs.resilience.checkpoint.Checkpointable;
import mrs.resilience.checkpoint.ComponentCheckpoints;
import mrs.resilience.checkpoint.ComponentName;
import mrs.resilience.checkpoint.FolderCheckpoints;
import mrs.resilience.checkpoint.StateRefused;
import mrs.resilience.folder.LocalFolder;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * How long a component waits for a checkpoint: written, synced, named, the folder synced, read
 * again, the oldest deleted. On the disk of {@code -Dcheckpoints=DIR}, or of the temporary files.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 5)
@Fork(1)
public class CheckpointSaveBenchmark {
  /** Bytes of the state: a few positions, a retry queue, a small model. */
  @Param({"256", "65536", "1048576"})
  public int bytes;

  private Path root;
  private ComponentCheckpoints checkpoints;
  private CheckpointHandle handle;

  @Setup
  public void open() throws IOException, StateRefused {
    String given = System.getProperty("checkpoints", System.getProperty("java.io.tmpdir"));
    root = Files.createTempDirectory(Path.of(given), "checkpoints");
    checkpoints =
        new ComponentCheckpoints(
            FolderCheckpoints.open(LocalFolder.open(root)).orElseThrow(),
            2,
            Ticker.ofTheMachine(),
            event -> {});
    handle = checkpoints.attach(new Bytes(bytes));
  }

  @TearDown
  public void close() throws IOException {
    System.out.println(checkpoints.overhead());
    checkpoints.close();
    try (Stream<Path> files = Files.list(root)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(root);
  }

  @Benchmark
  public CheckpointEvent.Saved save() throws IOException {
    return handle.save();
  }

  @Test
  void latency() throws Exception {
    new Runner(
            new OptionsBuilder()
                .include(CheckpointSaveBenchmark.class.getSimpleName())
                .jvmArgsAppend(
                    "-Dcheckpoints="
                        + System.getProperty("checkpoints", System.getProperty("java.io.tmpdir")))
                .build())
        .run();
  }

  /** A state of so many bytes that is never restored. */
  private static final class Bytes implements Checkpointable {
    private final byte[] state;

    private Bytes(int bytes) {
      state = new byte[bytes];
      new Random(1).nextBytes(state);
    }

    @Override
    public ComponentName name() {
      return new ComponentName("bytes");
    }

    @Override
    public int stateVersion() {
      return 1;
    }

    @Override
    public byte[] state() {
      return state;
    }

    @Override
    public void restore(int version, byte[] found) throws StateRefused {
      throw new StateRefused("a benchmark starts with an empty folder");
    }
  }
}
