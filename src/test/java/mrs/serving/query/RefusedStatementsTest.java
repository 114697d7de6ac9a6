package mrs.serving.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no question about the tables is refused, in one line that says what to do. */
class RefusedStatementsTest {
  @TempDir private static Path temporary;
  private static LockedDatabase database;

  @BeforeAll
  static void open() throws IOException, SQLException {
    database = Things.in(temporary);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "drop view things",
        "create table x as select 1",
        "create macro f(a) as a",
        "insert into things values (1)",
        "copy (select 1) to 'x.csv'",
        "copy things from 'x.csv'",
        "attach 'x.db'",
        "install httpfs",
        "load httpfs",
        "set memory_limit = '9GB'",
        "reset lock_configuration",
        "pragma database_list",
        "call pragma_version()",
        "explain select 1",
        "export database 'x'",
        "prepare p as select 1",
        "begin",
        "use memory",
        "vacuum",
        "checkpoint",
        "describe things",
        "summarize things",
        "show tables",
        "select * from (show tables)",
        "select * from (describe things)",
      })
  void whatIsNoSelectIsRefused(String sql) {
    refused(sql, "is no SELECT", "ask one SELECT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from '/etc/passwd'",
        "select * from \"/etc/passwd\"",
        "select * from 'x.parquet'",
        "select * from duckdb_settings",
        "select * from sqlite_master",
        "select 1 where exists (select 1 from 'x.csv')",
        "with a as (select * from 'x.csv') select * from a",
        "select (select max(a) from 'x.csv')",
        "select 1 union all select * from 'x.csv'",
        "select * from things t, lateral (select * from 'x.csv')",
      })
  void whatIsNoTableOfOursIsRefused(String sql) {
    refused(sql, "there is no table or view '", "plain name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from main.things",
        "select * from memory.main.things",
        "select * from information_schema.tables",
      })
  void namesWithWhereTheyLieAreRefused(String sql) {
    refused(sql, "is given with where it lies", "plain name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from read_csv('/etc/passwd')",
        "select * from read_text('/etc/passwd')",
        "select * from read_parquet('x.parquet')",
        "select * from parquet_scan('x.parquet')",
        "select * from parquet_metadata('x.parquet')",
        "select * from glob('/etc/*')",
        "select * from sniff_csv('/etc/passwd')",
        "select * from duckdb_settings()",
        "select * from duckdb_views()",
        "select * from pragma_table_info('things')",
        "select * from query('drop view things')",
        "select * from query_table('things')",
        "select * from json_execute_serialized_sql('{}')",
        "select (select content from read_text('/etc/passwd'))",
        "select * from range(cast((select size from read_blob('/etc/passwd')) as int))",
      })
  void tableFunctionsThatReadOrTellAreRefused(String sql) {
    refused(sql, "the table function '", "use generate_series, range, unnest");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select current_setting('allowed_paths')",
        "select getenv('HOME')",
        "select getvariable('x')",
        "select current_database()",
        "select current_query()",
        "select version()",
        "select pg_typeof(1)",
        "select random()",
        "select setseed(0.5)",
        "select nextval('s')",
        "select write_log('x')",
        "select sleep_ms(1)",
        "select no_such_function(1)",
        "select main.current_setting('threads')",
        "select list_transform([1], lambda x: current_setting('threads'))",
        "select 1 from things order by current_setting('threads')",
        "select sum(n) over (order by current_setting('threads')) from things",
        "select count(*) filter (where current_setting('threads') = 1) from things",
        "select * from range(cast(current_setting('threads') as int))",
        "select * from (values (current_setting('threads')))",
        "select 1 limit cast(current_setting('threads') as int)",
        "with a as (select current_setting('threads')) select * from a",
      })
  void functionsThatTellOfTheProcessAreRefused(String sql) {
    refused(sql, "the function '", "computes from rows");
  }

  @Test
  void otherWaysOutAreRefused() {
    refused("select 1; drop view things", "is no SELECT", "one SELECT");
    refused("select 1; select 2", "there are 2 statements", "one SELECT");
    refused("", "there are 0 statements", "one SELECT");
    refused("select ?", "has a parameter", "the value itself");
    refused("selec 1", "cannot be read: syntax error at or near \"selec\"", "one SELECT");
    refused("select * from things at (version => 1)", "asks for a version or time", "--as-of");
    refused(
        "select * from (with \"/etc/passwd\" as (select 1) select 1), \"/etc/passwd\"",
        "of a WITH is not plain",
        "letters, digits");
    refused("select nam from things", "the query cannot be answered: ", "did you mean");
    refused("select sum(n, 1) from things", "the query cannot be answered: ", "ask again");
  }

  @Test
  void moreThanItsShareOfMemoryIsNotTaken() {
    refused(
        "select count(*) from (select distinct range from range(500000000))",
        "cannot be answered: Out of Memory",
        "ask again");
  }

  private static void refused(String sql, String problem, String remedy) {
    assertThatThrownBy(() -> database.ask(Question.of(sql), 100))
        .isInstanceOfSatisfying(
            RefusedStatement.class,
            e -> {
              assertThat(e.problem()).contains(problem).doesNotContain("\n");
              assertThat(e.remedy()).contains(remedy);
            });
  }
}
