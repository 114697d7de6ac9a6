package mrs.jobs.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.file.AccessDeniedException;
import org.apache.hadoop.net.ConnectTimeoutException;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

/** What says nothing about a file, and what does. */
final class OutageTest {

  @Test
  void isOneWhereverInTheChainItStands() {
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
        .allMatch(Outage::is);
  }

  @Test
  void isNoneWhereTheFileItselfIsAtFault() {
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
        .noneMatch(Outage::is);
  }
}
