package mrs.jobs.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder of files that are there for one process, and go when it ends or the next one begins. */
public final class StagedFiles {
  private StagedFiles() {}

  /** Deletes {@code folder} and all below it; nothing happens where there is none. */
  public static void delete(Path folder) throws IOException {
    for (Path path : all(folder)) {
      Files.deleteIfExists(path);
    }
  }

  /** The sizes of the files in {@code folder} and below. */
  static List<Long> sizes(Path folder) throws IOException {
    List<Long> sizes = new ArrayList<>();
    for (Path path : all(folder)) {
      if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
        sizes.add(Files.size(path));
      }
    }
    return sizes;
  }

  /** What is deepest comes first. */
  private static List<Path> all(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
