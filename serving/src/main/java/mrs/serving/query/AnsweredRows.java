package mrs.serving.query;

import java.io.IOException;
import java.sql.Array;
import java.sql.Blob;
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
 * and maps as maps in their order, bytes as bytes; what else is no number, text or truth is text.
 *
 * @param columns their names
 * @param rows values in the order of the columns
 * @param cut whether there would have been more rows
 */
public record AnsweredRows(List<String> columns, List<List<@Nullable Object>> rows, boolean cut) {

  /** The rows, each by its columns in their order; of columns of one name the last. */
  public List<Map<String, @Nullable Object>> byName() {
    List<Map<String, @Nullable Object>> byName = new ArrayList<>();
    for (List<@Nullable Object> values : rows) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        row.put(columns.get(i), values.get(i));
      }
      byName.add(row);
    }
    return byName;
  }

  static AnsweredRows of(ResultSet result, int limit) throws SQLException {
    List<String> columns = columns(result);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    boolean more = result.next();
    for (; more && rows.size() < limit; more = result.next()) {
      rows.add(row(result, columns.size()));
    }
    return new AnsweredRows(columns, List.copyOf(rows), more);
  }

  static long read(ResultSet result, RowReader reader) throws SQLException, IOException {
    List<String> columns = columns(result);
    reader.columns(columns);
    long rows = 0;
    while (result.next()) {
      rows++;
      if (!reader.row(row(result, columns.size()))) {
        break;
      }
    }
    return rows;
  }

  private static List<String> columns(ResultSet result) throws SQLException {
    List<String> columns = new ArrayList<>();
    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
      columns.add(result.getMetaData().getColumnLabel(i));
    }
    return List.copyOf(columns);
  }

  private static List<@Nullable Object> row(ResultSet result, int columns) throws SQLException {
    List<@Nullable Object> row = new ArrayList<>();
    for (int i = 1; i <= columns; i++) {
      row.add(plain(value(result, i)));
    }
    return Collections.unmodifiableList(row);
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
      return map(((DuckDBStruct) struct).getMap());
    } else if (value instanceof Map<?, ?> map) {
      return map(map);
    } else if (value instanceof Blob bytes) {
      return bytes.getBytes(1, (int) bytes.length());
    } else if (value instanceof Number || value instanceof Boolean) {
      return value;
    }
    return value == null ? null : String.valueOf(value);
  }

  private static List<@Nullable Object> list(@Nullable Object[] elements) throws SQLException {
    List<@Nullable Object> list = new ArrayList<>();
    for (Object element : elements) {
      list.add(plain(element));
    }
    return list;
  }

  private static Map<String, @Nullable Object> map(Map<?, ?> entries) throws SQLException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      map.put(String.valueOf(plain(entry.getKey())), plain(entry.getValue()));
    }
    return map;
  }
}
