package mrs.jobs.warehouse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import mrs.jobs.messages.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The right to write to a warehouse: one process at a time. The operating system holds the lock, so
 * it goes with its process, however that ends; the file only says who holds it and since when.
 */
public final class WriterLock implements AutoCloseable {
  static final String FILE = "writer.lock";

  private final FileChannel channel;
  private final FileLock lock;

  private WriterLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes the lock.
   *
   * @param holder what is written into the file for others to read, such as {@code run}
   * @throws Problem naming holder and age, if another process has it
   */
  public static WriterLock take(Path warehouse, String holder, Clock clock) {
    Path file = warehouse.resolve(FILE);
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      @Nullable FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw held(file, clock);
      }
      channel.truncate(0);
      String note = holder + " (process " + ProcessHandle.current().pid() + ")\n" + clock.instant();
      channel.write(ByteBuffer.wrap(note.getBytes(StandardCharsets.UTF_8)), 0);
      return new WriterLock(channel, lock);
    } catch (AccessDeniedException | java.nio.file.ReadOnlyFileSystemException e) {
      throw Problem.failed(
          "the warehouse " + warehouse + " cannot be written to",
          "make it writable for this user or name another with --warehouse",
          e);
    } catch (IOException e) {
      throw Problem.failed(
          "the lock " + file + " cannot be taken: " + e.getMessage(),
          "check that the disk is writable and not full",
          e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static Problem held(Path file, Clock clock) throws IOException {
    String[] note = Files.readString(file).split("\n", 2);
    String age = note.length == 2 ? age(note[1].trim(), clock) : "";
    return Problem.busy(
        "the warehouse is being written to by " + note[0] + age,
        "wait until it is done (the lock goes with that process), or give the command with --queue");
  }

  private static String age(String since, Clock clock) {
    try {
      Duration age = Duration.between(Instant.parse(since), clock.instant());
      return ", for " + age.toSeconds() + " s";
    } catch (java.time.format.DateTimeParseException e) {
      return "";
    }
  }

  @Override
  public void close() {
    try (channel) {
      lock.release();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
