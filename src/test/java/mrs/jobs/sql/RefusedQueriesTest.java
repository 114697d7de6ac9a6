package mrs.jobs.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import mrs.jobs.messages.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no question about the tables is refused, in one line that says what to do. */
class RefusedQueriesTest extends AskedWarehouse {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "drop table minority_reports",
        "insert into stores select * from stores",
        "create temporary view v as select 1",
        "update stores set region = 'x'",
        "delete from stores",
        "set memory_limit = '9GB'",
        "copy stores to 'stores.csv'",
        "explain select 1",
        "show functions",
        "show all tables",
        "show create table stores",
        "show tables in other",
        "describe (select 1)",
        "summarize stores",
        "with a as (select 1) insert into stores select * from a",
        "select 1; drop table stores",
      })
  void statementsThatAreNoQuestionAreRefused(String sql) {
    refused(sql, "ask one SELECT, SHOW TABLES, SHOW COLUMNS IN table, or DESCRIBE table");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from '/etc/passwd'",
        "select * from \"/etc/passwd\"",
        "with a as (select * from 'x.csv') select * from a",
        "select (select max(a) from 'x.csv')",
        "select * from sqlite_master",
        "select * from minority_report",
      })
  void whatIsNoTableIsRefused(String sql) {
    refused(sql, "there is no table or view '", "'mrs sql \"show tables\"' lists them");
  }

  @Test
  void wrongNamesGetOneLineWithWhatComesNear() {
    refused("select * from minority_report", "did you mean minority_reports?");
    refused("select * from main.stores", "is given with where it lies", "plain name of a table");
    refused("describe minorty_events", "did you mean minority_events?");
    refused("show columns in sotres", "did you mean stores?");
    refused("describe stores regoin", "did you mean region?");
    refused(
        "select severty from minority_reports",
        "Referenced column \"severty\" not found",
        "did you mean severity?");
    refused("select a from (with b as (select 1 a) select * from b), b", "b does not exist");
    refused("selec 1", "cannot be read: syntax error at or near \"selec\"");
    refused("select sum(region, 1) from stores", "the query cannot be answered");
    refused("select * from stores at (version => 0)", "version or time", "--as-of");
  }

  @Test
  void aStatementMayEndInASemicolon() {
    assertThat(now("select 1 one;")).containsExactly(Map.of("one", 1));
    assertThat(now("SHOW COLUMNS FROM \"stores\" ;")).isNotEmpty();
  }

  @Test
  void aMomentThatIsNoneIsRefused() {
    assertThatThrownBy(() -> parse("yesterday"))
        .hasMessageContaining("--as-of 'yesterday' is neither a time nor the id of a run")
        .hasMessageContaining("mrs runs ls");
    assertThat(parse("2024-06-26T02:00:00+02:00").time())
        .isEqualTo(Instant.parse("2024-06-26T00:00:00Z"));
  }

  private static void refused(String sql, String... parts) {
    assertThatThrownBy(() -> now(sql))
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.kind()).isEqualTo(Problem.Kind.REFUSED))
        .hasMessageNotContaining("\n")
        .hasMessageContainingAll(parts);
  }
}
