package mrs.jobs.warehouse;

import static mrs.transforms.SparkSchema.schema;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.Table;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table that the edge makes itself, column by column; the content hash is the append's.
 */
public final class TableRows {
  private final StructType schema;
  private final List<Row> rows = new ArrayList<>();

  /** No rows yet. */
  public TableRows(Table table) {
    this.schema =
        DataTypes.createStructType(
            java.util.Arrays.stream(schema(table).fields())
                .filter(f -> !f.name().equals(LogColumns.CONTENT_HASH.name()))
                .toArray(StructField[]::new));
  }

  /** Adds a row; instants, dates and counts are converted, columns that are not named are NULL. */
  public TableRows add(Map<Field, ?> values) {
    Map<String, Object> byName = new HashMap<>();
    values.forEach((field, value) -> byName.put(field.name(), sparkValue(value)));
    rows.add(
        RowFactory.create(java.util.Arrays.stream(schema.fieldNames()).map(byName::get).toArray()));
    return this;
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The rows. */
  public Dataset<Row> dataset(SparkSession spark) {
    return spark.createDataFrame(rows, schema);
  }

  /** The counts that a row holds. */
  public static Map<String, Long> counts(Row row, Field field) {
    Map<String, Long> counts = new java.util.TreeMap<>();
    int at = row.fieldIndex(field.name());
    if (!row.isNullAt(at)) {
      row.<Row>getList(at).forEach(c -> counts.put(c.getString(0), c.getLong(1)));
    }
    return counts;
  }

  private static @Nullable Object sparkValue(@Nullable Object value) {
    if (value instanceof Instant instant) {
      return Timestamp.from(instant);
    } else if (value instanceof LocalDate day) {
      return Date.valueOf(day);
    } else if (value instanceof Map<?, ?> counts) {
      return counts.entrySet().stream()
          .sorted(java.util.Comparator.comparing(e -> String.valueOf(e.getKey())))
          .map(e -> RowFactory.create(e.getKey(), e.getValue()))
          .toList();
    }
    return value;
  }
}
