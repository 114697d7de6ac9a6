package mrs.serving.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.serving.files.UnreadableTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked over files is answered; nothing else is, whatever the text. */
class LockedDatabaseTest {
  @TempDir private Path temporary;
  private LockedDatabase database;

  @BeforeEach
  void open() throws IOException, SQLException {
    database = Things.in(temporary);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void rowsHaveTheColumnsOfTheContractWhateverTheirFilesHave() {
    assertThat(database.ask(Question.of("select * from Things order by n;"), 100))
        .isEqualTo(
            new AnsweredRows(
                List.of("n", "now_called", "at", "counts", "codes", "never", "week_start"),
                List.of(
                    Arrays.asList(
                        1L,
                        "one",
                        Instant.parse("2024-06-03T01:00:00.000001Z"),
                        null,
                        null,
                        null,
                        LocalDate.parse("2024-06-03")),
                    Arrays.asList(
                        2L,
                        "two",
                        Instant.parse("2024-06-04T01:00:00Z"),
                        List.of(Map.of("name", "a", "count", 3L)),
                        List.of("x", "y"),
                        null,
                        null)),
                false));
  }

  @Test
  void aTableWithoutFilesHasNoRowAndAllColumns() {
    try (LockedDatabase empty =
        LockedDatabase.over(List.of(new FileView(Things.TABLE, List.of())))) {
      assertThat(empty.ask(Question.of("select n, never from things"), 100))
          .isEqualTo(new AnsweredRows(List.of("n", "never"), List.of(), false));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "with a as (select n from things), b as (select * from a) select sum(n) from b",
        "select sum(n) from things where n in (select n from things t where t.n = things.n)",
        "from things select sum(n)",
        "select cast(sum(range) as hugeint) from range(3)",
        "select 3 where now() > timestamp '2020-01-01'",
        "select max(n) + 1 from (select n, row_number() over (order by week_start) from things)",
        "select 3 -- and no more",
      })
  void questionsAreAnswered(String sql) {
    assertThat(database.ask(Question.of(sql), 100).rows())
        .singleElement()
        .satisfies(row -> assertThat(String.valueOf(row.get(0))).isEqualTo("3"));
  }

  /** The second wall: what the check might miss is refused by the database itself. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from read_text('/etc/passwd')",
        "select * from glob('/etc/*')",
        "select * from '/etc/hostname.csv'",
        "copy (select 1) to 'locked.csv'",
        "attach 'locked.db'",
        "install httpfs",
        "load httpfs",
        "set enable_external_access = true",
        "set allowed_paths = ['/etc/passwd']",
        "reset lock_configuration",
        "set memory_limit = '100GB'",
      })
  void whatGotPastTheCheckWouldReachNothing(String sql) {
    assertThatThrownBy(() -> database.answer(sql)).isInstanceOf(IllegalStateException.class);
    assertThat(database.ask(Question.of("select count(*) from things"), 100).rows())
        .isEqualTo(List.of(List.of(2L)));
  }

  @Test
  void aFileThatIsNotWhatWasWrittenIsNotRead() throws IOException, SQLException {
    Path file = temporary.resolve("damaged.parquet");
    Things.write(file, "SELECT 1 AS n");
    Files.write(
        temporary.resolve(".damaged.parquet.crc"), new byte[] {'c', 'r', 'c', 0, 0, 0, 2, 0});
    FileView view = new FileView(Things.TABLE, List.of(Things.file(file, Optional.empty())));

    assertThatThrownBy(() -> LockedDatabase.over(List.of(view)))
        .isInstanceOf(UnreadableTable.class)
        .hasMessageContaining("damaged.parquet is not what was written");
  }
}
