package mrs.jobs.warehouse;

import static mrs.transforms.SparkSchema.as;
import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.struct;

import java.util.List;
import java.util.Set;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.SourceColumns;
import mrs.contracts.Table;
import mrs.transforms.SparkSchema;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Brings rows into the shape of a table's contract. */
final class Conform {
  /** Columns that say when and from where a row came, not what it says. */
  private static final Set<Field> NOT_CONTENT =
      Set.of(
          LogColumns.RUN_ID,
          LogColumns.WRITTEN_AT,
          LogColumns.VERSION,
          LogColumns.CONTENT_HASH,
          LogColumns.WEEK_START,
          SourceColumns.INGEST_SEQ,
          SourceColumns.SOURCE_FILE,
          SourceColumns.SOURCE_LINE);

  private Conform() {}

  /**
   * The contract's columns in order and of its types, with the content hash where it is not given.
   */
  static Dataset<Row> to(Table table, Dataset<Row> rows) {
    List<String> given = List.of(rows.columns());
    Dataset<Row> typed =
        rows.select(
            table.fields().stream()
                .filter(f -> !f.equals(LogColumns.CONTENT_HASH) || given.contains(f.name()))
                .map(f -> as(f, col(f)))
                .toArray(Column[]::new));
    return given.contains(LogColumns.CONTENT_HASH.name())
        ? typed
        : typed.withColumn(LogColumns.CONTENT_HASH.name(), contentHash(table));
  }

  private static Column contentHash(Table table) {
    Column[] content =
        table.fields().stream()
            .filter(f -> !NOT_CONTENT.contains(f))
            .map(SparkSchema::col)
            .toArray(Column[]::new);
    return functions.xxhash64(functions.to_json(struct(content)));
  }
}
