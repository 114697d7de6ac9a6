package mrs.serving.query;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Struct;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBStruct;
import org.jspecify.annotations.Nullable;

/**
 * An answer, in plain values: timestamps as instants, days as local dates, arrays as lists, structs
 * as maps in their order.
 *
 * @param columns their names
 * @param rows values in the order of the columns
 */
public record AnsweredRows(List<String> columns, List<List<@Nullable Object>> rows) {

  static AnsweredRows of(ResultSet result) throws SQLException {
    List<String> columns = new ArrayList<>();
    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
      columns.add(result.getMetaData().getColumnLabel(i));
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    while (result.next()) {
      List<@Nullable Object> row = new ArrayList<>();
      for (int i = 1; i <= columns.size(); i++) {
        row.add(plain(value(result, i)));
      }
      rows.add(Collections.unmodifiableList(row));
    }
    return new AnsweredRows(List.copyOf(columns), List.copyOf(rows));
  }

  /** A timestamp without a zone is one in UTC; the driver would take the machine's zone for it. */
  private static @Nullable Object value(ResultSet result, int column) throws SQLException {
    return result.getMetaData().getColumnTypeName(column).equals("TIMESTAMP")
        ? result.getObject(column, LocalDateTime.class)
        : result.getObject(column);
  }

  private static @Nullable Object plain(@Nullable Object value) throws SQLException {
    if (value instanceof LocalDateTime time) {
      return time.toInstant(ZoneOffset.UTC);
    } else if (value instanceof OffsetDateTime time) {
      return time.toInstant();
    } else if (value instanceof java.sql.Timestamp time) {
      return time.toInstant();
    } else if (value instanceof java.sql.Date day) {
      return day.toLocalDate();
    } else if (value instanceof LocalDate) {
      return value;
    } else if (value instanceof Array array) {
      return list((Object[]) array.getArray());
    } else if (value instanceof Struct struct) {
      return map((DuckDBStruct) struct);
    }
    return value;
  }

  private static List<@Nullable Object> list(@Nullable Object[] elements) throws SQLException {
    List<@Nullable Object> list = new ArrayList<>();
    for (Object element : elements) {
      list.add(plain(element));
    }
    return list;
  }

  private static Map<String, @Nullable Object> map(DuckDBStruct struct) throws SQLException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (Map.Entry<String, Object> entry : struct.getMap().entrySet()) {
      map.put(entry.getKey(), plain(entry.getValue()));
    }
    return map;
  }
}
