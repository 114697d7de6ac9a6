package mrs.jobs.export;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as lines of text, each ending in a line feed. */
interface RowLines {
  /** What stands before the first row; may be empty. */
  String header(List<String> columns);

  /** One row. */
  String line(List<String> columns, List<@Nullable Object> values);

  /** The lines of {@code format}, which is one of text. */
  static RowLines of(Format format) {
    return switch (format) {
      case CSV -> new CsvLines();
      case JSON -> new JsonLines();
      case PARQUET -> throw new IllegalArgumentException("Parquet has no lines");
    };
  }
}
