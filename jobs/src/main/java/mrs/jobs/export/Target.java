package mrs.jobs.export;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;
import mrs.jobs.disk.FolderTree;
import mrs.jobs.messages.FailureLine;
import mrs.jobs.messages.Problem;

/**
 * A file that is there whole or not at all: it is written under a name of its own beside its place,
 * goes to the disk, and then takes its place in one step. What was there before stays until then.
 */
final class Target {
  private final Path file;

  private Target(Path file) {
    this.file = file;
  }

  /** Writes the file that it is given, which is not there yet. */
  interface Write {
    /** Gives the number of rows that it wrote. */
    long to(Path unfinished) throws IOException;
  }

  /**
   * The file {@code path}.
   *
   * @throws Problem if it cannot be one: a folder, or in a folder that there is not
   */
  static Target of(Path path) {
    Path file = path.toAbsolutePath().normalize();
    if (Files.isDirectory(file)) {
      throw Problem.refused(
          "--out " + path + " is a folder",
          "name a file in it, such as " + path.resolve("out.csv"));
    }
    if (file.getParent() == null || !Files.isDirectory(file.getParent())) {
      throw Problem.refused(
          "the folder of --out " + path + " does not exist", "create it or name another");
    }
    return new Target(file);
  }

  /**
   * Has {@code write} make the file; leaves nothing behind if that fails.
   *
   * @throws Problem if the place cannot be written to
   */
  long write(Write write) {
    Path unfinished =
        file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
    Thread onExit = new Thread(() -> delete(unfinished));
    Runtime.getRuntime().addShutdownHook(onExit);
    try {
      long rows = write.to(unfinished);
      sync(unfinished);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      sync(Objects.requireNonNull(file.getParent()));
      return rows;
    } catch (IOException e) {
      throw Problem.failed(
          "the file " + file + " cannot be written: " + FailureLine.of(e),
          "check that its folder is writable and the disk not full",
          e);
    } finally {
      delete(unfinished);
      Runtime.getRuntime().removeShutdownHook(onExit);
    }
  }

  private static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void delete(Path path) {
    try {
      FolderTree.delete(path);
    } catch (IOException e) {
      // What is left has a name that nobody reads; the file itself is not concerned.
      org.apache.logging.log4j.LogManager.getLogger(Target.class)
          .warn("{} is left over and can be deleted", path, e);
    }
  }
}
