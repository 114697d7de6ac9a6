package mrs.jobs.export;

import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import mrs.jobs.relations.PlainValues;
import org.jspecify.annotations.Nullable;

/** CSV; arrays and structs are JSON text, bytes base64. */
final class CsvLines implements RowLines {
  @Override
  public String header(List<String> columns) {
    StringJoiner line = new StringJoiner(",", "", "\n");
    columns.forEach(name -> line.add(quoted(name)));
    return line.toString();
  }

  @Override
  public String line(List<String> columns, List<@Nullable Object> values) {
    StringJoiner line = new StringJoiner(",", "", "\n");
    values.forEach(value -> line.add(text(value)));
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
