package mrs.jobs.cli.options;

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
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;

/** Prints rows on the output stream: as a table for people, as JSON for programs. */
public final class Answer {
  private static final int MOST_CHARS = 200;
  private static final int GAP = 2;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private Answer() {}

  /** All of {@code rows}; columns in the order in which they first appear. */
  public static void print(CommonOptions options, List<Map<String, Object>> rows) {
    Set<String> columns = new LinkedHashSet<>();
    rows.forEach(r -> columns.addAll(r.keySet()));
    print(options, List.copyOf(columns), rows);
  }

  /** All of {@code rows}, with these columns also where there is no row. */
  public static void print(
      CommonOptions options, List<String> columns, List<Map<String, Object>> rows) {
    if (options.json()) {
      System.out.println(json(rows));
    } else {
      table(System.out, columns, rows);
    }
  }

  public static String json(Object value) {
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
    if (!columns.isEmpty()) {
      out.print(table(lines));
    }
    if (rows.isEmpty()) {
      out.println("(no rows)");
    }
  }

  private static TextTable table(List<List<String>> lines) {
    Column[] columns = new Column[lines.get(0).size()];
    for (int i = 0; i < columns.length; i++) {
      int column = i;
      int width = lines.stream().mapToInt(l -> l.get(column).length()).max().orElseThrow();
      columns[i] = new Column(width + GAP, 0, Column.Overflow.TRUNCATE);
    }
    TextTable table = TextTable.forColumns(Help.defaultColorScheme(Ansi.OFF), columns);
    // Not from a String: what looks like picocli's own markup in a value would be taken for it.
    lines.forEach(l -> table.addRowValues(l.stream().map(Answer::plain).toArray(Text[]::new)));
    return table;
  }

  private static Text plain(String text) {
    return Ansi.OFF.apply(text, List.of());
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
