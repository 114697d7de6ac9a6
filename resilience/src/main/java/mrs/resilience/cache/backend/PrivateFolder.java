package mrs.resilience.cache.backend;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import mrs.resilience.folder.Folder;
import mrs.resilience.folder.LocalFolder;

/**
 * The folder of a native store, held by this process alone. Its mode is 0700, so nobody else gets
 * at a file in it whatever its own mode; as the store makes files by the umask of the process,
 * {@link #tighten} sets 0600 on them afterwards.
 */
final class PrivateFolder implements Closeable {
  private static final String LOCK = "owner.lock";
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

  private final Path root;
  private final Folder folder;
  private final Pattern own;
  private final Closeable lock;
  private final boolean posix;

  private PrivateFolder(Path root, Folder folder, Pattern own, Closeable lock) {
    this.root = root;
    this.folder = folder;
    this.own = own;
    this.lock = lock;
    this.posix = root.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /**
   * Takes the folder; makes it where there is none.
   *
   * @param own the names of files that the store makes: no other is touched
   * @throws IOException if somebody else has it, too
   */
  static PrivateFolder take(Path root, Pattern own) throws IOException {
    Folder folder = LocalFolder.open(root);
    Optional<Closeable> lock = folder.lock(LOCK);
    if (lock.isEmpty()) {
      throw new IOException(
          "the cache in " + root + " is in use by another process; give each one its own folder");
    }
    PrivateFolder taken = new PrivateFolder(root, folder, own, lock.get());
    try {
      if (taken.posix) {
        Files.setPosixFilePermissions(root, FOLDER);
      }
      taken.tighten();
      return taken;
    } catch (IOException e) {
      taken.close();
      throw e;
    }
  }

  /** The path of a file in it. */
  Path file(String name) {
    return root.resolve(name);
  }

  /** Closes all files of the store to others. */
  void tighten() throws IOException {
    if (!posix) {
      return;
    }
    for (String name : folder.names()) {
      if (own.matcher(name).matches()) {
        try {
          Files.setPosixFilePermissions(root.resolve(name), FILE);
        } catch (NoSuchFileException e) {
          // The store has deleted it since it was listed.
        }
      }
    }
  }

  /** Deletes all files of the store. */
  void wipe() throws IOException {
    for (String name : folder.names()) {
      if (own.matcher(name).matches()) {
        folder.delete(name);
      }
    }
    folder.sync();
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }

  @Override
  public String toString() {
    return root.toString();
  }
}
