package mrs.jobs.export;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Rows as lines of text, each ending in a line feed. */
interface RowLines {
  /** What stands before the first row; may be empty. */
  String header(StructType schema);

  /** One row. */
  String line(Row row);

  /** The lines of {@code format}, which is one of text. */
  static RowLines of(Format format) {
    return switch (format) {
      case CSV -> new CsvLines();
      case JSON -> new JsonLines();
      case PARQUET -> throw new IllegalArgumentException("Parquet has no lines");
    };
  }
}
