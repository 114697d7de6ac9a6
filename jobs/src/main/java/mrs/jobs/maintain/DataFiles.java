package mrs.jobs.maintain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The data files of a table on disk, those of its current version and older ones. */
final class DataFiles {
  private static final String LOG = "_delta_log";

  private DataFiles() {}

  static long count(Path table) {
    try (Stream<Path> files = Files.walk(table)) {
      return files
          .filter(f -> f.getFileName().toString().endsWith(".parquet"))
          .filter(f -> !table.relativize(f).startsWith(LOG))
          .count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
