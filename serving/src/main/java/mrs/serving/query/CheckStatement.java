package mrs.serving.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks a statement as DuckDB itself parses it: it is one SELECT, over the views that there are,
 * and what it calls computes from rows and nothing else. Behind it the database is locked: what got
 * past would still reach no file but those of the views.
 *
 * @param views names of the views, in lower case
 * @param functions names of the functions that may be called, in lower case
 */
record CheckStatement(Set<String> views, Set<String> functions) {
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final String ONE_SELECT = "ask one SELECT over the tables and views";
  private static final Set<String> TABLE_FUNCTIONS = Set.of("range", "generate_series", "unnest");

  /** Names that WITH may give: one that looks like a path could be taken for a file elsewhere. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /**
   * Passes if {@code parsed}, what {@code json_serialize_sql} makes of a statement, is a question.
   *
   * @throws RefusedStatement otherwise
   */
  void check(String parsed) {
    JsonNode tree = read(parsed);
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
    Set<String> known = new HashSet<>(views);
    collectNamed(tree, known);
    checkNode(tree, known);
  }

  private static JsonNode read(String parsed) {
    try {
      return JSON.readTree(parsed);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void collectNamed(JsonNode node, Set<String> known) {
    for (JsonNode named : node.path("cte_map").path("map")) {
      String name = named.path("key").asText();
      if (!PLAIN.matcher(name).matches()) {
        throw new RefusedStatement(
            "the name '" + name + "' of a WITH is not plain", "use letters, digits and _");
      }
      known.add(name.toLowerCase(Locale.ROOT));
    }
    node.forEach(n -> collectNamed(n, known));
  }

  private void checkNode(JsonNode node, Set<String> known) {
    String type = node.path("type").asText();
    switch (type) {
      case "BASE_TABLE" -> checkTable(node, known);
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
    if (type.equals("TABLE_FUNCTION")) {
      node.path("function").path("children").forEach(n -> checkNode(n, known));
    } else {
      node.forEach(n -> checkNode(n, known));
    }
  }

  private static void checkTable(JsonNode table, Set<String> known) {
    String name = table.path("table_name").asText();
    if (!table.path("catalog_name").asText().isEmpty()
        || !table.path("schema_name").asText().isEmpty()
        || !known.contains(name.toLowerCase(Locale.ROOT))) {
      throw new RefusedStatement(
          "there is no table or view '" + name + "' here", "use the plain name of a table or view");
    }
    if (!table.path("at_clause").isNull() && !table.path("at_clause").isMissingNode()) {
      throw new RefusedStatement("the query asks for a version or time", "use --as-of");
    }
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
