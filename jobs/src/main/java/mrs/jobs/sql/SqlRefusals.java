package mrs.jobs.sql;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mrs.jobs.messages.Printable;
import mrs.jobs.messages.Problem;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.parser.ParseException;

/** What is refused of a statement, in one line with its remedy. */
final class SqlRefusals {
  private static final String WHAT_IS =
      "ask one SELECT, SHOW TABLES, SHOW COLUMNS IN table, or DESCRIBE table";
  private static final int MOST_CHARS = 300;

  private SqlRefusals() {}

  /**
   * The statement is of a kind that is not answered; {@code node} is its class in the parsed plan.
   */
  static Problem statement(String node) {
    return Problem.refused(
        "'" + words(node) + "' is not answered here: nothing is ever changed", WHAT_IS);
  }

  static Problem part(String node) {
    return Problem.refused("the query holds what is not allowed here: " + words(node), WHAT_IS);
  }

  static Problem function(String name) {
    return Problem.refused(
        "the function '" + Printable.of(name) + "' is not allowed or does not exist",
        "use Spark's built-in functions, without those that reach files or run code");
  }

  static Problem tableFunction(String name) {
    return Problem.refused(
        "the table function '" + Printable.of(name) + "' is not allowed or does not exist",
        "use range, explode, posexplode, inline, stack or json_tuple");
  }

  static Problem qualified(String name) {
    return Problem.refused(
        "'"
            + Printable.of(name)
            + "' is a path or a name of another catalogue, which is not read here",
        "use the plain name of a table; 'mrs sql \"show tables\"' lists them");
  }

  static Problem timeTravel() {
    return Problem.refused(
        "a version or time inside the query is not answered", "give the moment with --as-of");
  }

  static Problem stream(String name) {
    return Problem.refused(
        "'" + Printable.of(name) + "' cannot be read as a stream here", "leave STREAM out");
  }

  static Problem unparsed(ParseException e) {
    String text = firstLine(e);
    String remedy =
        text.contains("extra input")
            ? "ask one statement at a time: " + WHAT_IS.substring("ask ".length())
            : "correct the statement";
    return Problem.refused("the statement cannot be read: " + text, remedy);
  }

  static Problem unresolved(AnalysisException e) {
    Map<String, String> named = e.getMessageParameters();
    if (e.getErrorClass() != null && e.getErrorClass().startsWith("UNRESOLVED_COLUMN")) {
      String remedy =
          Stream.of("proposal")
              .filter(named::containsKey)
              .map(p -> "did you mean " + named.get(p) + "?")
              .findFirst()
              .orElse("'mrs sql \"describe TABLE\"' lists a table's columns");
      return Problem.refused("there is no column " + named.get("objectName"), remedy);
    }
    if (e.getErrorClass() != null && e.getErrorClass().startsWith("TABLE_OR_VIEW_NOT_FOUND")) {
      return Problem.refused(
          "there is no table or view " + named.get("relationName") + " at that place of the query",
          "'mrs sql \"show tables\"' lists them; a name given by WITH holds in its own query only");
    }
    return Problem.refused(
        "the query cannot be answered: " + firstLine(e), "correct the statement");
  }

  /** The message's first line without its class in brackets. */
  private static String firstLine(Exception e) {
    String line =
        String.valueOf(e.getMessage())
            .lines()
            .map(String::strip)
            .filter(l -> !l.isEmpty())
            .findFirst()
            .orElse(e.getClass().getSimpleName());
    String text =
        line.replaceFirst("^\\[[A-Z0-9_.]+] ", "").replaceFirst("; line \\d+ pos \\d+;?$", "");
    return Printable.of(
        text.endsWith(".") ? text.substring(0, text.length() - 1) : text, MOST_CHARS);
  }

  /** {@code DropTableCommand} as {@code drop table}. */
  private static String words(String node) {
    return Stream.of(node.replace("$", "").split("(?=[A-Z])"))
        .filter(w -> !w.equals("Command") && !w.equals("Unresolved"))
        .map(w -> w.toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" "))
        .strip();
  }
}
