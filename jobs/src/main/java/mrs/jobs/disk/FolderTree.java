package mrs.jobs.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A file or folder with all below it. Links are what they are, and are not followed. */
public final class FolderTree {
  private FolderTree() {}

  /** All of it, what is deepest first; nothing where there is none. */
  public static List<Path> deepestFirst(Path root) throws IOException {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(root)) {
      return all.sorted(Comparator.reverseOrder()).toList();
    }
  }

  /** Deletes all of it; nothing happens where there is none. */
  public static void delete(Path root) throws IOException {
    for (Path path : deepestFirst(root)) {
      Files.deleteIfExists(path);
    }
  }
}
