package mrs.jobs.warehouse.delta;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import mrs.contracts.Field;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.delta.stats.StatisticsCollection;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * What Delta's log says of a file: how many rows it has, and the least, the greatest and the number
 * of missing values of the columns that {@link CreateTable} has it keep, in Delta's own words.
 */
final class FewRowsStats {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> KEPT =
      FileRange.COLUMNS.stream().map(Field::name).collect(Collectors.toUnmodifiableSet());
  private static final int KEPT_CHARS = 32;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private FewRowsStats() {}

  /** Of {@code rows}, at least one, of {@code schema}, as JSON. */
  static String of(StructType schema, List<InternalRow> rows) {
    ObjectNode stats = JSON.createObjectNode();
    stats.put("numRecords", rows.size());
    ObjectNode least = stats.putObject("minValues");
    ObjectNode greatest = stats.putObject("maxValues");
    ObjectNode missing = stats.putObject("nullCount");
    for (int i = 0; i < schema.length(); i++) {
      StructField field = schema.fields()[i];
      if (KEPT.contains(field.name())) {
        Object[] values = values(rows, i, field);
        missing.put(field.name(), (long) rows.size() - values.length);
        if (values.length > 0) {
          put(least, field, values[0], false);
          put(greatest, field, values[values.length - 1], true);
        }
      }
    }
    return stats.toString();
  }

  private static Object[] values(List<InternalRow> rows, int column, StructField field) {
    return rows.stream()
        .map(row -> row.get(column, field.dataType()))
        .filter(Objects::nonNull)
        .sorted()
        .toArray();
  }

  private static void put(ObjectNode to, StructField field, Object value, boolean upper) {
    if (field.dataType().equals(DataTypes.StringType)) {
      UTF8String text = (UTF8String) value;
      to.put(
          field.name(),
          upper
              ? StatisticsCollection.truncateMaxStringAgg(KEPT_CHARS, text.toString())
              : text.substring(0, KEPT_CHARS).toString());
    } else if (field.dataType().equals(DataTypes.TimestampType)) {
      to.put(field.name(), TIME.format(Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS)));
    } else if (field.dataType().equals(DataTypes.LongType)) {
      to.put(field.name(), (Long) value);
    } else {
      throw new IllegalArgumentException(
          field.name() + " is of a type of which the log keeps no range here: " + field);
    }
  }
}
