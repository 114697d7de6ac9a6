package mrs.serving.query;

import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why DuckDB did not answer.
 *
 * @param says its first line, without the kind of error
 * @param near what comes near to a name that there is not; empty if it says nothing of that
 */
record Failure(String says, String near) {
  private static final Pattern KIND =
      Pattern.compile("^(Error: )?((Binder|Catalog|Parser|Conversion|Invalid Input) Error: )?");
  private static final Pattern NEAR =
      Pattern.compile("(?:Candidate bindings: |Did you mean )(\"[^\"]+\")");
  private static final String INTERRUPTED = "INTERRUPT Error";

  /** The driver puts a line before it of what it tried. */
  static Failure of(SQLException e) {
    String message = String.valueOf(e.getMessage());
    List<String> lines =
        message
            .lines()
            .filter(l -> !l.isBlank() && !l.contains("unsuccessful or closed pending query"))
            .toList();
    Matcher near = NEAR.matcher(message);
    return new Failure(
        lines.isEmpty() ? "" : KIND.matcher(lines.get(0)).replaceFirst(""),
        near.find() ? near.group(1).replace("\"", "") : "");
  }

  RefusedStatement refused() {
    if (says.startsWith(INTERRUPTED)) {
      return new RefusedStatement("the query takes too long", "ask for fewer rows or weeks");
    }
    return new RefusedStatement(
        "the query cannot be answered: " + says,
        near.isEmpty() ? "change it and ask again" : "did you mean " + near + "?");
  }
}
