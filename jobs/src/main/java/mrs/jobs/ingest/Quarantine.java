package mrs.jobs.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import mrs.jobs.ingest.feed.Delivery;
import org.apache.hadoop.conf.Configuration;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Keeps the originals of files that were not usable as a whole, under the head of their hash and
 * their name, so that the same file again is kept once.
 */
final class Quarantine {
  private static final Logger LOG = LogManager.getLogger(Quarantine.class);
  private static final int HASH_CHARS = 16;
  private static final int NAME_CHARS = 60;

  private final Path folder;
  private final Configuration hadoop;

  Quarantine(Path folder, Configuration hadoop) {
    this.folder = folder;
    this.hadoop = hadoop;
  }

  /**
   * Copies the original of {@code delivery}, completely or not at all. One that cannot be read any
   * more is passed over: its dead letter says so.
   *
   * @throws IOException if the copy cannot be written
   */
  void keep(Delivery delivery) throws IOException {
    org.apache.hadoop.fs.Path source =
        new org.apache.hadoop.fs.Path(URI.create(delivery.file().uri()));
    String original = source.getName();
    String name =
        delivery.identity().sha256().substring(0, HASH_CHARS)
            + "-"
            + original.substring(Math.max(0, original.length() - NAME_CHARS));
    Files.createDirectories(folder);
    Path temporary = folder.resolve("." + name + ".tmp");
    try (InputStream in = source.getFileSystem(hadoop).open(source)) {
      Files.copy(in, temporary, StandardCopyOption.REPLACE_EXISTING);
    } catch (org.apache.hadoop.security.AccessControlException | java.io.FileNotFoundException e) {
      LOG.warn("no copy of {} can be kept", delivery.file().name(), e);
      return;
    }
    Files.move(temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }
}
