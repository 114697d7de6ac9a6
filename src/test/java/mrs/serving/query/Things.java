package mrs.serving.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.contracts.Field;
import mrs.contracts.Table;
import mrs.serving.files.TableFile;

/** A table of two rows in two files, one from before it had all of its columns. */
final class Things {
  private static final Field WEEK = Field.date("week_start", "Partition.");

  /** {@code was} came before {@code now}. */
  private static final Field NOW =
      new Field(
          "now_called", Field.string("x", "").type(), true, "Its name.", Optional.of("was"), true);

  static final Table TABLE =
      new Table(
          "things",
          Table.Kind.LOG,
          "Things.",
          List.of(
              Field.bigint("n", "A number."),
              NOW,
              Field.timestamp("at", "When."),
              Field.counts("counts", "How many."),
              Field.strings("codes", "Codes."),
              Field.real("never", "In no file."),
              WEEK),
          List.of(),
          Optional.of(WEEK));

  private Things() {}

  /** Its files in a folder of {@code temporary}, open for questions. */
  static LockedDatabase in(Path temporary) throws IOException, SQLException {
    // What is a pattern, a quote or a partition elsewhere is a part of the name here.
    Path folder = Files.createDirectories(temporary.resolve("n=7 [a]*'é%20"));
    write(
        folder.resolve("old.parquet"),
        "SELECT 1 AS n, 'one' AS was, TIMESTAMP '2024-06-03 01:00:00.000001' AS at");
    write(
        folder.resolve("new.parquet"),
        "SELECT 2::BIGINT AS n, 'two' AS now_called, TIMESTAMPTZ '2024-06-04 01:00:00+00' AS at,"
            + " [{'name': 'a', 'count': 3::BIGINT}] AS counts, ['x', 'y'] AS codes");
    return LockedDatabase.over(
        List.of(
            new FileView(
                TABLE,
                List.of(
                    file(folder.resolve("old.parquet"), Optional.of("2024-06-03")),
                    file(folder.resolve("new.parquet"), Optional.empty())))));
  }

  static TableFile file(Path path, Optional<String> week) {
    return new TableFile(path, Map.of(WEEK.name(), week));
  }

  static void write(Path file, String rows) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "COPY (" + rows + ") TO " + Quoted.text(file.toString()) + " (FORMAT parquet)");
    }
  }
}
