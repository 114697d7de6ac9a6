package mrs.jobs.sql;

import static mrs.transforms.SparkSchema.as;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.Table;
import mrs.jobs.warehouse.Append;
import mrs.jobs.warehouse.TableRows;
import mrs.jobs.warehouse.Warehouse;
import mrs.transforms.SparkSchema;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Writes a few rows without the checks that cost most of a small write. */
final class UncheckedWrites {
  private UncheckedWrites() {}

  /** Rows of a log as {@link Append} leaves them. */
  static void append(Warehouse warehouse, Table table, List<Map<Field, Object>> rows) {
    TableRows batch = new TableRows(table);
    rows.forEach(batch::add);
    Dataset<Row> given = batch.dataset(warehouse.spark());
    Column hash = as(LogColumns.CONTENT_HASH, functions.xxhash64(hashed(given)));
    save(
        warehouse,
        table,
        given
            .withColumn(LogColumns.CONTENT_HASH.name(), hash)
            .select(table.fields().stream().map(SparkSchema::col).toArray(Column[]::new)));
  }

  /** Rows of a table that hydration writes. */
  static void write(Warehouse warehouse, Table table, List<Map<Field, Object>> rows) {
    TableRows batch = new TableRows(table);
    rows.forEach(batch::add);
    save(warehouse, table, batch.dataset(warehouse.spark()));
  }

  private static void save(Warehouse warehouse, Table table, Dataset<Row> rows) {
    rows.coalesce(1).write().format("delta").mode("append").save(warehouse.path(table).toString());
  }

  private static Column hashed(Dataset<Row> rows) {
    return functions.to_json(
        functions.struct(Stream.of(rows.columns()).map(functions::col).toArray(Column[]::new)));
  }
}
