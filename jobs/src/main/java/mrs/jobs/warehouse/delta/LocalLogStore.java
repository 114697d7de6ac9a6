package mrs.jobs.warehouse.delta;

import io.delta.storage.HadoopFileSystemLogStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import mrs.jobs.disk.Disk;
import mrs.jobs.messages.Problem;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;

/**
 * Delta's commit log on a local disk. What holds, also through a kill or a power cut at any moment:
 *
 * <ul>
 *   <li>A commit is there whole or not at all, and of two that want one version one wins: the
 *       content goes to a temporary file, then gets its name by a hard link, which fails if the
 *       name is taken.
 *   <li>A commit that has returned is there for good, and so is what it names: before the link, the
 *       data files that it adds, the folders that hold them up to the table's own and the content
 *       of the commit are synced, after it the folder of the log. If that last sync fails, the
 *       commit can be seen and may yet be lost: {@link CommitInDoubt}.
 *   <li>A checkpoint is read only once {@code _last_checkpoint} names it, and is synced before.
 *   <li>A commit that changed on the disk is not believed: its checksum is put beside it, where
 *       Hadoop looks for it, by the writer that won and after the link. A commit without one, after
 *       a kill between the two, can be read.
 * </ul>
 *
 * The folders above a table's own are synced by who makes them. Delta's own checksum of a version
 * ({@code N.crc}) is not synced: it is not believed when broken, and nothing is lost with it.
 * Delta's own store for local disks neither syncs nor excludes that two processes win one commit.
 */
public final class LocalLogStore extends HadoopFileSystemLogStore {

  /** Called by Delta. */
  public LocalLogStore(Configuration hadoop) {
    super(hadoop);
  }

  /** After a failed sync of the log's folder: the commit can be seen, and may yet be lost. */
  static final class CommitInDoubt extends IOException {
    private static final long serialVersionUID = 1L;

    CommitInDoubt(Path commit, IOException cause) {
      super("the commit " + commit + " is written, but may not be on the disk: " + cause, cause);
    }
  }

  @Override
  public void write(
      org.apache.hadoop.fs.Path path,
      Iterator<String> actions,
      Boolean overwrite,
      Configuration hadoop)
      throws IOException {
    Path target = Path.of(path.toUri().getPath());
    Path log = Disk.parent(target);
    Disk.createFolders(log);
    String prefix = "." + target.getFileName() + "." + UUID.randomUUID();
    Path temporary = log.resolve(prefix + ".tmp");
    Path checksum = log.resolve(prefix + ".crc.tmp");
    try {
      if (overwrite) {
        writeAndSync(temporary, actions, new NamedData(Disk.parent(log)));
        replace(temporary, target);
      } else {
        NamedData data = new NamedData(Disk.parent(log));
        Files.write(checksum, writeAndSync(temporary, actions, data).content());
        Disk.sync(checksum);
        data.sync();
        commit(temporary, checksum, target);
      }
    } finally {
      Files.deleteIfExists(temporary);
      Files.deleteIfExists(checksum);
    }
  }

  /** Checkpoints do not come through this store: Delta is to give them their name when whole. */
  @Override
  public Boolean isPartialWriteVisible(org.apache.hadoop.fs.Path path, Configuration hadoop) {
    return true;
  }

  @Override
  public Iterator<FileStatus> listFrom(org.apache.hadoop.fs.Path path, Configuration hadoop)
      throws IOException {
    List<FileStatus> files = new ArrayList<>();
    super.listFrom(path, hadoop).forEachRemaining(files::add);
    if (files.stream().anyMatch(f -> checkpoint(f).isPresent())) {
      long whole = Checkpoints.newestWhole(Disk.parent(Path.of(path.toUri().getPath())));
      files.removeIf(f -> checkpoint(f).orElse(-1) > whole);
    }
    return files.iterator();
  }

  /** {@code _last_checkpoint}, after the checkpoint that it names. */
  private static void replace(Path temporary, Path target) throws IOException {
    Path log = Disk.parent(target);
    Checkpoints.sync(log, temporary);
    // Hadoop's checksum of an earlier content would make the new content look broken.
    if (Files.deleteIfExists(HadoopChecksum.of(target))) {
      Disk.sync(log);
    }
    Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    Disk.sync(log);
  }

  private static void commit(Path temporary, Path checksum, Path target) throws IOException {
    Path log = Disk.parent(target);
    Path place = HadoopChecksum.of(target);
    // Left by a commit of this version that a power cut took back.
    if (Files.exists(place) && !Files.exists(target)) {
      Files.deleteIfExists(place);
      Disk.sync(log);
    }
    link(temporary, target);
    try {
      Files.move(checksum, place, StandardCopyOption.ATOMIC_MOVE);
      Disk.sync(log);
    } catch (IOException e) {
      throw new CommitInDoubt(target, e);
    }
  }

  static void link(Path temporary, Path target) throws IOException {
    try {
      Files.createLink(target, temporary);
    } catch (FileAlreadyExistsException e) {
      // Delta takes this very message as "another writer won".
      FileAlreadyExistsException won = new FileAlreadyExistsException(target.toString());
      won.initCause(e);
      throw won;
    } catch (UnsupportedOperationException e) {
      throw noLinks(target, e);
    } catch (AccessDeniedException e) {
      throw e;
    } catch (FileSystemException e) {
      if (takesNames(Disk.parent(target))) {
        throw noLinks(target, e);
      }
      throw e;
    }
  }

  /** Whether a file can get a name in {@code folder}, so that only links are wanting. */
  private static boolean takesNames(Path folder) {
    try {
      Files.delete(Files.createTempFile(folder, ".", ".tmp"));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static Problem noLinks(Path target, Exception e) {
    return Problem.failed(
        "no commit can be made at "
            + target
            + ": the volume has no hard links ("
            + e
            + "), and without them one commit may overwrite another",
        "put the warehouse on a disk with a file system such as ext4, XFS, APFS or NTFS; FAT and"
            + " some network volumes will not do",
        e);
  }

  private static HadoopChecksum writeAndSync(Path file, Iterator<String> actions, NamedData data)
      throws IOException {
    HadoopChecksum checksum = new HadoopChecksum();
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      while (actions.hasNext()) {
        String action = actions.next();
        data.note(action);
        byte[] bytes = (action + "\n").getBytes(StandardCharsets.UTF_8);
        checksum.add(bytes);
        ByteBuffer line = ByteBuffer.wrap(bytes);
        while (line.hasRemaining()) {
          out.write(line);
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    Disk.sync(file);
    return checksum;
  }

  private static OptionalLong checkpoint(FileStatus file) {
    return Checkpoints.version(file.getPath().getName());
  }
}
