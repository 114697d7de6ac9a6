package mrs.serving.query;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import mrs.serving.files.TableFile;
import mrs.serving.files.VerifyFile;

/**
 * A database in memory that has views over the files of tables and nothing else. When it is open it
 * reads those files only, loads no extension, writes nothing, and cannot be set otherwise. For one
 * thread; native code, which more than one would crash.
 */
public final class LockedDatabase implements AutoCloseable {
  // Chosen, not fitted: an answer for a person.
  private static final String MEMORY = "1GB";
  private static final Duration MOST_TIME = Duration.ofMinutes(1);

  private static final String AGAIN = "Error: ";

  private static final List<String> LOCKS =
      List.of(
          "SET temp_directory = ''",
          "SET autoload_known_extensions = false",
          "SET autoinstall_known_extensions = false",
          "SET allow_community_extensions = false",
          "SET allow_persistent_secrets = false",
          "SET memory_limit = '" + MEMORY + "'",
          "SET enable_external_access = false",
          "SET lock_configuration = true");

  /** What gives the same for the same rows all the same, but tells of the process. */
  private static final Set<String> TELLING =
      Set.of("current_setting", "getvariable", "getenv", "version", "current_role", "session_user");

  /** What depends on when one asks, as questions do. */
  private static final String TIMES = "'now', 'today', 'current_date', 'get_current_timestamp'";

  private static final String COMPUTING =
      "SELECT DISTINCT lower(function_name) FROM duckdb_functions()"
          + " WHERE function_type = 'aggregate'"
          + " OR function_type IN ('scalar', 'macro') AND schema_name = 'main'"
          + " AND NOT starts_with(function_name, 'pg_')"
          + " AND (function_type = 'macro' OR stability = 'CONSISTENT' OR function_name IN ("
          + TIMES
          + "))";

  private final Connection connection;
  private final List<FileView> views;

  private LockedDatabase(Connection connection, List<FileView> views) {
    this.connection = connection;
    this.views = List.copyOf(views);
  }

  /**
   * With these views.
   *
   * @throws mrs.serving.files.UnreadableTable if a file is not what was written
   */
  public static LockedDatabase over(List<FileView> views) {
    List<TableFile> files = views.stream().flatMap(v -> v.files().stream()).toList();
    files.forEach(f -> VerifyFile.verify(f.path()));
    try {
      LockedDatabase database =
          new LockedDatabase(DriverManager.getConnection("jdbc:duckdb:"), views);
      try {
        database.lock(files);
        return database;
      } catch (SQLException | RuntimeException e) {
        database.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the tables cannot be opened for questions: " + e, e);
    }
  }

  /** Answers a question of the program's own. */
  public AnsweredRows answer(String sql) {
    try {
      return run(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("the program's own question failed: " + sql, e);
    }
  }

  /**
   * Answers {@code text}, which a user wrote.
   *
   * @throws RefusedStatement if it is no question about the tables, or cannot be answered
   */
  public AnsweredRows ask(String text) {
    try {
      new CheckStatement(names(), functions()).check(parsed(text));
      return run(text);
    } catch (SQLException e) {
      throw new RefusedStatement(
          "the query cannot be answered: " + firstLine(e), "change it and ask again");
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void lock(List<TableFile> files) throws SQLException {
    String paths =
        files.stream()
            .map(f -> Quoted.text(f.path().toString()))
            .collect(Collectors.joining(", ", "[", "]"));
    execute("SET TimeZone = 'UTC'");
    execute("SET allowed_paths = " + paths);
    for (FileView view : views) {
      execute(view.definition());
    }
    for (String lock : LOCKS) {
      execute(lock);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** A statement that was refused is closed: each question takes a new one. */
  private AnsweredRows run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout((int) MOST_TIME.toSeconds());
      try (ResultSet rows = statement.executeQuery(sql)) {
        return AnsweredRows.of(rows);
      }
    }
  }

  private String parsed(String text) throws SQLException {
    try (PreparedStatement parse =
        connection.prepareStatement("SELECT json_serialize_sql(CAST(? AS VARCHAR))")) {
      parse.setString(1, text);
      try (ResultSet result = parse.executeQuery()) {
        result.next();
        return result.getString(1);
      }
    }
  }

  private Set<String> names() {
    return views.stream()
        .map(v -> v.table().name().toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  private Set<String> functions() throws SQLException {
    Set<String> names = new HashSet<>();
    for (List<?> row : run(COMPUTING).rows()) {
      names.add(String.valueOf(row.get(0)));
    }
    names.removeAll(TELLING);
    return names;
  }

  /** The first line that says something; the driver puts one before it of what it tried. */
  private static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage())
        .lines()
        .filter(l -> !l.isBlank() && !l.contains("unsuccessful or closed pending query"))
        .findFirst()
        .map(l -> l.startsWith(AGAIN) ? l.substring(AGAIN.length()) : l)
        .orElse("");
  }
}
