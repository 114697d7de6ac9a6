package mrs.jobs.warehouse;

import io.delta.storage.HadoopFileSystemLogStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;

/**
 * Delta's commit log on a local disk, such that a commit is either there for good or not at all:
 * the content goes to a temporary file and to the disk (fsync), then gets its name by a hard link,
 * which fails if the name is taken, then the folder goes to the disk. Delta's own store for local
 * disks neither syncs nor excludes that two processes win the same commit.
 */
public final class LocalLogStore extends HadoopFileSystemLogStore {

  /** Called by Delta. */
  public LocalLogStore(Configuration hadoop) {
    super(hadoop);
  }

  @Override
  public void write(
      org.apache.hadoop.fs.Path path,
      Iterator<String> actions,
      Boolean overwrite,
      Configuration hadoop)
      throws IOException {
    Path folder = Path.of(path.getParent().toUri().getPath());
    Path target = folder.resolve(path.getName());
    Files.createDirectories(folder);
    Path temporary = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      writeAndSync(temporary, actions);
      if (overwrite) {
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(checksumOf(target));
      } else {
        link(temporary, target);
      }
      sync(folder);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  @Override
  public Boolean isPartialWriteVisible(org.apache.hadoop.fs.Path path, Configuration hadoop) {
    return false;
  }

  private static void link(Path temporary, Path target) throws IOException {
    try {
      Files.createLink(target, temporary);
    } catch (FileAlreadyExistsException e) {
      // Delta takes this very message as "another writer won".
      FileAlreadyExistsException won = new FileAlreadyExistsException(target.toString());
      won.initCause(e);
      throw won;
    }
  }

  /** Hadoop's checksum file of an earlier content would make the new content look broken. */
  private static Path checksumOf(Path target) {
    return target.resolveSibling("." + target.getFileName() + ".crc");
  }

  private static void writeAndSync(Path file, Iterator<String> actions) throws IOException {
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      while (actions.hasNext()) {
        ByteBuffer line = ByteBuffer.wrap((actions.next() + "\n").getBytes(StandardCharsets.UTF_8));
        while (line.hasRemaining()) {
          out.write(line);
        }
      }
      out.force(true);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
