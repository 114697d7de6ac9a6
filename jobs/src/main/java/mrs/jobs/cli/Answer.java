package mrs.jobs.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mrs.jobs.messages.Printable;
import mrs.jobs.relations.PlainValues;
import org.jspecify.annotations.Nullable;

/** Prints rows on the output stream: as a table for people, as JSON for programs. */
final class Answer {
  private static final int MOST_CHARS = 200;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private Answer() {}

  /** All of {@code rows}; columns in the order in which they first appear. */
  static void print(Shared shared, List<Map<String, Object>> rows) {
    Set<String> columns = new LinkedHashSet<>();
    rows.forEach(r -> columns.addAll(r.keySet()));
    print(shared, List.copyOf(columns), rows);
  }

  /** All of {@code rows}, with these columns also where there is no row. */
  static void print(Shared shared, List<String> columns, List<Map<String, Object>> rows) {
    if (shared.json()) {
      System.out.println(json(rows));
    } else {
      table(System.out, columns, rows);
    }
  }

  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void table(PrintStream out, List<String> columns, List<Map<String, Object>> rows) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(columns.stream().map(Answer::text).toList());
    for (Map<String, Object> row : rows) {
      lines.add(columns.stream().map(c -> text(row.get(c))).toList());
    }
    int[] widths = new int[columns.size()];
    lines.forEach(l -> widen(widths, l));
    lines.forEach(l -> out.println(line(widths, l)));
    if (rows.isEmpty()) {
      out.println("(no rows)");
    }
  }

  private static void widen(int[] widths, List<String> line) {
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], line.get(i).length());
    }
  }

  private static String line(int[] widths, List<String> line) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      text.append(line.get(i)).append(" ".repeat(widths[i] - line.get(i).length() + 2));
    }
    return text.toString().stripTrailing();
  }

  /** A value in one line of bounded length; {@code --json} has it whole. */
  private static String text(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    boolean nested = value instanceof Map || value instanceof Collection || value instanceof byte[];
    return Printable.of(nested ? PlainValues.json(value) : String.valueOf(value), MOST_CHARS);
  }
}
