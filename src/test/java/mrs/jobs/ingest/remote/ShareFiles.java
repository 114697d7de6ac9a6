package mrs.jobs.ingest.remote;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * The local disk under the scheme {@code share}: a file system that goes away after some bytes,
 * hangs, has a file changed while it is read, or is wrong about sizes. One for all of a test.
 */
public final class ShareFiles extends RawLocalFileSystem {
  private static final AtomicLong BYTES_LEFT = new AtomicLong();
  private static final AtomicInteger CALLS = new AtomicInteger();
  private static volatile boolean hangs;
  private static volatile CountDownLatch hanging = new CountDownLatch(1);
  private static volatile boolean isUnmounted;
  private static volatile long sizeError;
  private static volatile Runnable midway = () -> {};

  /** Lets Hadoop reach it; all is well. */
  public static Configuration install(Configuration hadoop) {
    hadoop.set("fs.share.impl", ShareFiles.class.getName());
    mend();
    return hadoop;
  }

  /** From now on all is well; whoever hangs gets on. */
  public static void mend() {
    BYTES_LEFT.set(Long.MAX_VALUE);
    hangs = false;
    hanging.countDown();
    hanging = new CountDownLatch(1);
    isUnmounted = false;
    sizeError = 0;
    midway = () -> {};
    CALLS.set(0);
  }

  /** It goes away after so many bytes more were read; at once, listings too, if there are none. */
  public static void goAwayAfter(long bytes) {
    BYTES_LEFT.set(bytes);
  }

  /** From now on reads never come back. */
  static void hang() {
    hangs = true;
  }

  /** From now on nothing is there, as where a share is not mounted. */
  static void unmount() {
    isUnmounted = true;
  }

  /** From now on files are listed with so many bytes more than they have. */
  static void lieAboutSize(long more) {
    sizeError = more;
  }

  /** Once, when the first bytes of a file were read. */
  static void midway(Runnable change) {
    midway = change;
  }

  /** How often it was asked for anything. */
  static int calls() {
    return CALLS.get();
  }

  /** The address of {@code folder} on it. */
  public static String address(java.nio.file.Path folder) {
    return "share://" + folder.toAbsolutePath();
  }

  @Override
  public URI getUri() {
    return URI.create("share:///");
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    check(path);
    return super.listStatus(path);
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    check(path);
    return lied(super.getFileStatus(path));
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    check(path);
    return new FSDataInputStream(new Faulty(Files.readAllBytes(pathToFile(path).toPath())));
  }

  private static FileStatus lied(FileStatus status) {
    return status.isDirectory() || sizeError == 0
        ? status
        : new FileStatus(
            status.getLen() + sizeError,
            false,
            1,
            status.getBlockSize(),
            status.getModificationTime(),
            status.getPath());
  }

  private static void check(Path path) throws IOException {
    CALLS.incrementAndGet();
    if (isUnmounted) {
      throw new FileNotFoundException("File " + path + " does not exist");
    }
    if (BYTES_LEFT.get() <= 0) {
      throw new IOException("Host is down");
    }
  }

  private static final class Faulty extends FSInputStream {
    private static final int AT_ONCE = 100_000;
    private final byte[] content;
    private int position;

    private Faulty(byte[] content) {
      this.content = content;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      waitIfItHangs();
      int n = Math.min(Math.min(length, AT_ONCE), content.length - position);
      if (BYTES_LEFT.addAndGet(-Math.max(n, 0)) < 0) {
        BYTES_LEFT.set(0);
        throw new IOException("Host is down");
      }
      if (n <= 0) {
        return -1;
      }
      System.arraycopy(content, position, into, offset, n);
      position += n;
      Runnable change = midway;
      midway = () -> {};
      change.run();
      return n;
    }

    private static void waitIfItHangs() throws IOException {
      try {
        if (hangs) {
          hanging.await();
        }
      } catch (InterruptedException e) {
        // A dead share does not care.
        throw new EOFException("interrupted");
      }
    }

    @Override
    public void seek(long to) {
      position = (int) to;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public boolean seekToNewSource(long to) {
      return false;
    }
  }
}
