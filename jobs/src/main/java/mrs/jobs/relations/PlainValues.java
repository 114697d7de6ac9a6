package mrs.jobs.relations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import scala.collection.Iterator;

/**
 * Spark's values as plain Java ones: timestamps as instants, days as local dates, arrays as lists,
 * structs and maps as maps in their order; bytes stay bytes (base64 in JSON).
 */
public final class PlainValues {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .build();

  private PlainValues() {}

  /** The row's values under its columns' names; a name that stands twice is numbered. */
  public static Map<String, @Nullable Object> of(Row row) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    List<String> names = names(row.schema().fieldNames());
    for (int i = 0; i < names.size(); i++) {
      values.put(names.get(i), of(row.get(i)));
    }
    return values;
  }

  /** {@code columns}, such that no two are the same: the second {@code x} is {@code x (2)}. */
  public static List<String> names(String[] columns) {
    Map<String, Integer> seen = new LinkedHashMap<>();
    List<String> names = new ArrayList<>();
    for (String column : columns) {
      int times = seen.merge(column, 1, Integer::sum);
      names.add(times == 1 ? column : column + " (" + times + ")");
    }
    return names;
  }

  /** One value. */
  public static @Nullable Object of(@Nullable Object value) {
    if (value instanceof Row row) {
      return of(row);
    } else if (value instanceof java.sql.Timestamp time) {
      return time.toInstant();
    } else if (value instanceof java.sql.Date day) {
      return day.toLocalDate();
    } else if (value instanceof scala.collection.Map<?, ?> map) {
      return map(map);
    } else if (value instanceof scala.collection.Iterable<?> array) {
      return list(array);
    }
    return value;
  }

  /** A plain value as JSON in one line. */
  public static String json(@Nullable Object plain) {
    try {
      return JSON.writeValueAsString(plain);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<@Nullable Object> list(scala.collection.Iterable<?> array) {
    List<@Nullable Object> list = new ArrayList<>();
    for (Iterator<?> each = array.iterator(); each.hasNext(); ) {
      list.add(of(each.next()));
    }
    return list;
  }

  private static Map<String, @Nullable Object> map(scala.collection.Map<?, ?> map) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    for (Iterator<? extends scala.Tuple2<?, ?>> each = map.iterator(); each.hasNext(); ) {
      scala.Tuple2<?, ?> entry = each.next();
      plain.put(String.valueOf(of(entry._1())), of(entry._2()));
    }
    return plain;
  }
}
