package mrs.serving.files;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A data file of a version of a table.
 *
 * @param path where it lies, absolute
 * @param partition the values of the partition columns in all of its rows, as Delta writes them;
 *     empty = NULL
 */
public record TableFile(Path path, Map<String, Optional<String>> partition) {
  /** Keeps its own map. */
  public TableFile {
    partition = Map.copyOf(partition);
  }
}
