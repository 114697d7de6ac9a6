package mrs.jobs.ingest;

import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import mrs.jobs.disk.Disk;
import mrs.jobs.ingest.feed.Delivery;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.AccessControlException;
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
   * Copies the original of {@code delivery}, completely and for good or not at all. One that cannot
   * be read any more is passed over: its dead letter says so.
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
    Disk.createFolders(folder);
    Path temporary = folder.resolve("." + name + ".tmp");
    try (InputStream in = new Source(source.getFileSystem(hadoop).open(source))) {
      Files.copy(in, temporary, StandardCopyOption.REPLACE_EXISTING);
    } catch (Source.Unreadable | FileNotFoundException | AccessControlException e) {
      LOG.warn("no copy of {} can be kept", delivery.file().name(), e);
      Files.deleteIfExists(temporary);
      return;
    }
    Disk.putInPlace(temporary, folder.resolve(name));
  }

  /** The original; a failure to read it is told from one to write the copy. */
  private static final class Source extends FilterInputStream {
    private static final class Unreadable extends IOException {
      private static final long serialVersionUID = 1L;

      private Unreadable(IOException cause) {
        super(cause);
      }
    }

    private Source(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return super.read(bytes, offset, length);
      } catch (IOException e) {
        throw new Unreadable(e);
      }
    }
  }
}
