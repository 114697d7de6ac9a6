package mrs.jobs.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.SparkTest;
import mrs.contracts.Catalogue;
import mrs.jobs.hydration.Hydration;
import mrs.jobs.messages.Problem;
import mrs.jobs.relations.AsOf;
import mrs.jobs.relations.Hydrated;
import mrs.jobs.relations.Relations;
import mrs.jobs.runs.CommittedRows;
import mrs.jobs.warehouse.Warehouse;
import mrs.transforms.Availability;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest extends SparkTest {
  private static CommittedRows committed;

  @BeforeAll
  static void open() {
    committed =
        CommittedRows.now(
            Warehouse.open(QuerySession.beside(spark), TinyWarehouse.shared(spark).root()));
  }

  @Test
  void countsByStatus() {
    assertThat(now("select report_status, count(*) n from minority_reports group by 1 order by 1"))
        .containsExactly(
            Map.of("report_status", "open", "n", 1L),
            Map.of("report_status", "superseded", "n", 1L));
  }

  @Test
  void viewsLeaveOutWhatIsOver() {
    assertThat(now("select report_id from minority_reports_active"))
        .containsExactly(Map.of("report_id", TinyWarehouse.RISE));
    assertThat(now("select report_group_id from minority_events_active"))
        .containsExactly(Map.of("report_group_id", "event-rise"));
  }

  @Test
  void logsShowRowsOfCommittedRunsOnly() {
    assertThat(now("select count(*) n from minority_reports_detected_log"))
        .containsExactly(Map.of("n", 4L));
    assertThat(now("select count(*) n from stage_runs_log where state = 'failed'"))
        .containsExactly(Map.of("n", 1L));
  }

  @Test
  void asOfATimeSeesWhatHadBeenWrittenAndReceivedByThen() {
    String reports =
        "select report_id, window_end, report_status, proposed_cause from minority_reports"
            + " order by report_id";
    assertThat(asOf("2024-06-12T02:00:00Z", reports))
        .containsExactly(
            row(TinyWarehouse.RISE, "2024-06-11", "open", "viral"),
            row(TinyWarehouse.FAULT, "2024-06-10", "clustering_degraded_MRCL_down", null));
    assertThat(asOf("n1", "select report_id, window_end from minority_reports order by 1"))
        .containsExactly(
            Map.of("report_id", TinyWarehouse.RISE, "window_end", LocalDate.parse("2024-06-10")),
            Map.of("report_id", TinyWarehouse.FAULT, "window_end", LocalDate.parse("2024-06-10")));
    assertThat(asOf("2024-06-12T02:00:00Z", "select sum(units) u from unified_sales_data"))
        .containsExactly(Map.of("u", 83.0));
    assertThat(asOf("n1", "select count(*) n from stores")).containsExactly(Map.of("n", 2L));
    assertThat(asOf("n2", "select count(*) n from stores")).containsExactly(Map.of("n", 3L));
    assertThat(asOf("2024-06-13T00:00", "select count(*) n from user_edits_log"))
        .containsExactly(Map.of("n", 0L));
  }

  @Test
  void commonTableExpressionsSubqueriesAndGeneratorsAreAnswered() {
    assertThat(
            now(
                "with up as (select * from MINORITY_REPORTS where direction = 'up') select sku,"
                    + " c.cause, c.score from up lateral view explode(ranked_causes) x as c where"
                    + " report_id in (select report_id from up) order by c.score desc limit 1"))
        .containsExactly(Map.of("sku", "A7", "cause", "viral", "score", 0.62));
    assertThat(now("select id from range(2)")).containsExactly(Map.of("id", 0L), Map.of("id", 1L));
    assertThat(now("select transform(array(1, 2), x -> x + 1) a, map('k', 1) m"))
        .containsExactly(Map.of("a", List.of(2, 3), "m", Map.of("k", 1)));
    assertThat(
            now(
                "select sum(units) over w u from sales_timeseries_data"
                    + " where sales_date = date '2024-06-11'"
                    + " window w as (partition by store_id)"))
        .containsExactly(Map.of("u", 33.0));
  }

  @Test
  void aCommonTableExpressionMayShadowATable() {
    assertThat(now("with stores as (select 1 one) select * from stores"))
        .containsExactly(Map.of("one", 1));
  }

  @Test
  void columnsOfOneNameStayApart() {
    assertThat(now("select 1 a, 2 a")).containsExactly(Map.of("a", 1, "a (2)", 2));
  }

  @Test
  void theLimitCutsAndSaysSo() {
    Answers.Answer answer = answers(Optional.empty()).answer("select id from range(10)", 3);
    assertThat(answer.rows()).hasSize(3);
    assertThat(answer.cut()).isTrue();
    assertThat(answers(Optional.empty()).answer("select id from range(3)", 3).cut()).isFalse();
  }

  @Test
  void showAndDescribeComeFromTheContracts() {
    assertThat(now("show tables")).hasSize(Catalogue.ALL.size() + 2);
    assertThat(now("show tables like 'minority_reports_a*'"))
        .containsExactly(
            Map.of(
                "name",
                "minority_reports_active",
                "kind",
                "view",
                "says",
                "The hydrated reports that are not superseded, retracted or rejected."));
    assertThat(now("describe minority_reports severity"))
        .containsExactly(
            Map.of(
                "column",
                "severity",
                "type",
                "double",
                "nullable",
                false,
                "says",
                "-log10 of the false alarms expected per region and day, raised by what is at"
                    + " stake."));
    assertThat(now("show columns in stores"))
        .extracting(r -> r.get("column"))
        .startsWith("store_id", "region", "store_group");
  }

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
  void theEnvironmentIsNotPutIntoTheStatement() {
    assertThat(now("select '${env:PATH} ${system:user.dir}' t"))
        .containsExactly(Map.of("t", "${env:PATH} ${system:user.dir}"));
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

  @Test
  void nothingIsLeftBehindInTheSession() {
    now("select * from stores");
    assertThat(committed.tables().warehouse().spark().catalog().listTables().collectAsList())
        .isEmpty();
  }

  private static void refused(String sql, String... parts) {
    assertThatThrownBy(() -> now(sql))
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.kind()).isEqualTo(Problem.Kind.REFUSED))
        .hasMessageNotContaining("\n")
        .hasMessageContainingAll(parts);
  }

  private static Map<String, Object> row(
      String id, String end, String status, @org.jspecify.annotations.Nullable String cause) {
    Map<String, Object> row = new java.util.HashMap<>();
    row.put("report_id", id);
    row.put("window_end", LocalDate.parse(end));
    row.put("report_status", status);
    row.put("proposed_cause", cause);
    return row;
  }

  private static List<Map<String, Object>> now(String sql) {
    return answers(Optional.empty()).answer(sql, 1000).rows();
  }

  private static List<Map<String, Object>> asOf(String time, String sql) {
    return answers(Optional.of(AsOf.parse(time, committed.ledger()))).answer(sql, 1000).rows();
  }

  private static Answers answers(Optional<AsOf> asOf) {
    return new Answers(
        asOf.map(time -> Relations.asOf(committed, time, AnswersTest::hydrated))
            .orElseGet(() -> Relations.now(committed)));
  }

  private static Hydrated hydrated(CommittedRows rows, Instant time) {
    Hydration.Hydrated hydrated = Hydration.asOf(rows, Availability.ALL, time);
    return new Hydrated(hydrated.reports(), hydrated.events());
  }
}
