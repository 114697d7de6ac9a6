package mrs.jobs.questions;

import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import mrs.contracts.ColumnType;
import mrs.contracts.Field;
import mrs.contracts.Table;
import mrs.jobs.warehouse.TableReader;
import mrs.serving.query.FileView;
import mrs.serving.query.LockedDatabase;
import mrs.serving.query.Quoted;
import mrs.transforms.SparkSchema;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;

/**
 * Reads few rows without a Spark session; rows are what Spark would have collected, so that who
 * takes them need not know who read them.
 */
public final class DirectReader implements TableReader {
  private final Path root;
  private final Map<Table, FileView> pinned = new HashMap<>();

  /** Of the warehouse at {@code root}. */
  public DirectReader(Path root) {
    this.root = root;
  }

  @Override
  public List<Row> rows(Table table, Map<Field, ? extends Collection<String>> anyOf) {
    FileView view = pinned.computeIfAbsent(table, t -> OpenTables.views(root, List.of(t)).get(0));
    if (view.files().isEmpty()) {
      return List.of();
    }
    StructType schema = SparkSchema.schema(table);
    try (LockedDatabase database = OpenTables.open(List.of(view))) {
      return database.answer("SELECT * FROM " + table.name() + condition(anyOf)).rows().stream()
          .map(values -> row(values, table.fields(), schema))
          .toList();
    }
  }

  private static String condition(Map<Field, ? extends Collection<String>> anyOf) {
    return anyOf.entrySet().stream()
        .map(DirectReader::isOneOf)
        .sorted()
        .reduce((a, b) -> a + " OR " + b)
        .map(any -> " WHERE " + any)
        .orElse("");
  }

  private static String isOneOf(Map.Entry<Field, ? extends Collection<String>> column) {
    return column.getValue().isEmpty()
        ? "false"
        : column.getValue().stream()
            .map(Quoted::text)
            .collect(Collectors.joining(", ", column.getKey().name() + " IN (", ")"));
  }

  private static Row row(List<@Nullable Object> values, List<Field> fields, StructType schema) {
    Object[] spark = new Object[fields.size()];
    for (int i = 0; i < spark.length; i++) {
      spark[i] = value(values.get(i), fields.get(i).type());
    }
    return new GenericRowWithSchema(spark, schema);
  }

  private static @Nullable Object value(@Nullable Object value, ColumnType type) {
    if (value instanceof Instant time) {
      return Timestamp.from(time);
    } else if (value instanceof LocalDate day) {
      return Date.valueOf(day);
    } else if (value instanceof List<?> list && type instanceof ColumnType.ArrayOf array) {
      List<@Nullable Object> elements = new ArrayList<>();
      list.forEach(element -> elements.add(value(element, array.element())));
      return JavaConverters.asScalaBuffer(elements).toSeq();
    } else if (value instanceof Map<?, ?> map && type instanceof ColumnType.StructOf struct) {
      return row(
          new ArrayList<@Nullable Object>(map.values()),
          struct.fields(),
          SparkSchema.struct(struct.fields()));
    }
    return value;
  }
}
