package mrs.jobs.chaos.scratch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.conf.Configuration;

/**
 * A file system that misbehaves below one folder of a scratch folder. While it does, Hadoop makes
 * {@link DisturbedFiles} for the local disk; everything outside the folder passes untouched.
 */
public final class StorageFault implements Disturbance {
  private static final String FILES = "fs.file.impl";
  private static final String UNCACHED = "fs.file.impl.disable.cache";
  private static volatile Optional<StorageFault> current = Optional.empty();

  private final Path folder;
  private final Configuration hadoop;
  private final Manner manner;
  private final AtomicInteger made = new AtomicInteger();
  private final AtomicLong hits = new AtomicLong();
  private Optional<String> formerFiles = Optional.empty();
  private Optional<String> formerUncached = Optional.empty();

  /** How it misbehaves. */
  public sealed interface Manner {
    /** From the file {@code after} on, none can be made. */
    record Full(int after) implements Manner {}

    /** Nothing can be reached. */
    record Away() implements Manner {}

    /** Each access takes so much longer. */
    record Slow(Duration delay) implements Manner {}
  }

  /**
   * A fault below {@code folder}, which lies in {@code scratch}.
   *
   * @param hadoop the configuration that the session makes its file systems by
   */
  public StorageFault(ScratchFolder scratch, Path folder, Configuration hadoop, Manner manner) {
    this.folder = scratch.checked(folder);
    this.hadoop = hadoop;
    this.manner = manner;
  }

  /** How often somebody met it. */
  public long hits() {
    return hits.get();
  }

  @Override
  public void begin() {
    if (current.isPresent()) {
      throw new IllegalStateException("one file system misbehaves at a time");
    }
    current = Optional.of(this);
    formerFiles = Optional.ofNullable(hadoop.get(FILES));
    formerUncached = Optional.ofNullable(hadoop.get(UNCACHED));
    hadoop.set(FILES, DisturbedFiles.class.getName());
    hadoop.setBoolean(UNCACHED, true);
  }

  @Override
  public void end() {
    if (current.filter(f -> f == this).isPresent()) {
      current = Optional.empty();
      restore(FILES, formerFiles);
      restore(UNCACHED, formerUncached);
    }
  }

  private void restore(String key, Optional<String> former) {
    former.ifPresentOrElse(value -> hadoop.set(key, value), () -> hadoop.unset(key));
  }

  /** Something is looked at or read. */
  static void onAccess(Path path) throws IOException {
    Optional<StorageFault> fault = current;
    if (fault.isPresent()) {
      fault.get().access(path);
    }
  }

  /** A file is to be made. */
  static void onCreate(Path path) throws IOException {
    Optional<StorageFault> fault = current;
    if (fault.isPresent()) {
      fault.get().create(path);
    }
  }

  private void access(Path path) throws IOException {
    if (!path.startsWith(folder)) {
      return;
    }
    if (manner instanceof Manner.Away) {
      hits.incrementAndGet();
      throw new IOException(path + ": Transport endpoint is not connected");
    }
    if (manner instanceof Manner.Slow slow) {
      hits.incrementAndGet();
      sleep(slow.delay());
    }
  }

  private void create(Path path) throws IOException {
    access(path);
    if (manner instanceof Manner.Full full
        && path.startsWith(folder)
        && made.incrementAndGet() > full.after()) {
      hits.incrementAndGet();
      throw new IOException(path + ": No space left on device");
    }
  }

  private static void sleep(Duration delay) throws IOException {
    try {
      Thread.sleep(delay.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
