package mrs.jobs.disk;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;

/**
 * A disk that is not waited for. A test does not outlast a power cut, and waiting for the disk was
 * a good part of what the tests took; those that are about it put a disk of their own in place.
 */
public final class UnsyncedDisk {
  private UnsyncedDisk() {}

  /** Puts it in place for the rest of the JVM. What is not there cannot be synced here either. */
  public static void install() {
    Disk.replaceSync(
        path -> {
          if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
          }
        });
  }
}
