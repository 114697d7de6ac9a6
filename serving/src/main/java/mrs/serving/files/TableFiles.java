package mrs.serving.files;

import java.util.List;

/**
 * One version of a table, as its files.
 *
 * @param version grows by one with each commit
 * @param files in the order in which the log names them
 */
public record TableFiles(long version, List<TableFile> files) {
  /** Keeps its own list. */
  public TableFiles {
    files = List.copyOf(files);
  }
}
