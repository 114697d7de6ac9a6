package mrs.jobs.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import mrs.jobs.messages.Problem;
import mrs.jobs.relations.AsOf;
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
        "insert overwrite directory '/x' using csv select 1",
        "create temporary view v as select 1",
        "create table x as select 1",
        "update stores set region = 'x'",
        "delete from stores",
        "vacuum stores",
        "optimize stores",
        "cache table stores",
        "set spark.sql.runSQLOnFiles=true",
        "reset",
        "add jar '/x.jar'",
        "use other",
        "select transform(region) using 'cat' from stores",
        "explain select 1",
        "show functions",
        "show create table stores",
        "show tables in other",
        "describe function reflect",
        "describe history stores",
        "describe detail stores",
        "describe query select 1",
        "list jars",
      })
  void statementsThatAreNoQuestionAreRefused(String sql) {
    refused(sql, "is not answered here", "ask one SELECT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from parquet.`/etc/passwd`",
        "select * from text.`/etc/passwd`",
        "select * from delta.`/x`",
        "select * from delta.`/x` union select 1",
        "select * from spark_catalog.default.stores",
        "select 1 where exists (select 1 from text.`/etc/passwd`)",
        "with a as (select * from csv.`/etc/passwd`) select * from a",
        "select (select max(value) from text.`/etc/passwd`)",
        "select * from stores join lateral (select * from text.`/etc/passwd`)",
        "describe text.`/etc/passwd`",
        "show columns in stores in other",
        "table delta.`/x`",
      })
  void pathsAreRefused(String sql) {
    refused(sql, "is a path or a name of another catalogue", "plain name of a table");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select java_method('java.lang.System', 'exit', 1)",
        "select reflect('java.lang.Runtime', 'getRuntime')",
        "select REFLECT('java.lang.Runtime', 'getRuntime')",
        "select `reflect`('java.lang.Runtime', 'getRuntime')",
        "select 1 from stores where region in (select java_method('a', 'b') from stores)",
        "with a as (select java_method('a', 'b')) select * from a",
        "select sum(1) over w from stores window w as (partition by java_method('a', 'b'))",
        "select sum(1) over (order by java_method('a', 'b')) from stores",
        "select transform(array(1), x -> java_method('a', 'b'))",
        "select * from stores pivot (max(java_method('a', 'b')) for region in ('R1'))",
        "select count(*) filter (where java_method('a', 'b') = 1) from stores",
        "select 1 from stores group by grouping sets ((java_method('a', 'b')))",
        "select 1 from stores order by java_method('a', 'b')",
        "select * from (values (java_method('a', 'b')))",
        "select * from range(cast(java_method('a', 'b') as int))",
        "select * from stores lateral view explode(java_method('a', 'b')) x",
        "select /*+ repartition(2, java_method('a', 'b')) */ 1 from stores",
        "select input_file_name() from stores",
        "select xpath('<a/>', 'a')",
        "select no_such_function(1)",
        "select spark_catalog.default.f(1)",
      })
  void functionsThatRunCodeOrTellOfFilesAreRefused(String sql) {
    refused(sql, "the function '", "is not allowed or does not exist");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from table_changes('stores', 0)",
        "select * from stream(stores)",
        "select * from stores lateral view java_method('a', 'b') x",
      })
  void otherTableFunctionsAreRefused(String sql) {
    refused(sql, "the table function '", "use range, explode");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "with a as (select transform(region) using 'cat' from stores) select * from a",
        "with a as (select 1) insert into stores select * from a",
        "select identifier('java_method')('java.lang.System', 'exit')",
        "select * from identifier('stores')",
        "select ?",
        "select :p",
      })
  void otherWaysOutAreRefused(String sql) {
    refused(sql, "the query holds what is not allowed here", "ask one SELECT");
  }

  @Test
  void severalStatementsAreRefused() {
    refused(
        "select 1; drop table stores", "Syntax error at or near 'drop'", "one statement at a time");
    assertThat(now("select 1 one;")).containsExactly(Map.of("one", 1));
  }

  @Test
  void timeTravelInsideTheQueryIsRefused() {
    refused("select * from stores version as of 0", "version or time", "--as-of");
  }

  @Test
  void wrongNamesGetOneLineWithWhatComesNear() {
    refused("select * from minority_report", "there is no table or view 'minority_report'");
    refused("select * from minority_report", "did you mean minority_reports?");
    refused("describe minorty_events", "did you mean minority_events?");
    refused("describe stores regoin", "did you mean region?");
    refused(
        "select severty from minority_reports",
        "there is no column `severty`",
        "did you mean `severity`");
    refused("select a from (with b as (select 1 a) select * from b), b", "name given by WITH");
    refused("selec 1", "cannot be read: Syntax error at or near 'selec'");
    refused("select sum(region, 1) from stores", "the query cannot be answered");
  }

  @Test
  void aMomentThatIsNoneIsRefused() {
    assertThatThrownBy(() -> AsOf.parse("yesterday", committed.ledger()))
        .hasMessageContaining("--as-of 'yesterday' is neither a time nor the id of a run")
        .hasMessageContaining("mrs runs ls");
    assertThat(AsOf.parse("2024-06-26T02:00:00+02:00", committed.ledger()).time())
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
