package mrs.jobs.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.util.stream.Stream;
import org.apache.spark.SparkException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which failures may go away by themselves. */
class TransientTest {
  static Stream<Throwable> mayPass() {
    return Stream.of(
        new IOException("connection reset"),
        new UncheckedIOException(new IOException("connection reset")),
        new SparkException("Job aborted", new IOException("stale handle")),
        new IllegalStateException("Checkpoint block rdd_7_0 not found"));
  }

  static Stream<Throwable> willNotPass() {
    return Stream.of(
        new IllegalStateException("two different rows for one key"),
        new IOException("No space left on device"),
        new UncheckedIOException(new FileNotFoundException("part-0.parquet")),
        new SparkException("Job aborted", new AccessDeniedException("part-0.parquet")),
        new StackOverflowError());
  }

  static Stream<Throwable> withoutMemory() {
    return Stream.of(
        new OutOfMemoryError("Java heap space"),
        new SparkException("Job aborted", new OutOfMemoryError("Java heap space")));
  }

  @ParameterizedTest
  @MethodSource("mayPass")
  void isWhatMayPass(Throwable failure) {
    assertThat(Transient.is(failure)).isTrue();
    assertThat(Transient.isOutOfMemory(failure)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("willNotPass")
  void isNotWhatStays(Throwable failure) {
    assertThat(Transient.is(failure)).isFalse();
    assertThat(Transient.isOutOfMemory(failure)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("withoutMemory")
  void tellsThatMemoryRanOut(Throwable failure) {
    assertThat(Transient.isOutOfMemory(failure)).isTrue();
    assertThat(Transient.is(failure)).isFalse();
  }
}
