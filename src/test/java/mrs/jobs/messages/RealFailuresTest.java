package mrs.jobs.messages;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.raise_error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import mrs.SparkTest;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Failures as the operating system, Hadoop and Spark really throw them: their texts are theirs. */
class RealFailuresTest extends SparkTest {
  private static final Path FULL = Path.of("/dev/full");

  @TempDir private Path folder;

  static boolean hasAFullDevice() {
    return Files.isWritable(FULL);
  }

  @Test
  @EnabledIf("hasAFullDevice")
  void aFullDisk() {
    Throwable failure =
        catchThrowable(
            () -> {
              try (OutputStream out = Files.newOutputStream(FULL)) {
                out.write(1);
              }
            });

    assertThat(failure).isExactlyInstanceOf(IOException.class);
    assertThat(Failures.isFullDisk(failure)).isTrue();
    assertThat(Failures.isOutage(failure)).isTrue();
    assertThat(Failures.mayPass(failure)).isFalse();
    assertThat(FailureLine.of(new IllegalStateException("Job aborted", failure)))
        .isEqualTo(
            "the disk is full (No space left on device); free some space and start the command"
                + " again");
  }

  @Test
  void whatAQueryRaises() {
    Throwable failure =
        catchThrowable(() -> spark.range(1).select(raise_error(lit("a sign"))).collectAsList());

    assertThat(Failures.isRaised(failure, "a sign")).isTrue();
    assertThat(Failures.isRaised(failure, "another sign")).isFalse();
    assertThat(Failures.mayPass(failure)).isFalse();
    assertThat(Failures.isOutage(failure)).isFalse();
  }

  @Test
  void aDatasetThatWasKeptOnAnExecutorThatIsGone() {
    Set<Integer> before = kept();
    Dataset<Row> rows = spark.range(0, 2, 1, 1).toDF().localCheckpoint(true);
    kept().stream()
        .filter(id -> !before.contains(id))
        .forEach(id -> SparkEnv.get().blockManager().removeRdd(id));

    Throwable failure = catchThrowable(rows::collectAsList);

    assertThat(Failures.mayPass(failure)).isTrue();
    assertThat(Failures.isOutage(failure)).isFalse();
  }

  @Test
  void aFileThatTheDiskHasChanged() throws IOException {
    Path file = folder.resolve("rows.txt");
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file.toUri());
    try (FSDataOutputStream out =
        path.getFileSystem(spark.sparkContext().hadoopConfiguration()).create(path)) {
      out.writeBytes("a line");
    }
    Files.writeString(file, "A line");

    Throwable failure = catchThrowable(() -> spark.read().text(file.toString()).collectAsList());

    assertThat(Failures.mayPass(failure)).isTrue();
    assertThat(Failures.isOutage(failure)).isFalse();
    assertThat(FailureLine.of(failure))
        .startsWith("a file is not what was written, the disk or a copy has changed it (Checksum")
        .endsWith("restore this file, with the hidden checksum beside it, from a backup");
  }

  @Test
  void aConnectionThatNobodyTakes() throws IOException {
    int port;
    try (ServerSocket once = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = once.getLocalPort();
    }

    Throwable failure =
        catchThrowable(() -> new Socket(InetAddress.getLoopbackAddress(), port).close());

    assertThat(Failures.isOutage(failure)).isTrue();
    assertThat(Failures.mayPass(failure)).isTrue();
  }

  @Test
  void aReadThatIsInterrupted() throws IOException {
    Path file = Files.writeString(folder.resolve("rows.txt"), "a line");
    try (FileChannel channel = FileChannel.open(file)) {
      Thread.currentThread().interrupt();
      Throwable failure = catchThrowable(() -> channel.read(ByteBuffer.allocate(1)));

      assertThat(Thread.interrupted()).isTrue();
      assertThat(failure).isExactlyInstanceOf(ClosedByInterruptException.class);
      assertThat(Failures.isOutage(failure)).isTrue();
    }
  }

  private static Set<Integer> kept() {
    return Set.copyOf(
        JavaSparkContext.fromSparkContext(spark.sparkContext()).getPersistentRDDs().keySet());
  }
}
