package mrs.jobs.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.file.AccessDeniedException;
import java.util.stream.Stream;
import org.apache.hadoop.net.ConnectTimeoutException;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What kind a failure is. */
class FailuresTest {
  static Stream<Throwable> mayPass() {
    return Stream.of(
        new IOException("connection reset"),
        new UncheckedIOException(new IOException("connection reset")),
        new SparkException("Job aborted", new IOException("stale handle")));
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
  void tellsWhatMayPass(Throwable failure) {
    assertThat(Failures.mayPass(failure)).isTrue();
    assertThat(Failures.isOutOfMemory(failure)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("willNotPass")
  void tellsWhatWillNotPass(Throwable failure) {
    assertThat(Failures.mayPass(failure)).isFalse();
    assertThat(Failures.isOutOfMemory(failure)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("withoutMemory")
  void tellsThatMemoryRanOut(Throwable failure) {
    assertThat(Failures.isOutOfMemory(failure)).isTrue();
    assertThat(Failures.mayPass(failure)).isFalse();
  }

  @Test
  void anOutageIsOneWhereverInTheChainItStands() {
    assertThat(
            new Throwable[] {
              new IOException("write failed: No space left on device"),
              new UncheckedIOException(new ConnectException("Connection refused")),
              new SparkException("Job aborted", new SocketTimeoutException("read")),
              new IllegalStateException(new ConnectTimeoutException("20000 millis")),
              new SparkException("Job 7 cancelled because SparkContext was shut down"),
              new IllegalStateException("Cannot call methods on a stopped SparkContext."),
              new FileNotFoundException("/tmp/blockmgr-1/0c/temp_shuffle_2 (No such file)"),
              new RuntimeException(new InterruptedException())
            })
        .allMatch(Failures::isOutage);
  }

  @Test
  void aSignThatAQueryRaisedIsFoundBelowWhateverWrapsIt() {
    RuntimeException raised = new RuntimeException("[USER_RAISED_EXCEPTION] a sign: k1");

    assertThat(Failures.isRaised(raised, "a sign")).isTrue();
    assertThat(Failures.isRaised(new SparkException("Job aborted", raised), "a sign")).isTrue();
    assertThat(Failures.isRaised(new SparkException("a job", raised), "another sign")).isFalse();
  }

  @Test
  void noOutageIsWhatTheFileItselfIsAtFaultFor() {
    assertThat(
            new Throwable[] {
              new IllegalStateException("a defect"),
              new SparkException("Job aborted", new NullPointerException()),
              new FileNotFoundException("/feed/sales/1.csv (Permission denied)"),
              new AccessDeniedException("/feed/sales/1.csv"),
              new AccessControlException("Permission denied"),
              new EOFException(),
              new IOException("Input/output error"),
              new NoClassDefFoundError("org/brotli/dec/BrotliInputStream")
            })
        .noneMatch(Failures::isOutage);
  }

  @Test
  void causesThatGoInACircleAreLookedAtOnce() {
    IllegalStateException one = new IllegalStateException("one");
    IllegalStateException other = new IllegalStateException("other", one);
    one.initCause(other);

    assertThat(Failures.causes(one)).containsExactly(one, other);
    assertThat(Failures.mayPass(one)).isFalse();
  }
}
