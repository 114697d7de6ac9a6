package mrs.jobs.sql;

import java.util.Optional;
import java.util.Set;

/** A statement that is answered. */
sealed interface Statement {
  /**
   * A query; {@code names} are the names that stand where tables stand, common table expressions
   * too.
   */
  record Query(String sql, Names names) implements Statement {}

  /** SHOW TABLES; {@code pattern} with {@code *} and {@code |}, as Spark has it. */
  record ShowTables(Optional<String> pattern) implements Statement {}

  /** DESCRIBE of a table or view, of all of its columns or one. */
  record Describe(String name, Optional<String> column) implements Statement {}

  /** SHOW COLUMNS of a table or view. */
  record ShowColumns(String name) implements Statement {}

  /**
   * Names in a query, in lower case.
   *
   * @param relations those that are read
   * @param defined those that the query itself defines, by WITH
   */
  record Names(Set<String> relations, Set<String> defined) {}
}
