package mrs.serving.query;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mrs.serving.files.TableFile;
import mrs.serving.files.VerifyFile;
import org.duckdb.DuckDBDriver;

/**
 * A database in memory that has views over the files of tables and nothing else. When it is open it
 * reads those files only, loads no extension, writes nothing but the one file that its limits name,
 * and cannot be set otherwise. For one thread; native code, which more than one would crash.
 */
public final class LockedDatabase implements AutoCloseable {
  // Chosen, not fitted: beside what else a small machine does.
  private static final String MEMORY = "1GB";

  private static final List<String> LOCKS =
      List.of(
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
  private final Set<String> names;
  private final Limits limits;

  private LockedDatabase(Connection connection, List<? extends View> views, Limits limits) {
    this.connection = connection;
    this.names = views.stream().map(View::name).collect(Collectors.toUnmodifiableSet());
    this.limits = limits;
  }

  /**
   * With these views, which call nothing of the program's own.
   *
   * @throws mrs.serving.files.UnreadableTable if a file is not what was written
   */
  public static LockedDatabase over(List<? extends View> views) {
    return over(views, List.of(), Limits.QUESTION);
  }

  /**
   * With these views, each over those before it, and what they call.
   *
   * @throws mrs.serving.files.UnreadableTable if a file is not what was written
   */
  public static LockedDatabase over(
      List<? extends View> views, List<RowFunction> functions, Limits limits) {
    List<TableFile> files = views.stream().flatMap(v -> v.files().stream()).distinct().toList();
    files.forEach(f -> VerifyFile.verify(f.path()));
    Properties streamed = new Properties();
    streamed.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
    try {
      LockedDatabase database =
          new LockedDatabase(DriverManager.getConnection("jdbc:duckdb:", streamed), views, limits);
      try {
        database.lock(views, functions, files);
        return database;
      } catch (SQLException | RuntimeException e) {
        database.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(
          "the tables cannot be opened for questions: " + Failure.of(e).says(), e);
    }
  }

  /** Answers a question of the program's own, with all of its rows. */
  public AnsweredRows answer(String sql) {
    try {
      return run(sql, Integer.MAX_VALUE);
    } catch (SQLException e) {
      throw own(sql, e);
    }
  }

  /**
   * Answers a question of the program's own row by row, as long as {@code reader} wants more.
   *
   * @return how many rows the reader took
   */
  public long read(String sql, RowReader reader) throws IOException {
    try (Statement statement = connection.createStatement()) {
      limit(statement);
      try (ResultSet rows = statement.executeQuery(sql)) {
        return AnsweredRows.read(rows, reader);
      }
    } catch (SQLException e) {
      throw own(sql, e);
    }
  }

  /**
   * Writes the answer to a question of the program's own as Parquet into the file that the limits
   * name.
   *
   * @return the number of rows
   */
  public long write(String sql) throws IOException {
    Path file = limits.target().orElseThrow();
    try (Statement statement = connection.createStatement()) {
      limit(statement);
      return statement.executeUpdate(
          "COPY ("
              + sql
              + ") TO "
              + Quoted.text(file.toString())
              + " (FORMAT parquet, USE_TMP_FILE false)");
    } catch (SQLException e) {
      throw new IOException(Failure.of(e).says(), e);
    }
  }

  /**
   * Answers {@code question} with at most {@code limit} rows.
   *
   * @throws RefusedStatement if it names what there is not, or cannot be answered
   */
  public AnsweredRows ask(Question question, int limit) {
    for (String name : question.read()) {
      if (!names.contains(name) && !question.given().contains(name)) {
        throw new RefusedStatement(
            "there is no table or view '" + name + "' here",
            "use the plain name of a table or view");
      }
    }
    try {
      return run(question.text(), limit);
    } catch (SQLException e) {
      throw Failure.of(e).refused();
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

  private void lock(List<? extends View> views, List<RowFunction> functions, List<TableFile> files)
      throws SQLException {
    String paths =
        Stream.concat(files.stream().map(TableFile::path), limits.target().stream())
            .map(f -> Quoted.text(f.toString()))
            .collect(Collectors.joining(", ", "[", "]"));
    String spill = limits.spill().map(Path::toString).orElse("");
    execute("SET TimeZone = 'UTC'");
    execute("SET temp_directory = " + Quoted.text(spill));
    execute("SET allowed_paths = " + paths);
    for (RowFunction function : functions) {
      Registration.of(function, connection);
    }
    for (View view : views) {
      execute("CREATE VIEW " + Quoted.name(view.name()) + " AS " + view.query());
    }
    for (String lock : LOCKS) {
      execute(lock);
    }
  }

  private static IllegalStateException own(String sql, SQLException e) {
    return new IllegalStateException(
        "the program's own question failed: " + Failure.of(e).says() + ", in " + sql, e);
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** A statement that was refused is closed: each question takes a new one. */
  private AnsweredRows run(String sql, int limit) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      limit(statement);
      try (ResultSet rows = statement.executeQuery(sql)) {
        return AnsweredRows.of(rows, limit);
      }
    }
  }

  private void limit(Statement statement) throws SQLException {
    if (limits.time().isPresent()) {
      statement.setQueryTimeout((int) limits.time().get().toSeconds());
    }
  }

  /** {@code text} as DuckDB parses it, in JSON; nothing of it is carried out. */
  String parsed(String text) {
    try (PreparedStatement parse =
        connection.prepareStatement("SELECT json_serialize_sql(CAST(? AS VARCHAR))")) {
      parse.setString(1, text);
      try (ResultSet result = parse.executeQuery()) {
        result.next();
        return result.getString(1);
      }
    } catch (SQLException e) {
      throw Failure.of(e).refused();
    }
  }

  /** Functions that compute from rows and nothing else, in lower case. */
  Set<String> computing() {
    Set<String> functions = new HashSet<>();
    for (List<?> row : answer(COMPUTING).rows()) {
      functions.add(String.valueOf(row.get(0)));
    }
    functions.removeAll(TELLING);
    return functions;
  }
}
