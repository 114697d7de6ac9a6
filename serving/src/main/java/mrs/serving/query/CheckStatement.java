package mrs.serving.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks a statement as DuckDB itself parses it: it is one SELECT, over plain names, and what it
 * calls computes from rows and nothing else. Behind it the database is locked: what got past would
 * still reach no file but those of the views.
 */
final class CheckStatement {
  private static final String ONE_SELECT =
      "ask one SELECT, SHOW TABLES, SHOW COLUMNS IN table, or DESCRIBE table";
  private static final Set<String> TABLE_FUNCTIONS = Set.of("range", "generate_series", "unnest");

  /** Names that WITH may give: one that looks like a path could be taken for a file elsewhere. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final Set<String> functions;
  private final Set<String> read = new HashSet<>();
  private final Set<String> given = new HashSet<>();

  /** {@code functions} are those that may be called, in lower case. */
  CheckStatement(Set<String> functions) {
    this.functions = functions;
  }

  /**
   * Passes if {@code tree}, what {@code json_serialize_sql} makes of a statement, is a question.
   *
   * @throws RefusedStatement otherwise
   */
  void check(JsonNode tree) {
    if (tree.path("error").asBoolean()) {
      boolean other = tree.path("error_type").asText().equals("not implemented");
      throw new RefusedStatement(
          other
              ? "the statement is no SELECT"
              : "the statement cannot be read: " + tree.path("error_message").asText(),
          ONE_SELECT);
    }
    int statements = tree.path("statements").size();
    if (statements != 1) {
      throw new RefusedStatement("there are " + statements + " statements", ONE_SELECT);
    }
    checkNode(tree);
  }

  /** Names that stand where tables stand, in lower case. */
  Set<String> read() {
    return Set.copyOf(read);
  }

  /** Names that it gives itself, by WITH, in lower case. */
  Set<String> given() {
    return Set.copyOf(given);
  }

  private void checkNode(JsonNode node) {
    String type = node.path("type").asText();
    switch (type) {
      case "BASE_TABLE" -> checkTable(node);
      case "TABLE_FUNCTION" -> checkTableFunction(node.path("function"));
      case "SHOW_REF" -> throw new RefusedStatement("the statement is no SELECT", ONE_SELECT);
      case "VALUE_PARAMETER" ->
          throw new RefusedStatement("the query has a parameter", "write the value itself");
      default -> {
        if (node.has("function_name") && node.path("class").asText().equals("FUNCTION")
            || type.equals("FUNCTION")
            || type.startsWith("WINDOW")) {
          checkFunction(node);
        }
      }
    }
    checkGiven(node);
    if (type.equals("TABLE_FUNCTION")) {
      node.path("function").path("children").forEach(this::checkNode);
    } else {
      node.forEach(this::checkNode);
    }
  }

  private void checkGiven(JsonNode node) {
    for (JsonNode named : node.path("cte_map").path("map")) {
      String name = named.path("key").asText();
      if (!PLAIN.matcher(name).matches()) {
        throw new RefusedStatement(
            "the name '" + name + "' of a WITH is not plain", "use letters, digits and _");
      }
      given.add(name.toLowerCase(Locale.ROOT));
    }
  }

  private void checkTable(JsonNode table) {
    String name = table.path("table_name").asText();
    if (!table.path("catalog_name").asText().isEmpty()
        || !table.path("schema_name").asText().isEmpty()) {
      throw new RefusedStatement(
          "'" + name + "' is given with where it lies, which is not read here",
          "use the plain name of a table; 'mrs sql \"show tables\"' lists them");
    }
    if (!table.path("at_clause").isNull() && !table.path("at_clause").isMissingNode()) {
      throw new RefusedStatement("the query asks for a version or time", "use --as-of");
    }
    read.add(name.toLowerCase(Locale.ROOT));
  }

  private static void checkTableFunction(JsonNode function) {
    String name = function.path("function_name").asText().toLowerCase(Locale.ROOT);
    if (!TABLE_FUNCTIONS.contains(name) || !function.path("schema").asText().isEmpty()) {
      throw new RefusedStatement(
          "the table function '" + name + "' is not allowed here",
          "use " + String.join(", ", TABLE_FUNCTIONS.stream().sorted().toList()));
    }
  }

  private void checkFunction(JsonNode function) {
    String name = function.path("function_name").asText().toLowerCase(Locale.ROOT);
    boolean operator = function.path("is_operator").asBoolean();
    if (!operator && !functions.contains(name)) {
      throw new RefusedStatement(
          "the function '" + name + "' is not allowed or does not exist",
          "use one that computes from rows");
    }
  }
}
