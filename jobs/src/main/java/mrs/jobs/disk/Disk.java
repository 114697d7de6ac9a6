package mrs.jobs.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * What has to outlast a power cut. A file's content does once the file is synced, its name once the
 * folder that holds the name is; a name without its content is a broken file, so content goes
 * first. After a failed sync nobody knows what is on the disk, and a second try may report success
 * for what the first one dropped: whoever gets an {@link IOException} here gives the file up.
 */
public final class Disk {
  /** Puts the content of a file, or the names in a folder, on the disk. */
  @FunctionalInterface
  interface Sync {
    void sync(Path path) throws IOException;
  }

  private static volatile Sync sync = Disk::force;

  private Disk() {}

  /** Puts the content of the file {@code path}, or the names in the folder, on the disk. */
  public static void sync(Path path) throws IOException {
    sync.sync(path);
  }

  /** Makes a folder and those above it; the names of the new ones go to the disk. */
  public static void createFolders(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path above = folder.toAbsolutePath().getParent();
    if (above != null) {
      createFolders(above);
    }
    Files.createDirectories(folder);
    if (above != null) {
      sync(above);
    }
  }

  /**
   * Gives {@code file} this content, whole or not at all, in place of what it had. One process at a
   * time: what a killed one left unfinished is overwritten.
   */
  public static void put(Path file, byte[] content) throws IOException {
    Path unfinished = unfinished(file);
    Files.write(unfinished, content);
    putInPlace(unfinished, file);
  }

  /**
   * Moves the written file {@code unfinished} to {@code file}, its content and its name for good.
   */
  public static void putInPlace(Path unfinished, Path file) throws IOException {
    sync(unfinished);
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    sync(parent(file));
  }

  /** The name under which {@link #put} writes before {@code file} has its content. */
  static Path unfinished(Path file) {
    return file.resolveSibling("." + file.getFileName() + ".tmp");
  }

  /** The folder that holds the name of {@code path}. */
  public static Path parent(Path path) throws IOException {
    Path parent = path.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IOException(path + " is in no folder");
    }
    return parent;
  }

  /**
   * Has {@code other} called in place of the operating system, for tests of what is lost without
   * it; gives what was called so far.
   */
  static Sync replaceSync(Sync other) {
    Sync former = sync;
    sync = other;
    return former;
  }

  private static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
