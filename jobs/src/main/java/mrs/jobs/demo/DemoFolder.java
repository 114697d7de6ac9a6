package mrs.jobs.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mrs.jobs.disk.FolderTree;
import mrs.jobs.messages.Problem;
import mrs.jobs.warehouse.WriterLock;

/**
 * Where a demo lies: {@code feed/} and {@code warehouse/} in a folder of its own. A marker file
 * says that an earlier demo made the folder; only then is it cleared for the next one.
 *
 * @param warehouse in the folder, or where somebody wants it; the latter is never cleared
 */
public record DemoFolder(Path home, Path warehouse) {
  private static final String MARKER = "made-by-mrs-demo";
  private static final String FEED = "feed";
  private static final String WAREHOUSE = "warehouse";

  /** The demo's folder {@code home}, with the warehouse elsewhere if {@code elsewhere} says so. */
  public static DemoFolder at(Path home, Optional<Path> elsewhere) {
    return new DemoFolder(home, elsewhere.orElse(home.resolve(WAREHOUSE)));
  }

  /** The feed folder. */
  public Path feed() {
    return home.resolve(FEED);
  }

  /**
   * Makes the folder anew; an earlier demo's is cleared first.
   *
   * @throws Problem if there is something in it that no demo made, or if another demo is at work
   *     there
   */
  public void prepare(Clock clock) {
    try {
      boolean ours = Files.exists(home.resolve(MARKER));
      if (!ours && !isFree(home)) {
        throw Problem.refused(
            "the folder " + home + " is not empty and no earlier demo made it",
            "name a new folder with --keep, or empty this one");
      }
      boolean inside = warehouse.equals(home.resolve(WAREHOUSE));
      if (!inside && !isFree(warehouse)) {
        throw Problem.refused(
            "the folder "
                + warehouse
                + " is not empty, and the demo starts with an empty warehouse",
            "name a new folder with --warehouse, or leave it out");
      }
      if (ours) {
        clear(clock);
      }
      Files.createDirectories(feed());
      Files.writeString(
          home.resolve(MARKER),
          "'mrs demo' made this folder and clears it when it starts again.\n");
    } catch (IOException e) {
      throw Problem.failed(
          "the demo's folder " + home + " cannot be made: " + e,
          "check that the disk is writable and not full, or name another folder with --keep",
          e);
    }
  }

  private void clear(Clock clock) throws IOException {
    Path old = home.resolve(WAREHOUSE);
    if (Files.isDirectory(old)) {
      // Refuses while another demo writes there.
      WriterLock.take(old, "mrs demo", clock).close();
    }
    for (Path part : List.of(old, feed())) {
      FolderTree.delete(part);
    }
  }

  private static boolean isFree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return true;
    }
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }
}
