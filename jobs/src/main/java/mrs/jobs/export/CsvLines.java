package mrs.jobs.export;

import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.StringJoiner;
import mrs.jobs.relations.PlainValues;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** CSV; arrays and structs are JSON text, bytes base64. */
final class CsvLines implements RowLines {
  @Override
  public String header(StructType schema) {
    StringJoiner line = new StringJoiner(",", "", "\n");
    PlainValues.names(schema.fieldNames()).forEach(name -> line.add(quoted(name)));
    return line.toString();
  }

  @Override
  public String line(Row row) {
    StringJoiner line = new StringJoiner(",", "", "\n");
    for (int i = 0; i < row.size(); i++) {
      line.add(text(PlainValues.of(row.get(i))));
    }
    return line.toString();
  }

  private static String text(@Nullable Object value) {
    if (value == null) {
      return "";
    } else if (value instanceof Map || value instanceof Collection) {
      return quoted(PlainValues.json(value));
    } else if (value instanceof byte[] bytes) {
      return Base64.getEncoder().encodeToString(bytes);
    }
    String text = String.valueOf(value);
    return text.isEmpty() ? "\"\"" : quoted(text);
  }

  private static String quoted(String text) {
    boolean plain =
        text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
            && !text.startsWith(" ")
            && !text.endsWith(" ");
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
