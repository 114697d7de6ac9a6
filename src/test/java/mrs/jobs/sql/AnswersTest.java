package mrs.jobs.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.contracts.Catalogue;
import mrs.contracts.Field;
import mrs.contracts.ReportTrust;
import mrs.jobs.why.Why;
import org.junit.jupiter.api.Test;

class AnswersTest extends AskedWarehouse {

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

  /** The columns are those of the formula in Java, as of the moment of the question. */
  @Test
  void viewsScoreReports() {
    String columns =
        "trust_score, trust_freshness, trust_sources, trust_schema, trust_telemetry,"
            + " trust_overrides, trust_clamp";
    assertThat(now("select " + columns + " from minority_reports_active"))
        .containsExactly(trust(.765645, .158502, .257143, .2, .1, .05, 0));
    assertThat(
            now(
                "select count(*) n from minority_reports_scored"
                    + " where trust_score = round(trust_freshness + trust_sources + trust_schema"
                    + " + trust_telemetry + trust_overrides + trust_clamp, 6)"))
        .containsExactly(Map.of("n", 2L));
    Why why = new Why(root, TrustedReports.POLICY, TrustedReports.NOW);
    assertThat(now("select report_id, trust_score from minority_reports_scored"))
        .hasSize(2)
        .allSatisfy(
            row ->
                assertThat(row.get("trust_score"))
                    .isEqualTo(why.of(String.valueOf(row.get("report_id"))).trust().score()));
    assertThat(now("describe minority_reports_active trust_score")).hasSize(1);
    assertThat(
            asOf(
                "2024-06-12T02:00:00Z",
                "select trust_freshness f from minority_reports_active where sku = 'A7'"))
        .containsExactly(Map.of("f", .35));
  }

  private static Map<String, Object> trust(double... values) {
    Map<String, Object> row = new HashMap<>();
    List<Field> fields = ReportTrust.FIELDS;
    for (int i = 0; i < values.length; i++) {
      row.put(fields.get(i).name(), values[i]);
    }
    return row;
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
                    + " c.cause, c.score from up, unnest(ranked_causes) x(c) where"
                    + " report_id in (select report_id from up) order by c.score desc limit 1"))
        .containsExactly(Map.of("sku", "A7", "cause", "viral", "score", 0.62));
    assertThat(now("select range as id from range(2)"))
        .containsExactly(Map.of("id", 0L), Map.of("id", 1L));
    assertThat(now("select list_transform([1, 2], lambda x: x + 1) a, map {'k': 1} m"))
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
    SqlResult answer = answers(Optional.empty()).answer("select * from range(10)", 3);
    assertThat(answer.rows()).hasSize(3);
    assertThat(answer.cut()).isTrue();
    assertThat(answers(Optional.empty()).answer("select * from range(3)", 3).cut()).isFalse();
  }

  @Test
  void showAndDescribeComeFromTheContracts() {
    assertThat(now("show tables")).hasSize(Catalogue.ALL.size() + 6);
    assertThat(now("show tables like 'minority_reports_a%'"))
        .containsExactly(
            Map.of(
                "name",
                "minority_reports_active",
                "kind",
                "view",
                "says",
                "The hydrated reports that are not superseded, retracted or rejected, of severity 1"
                    + " or more, with how far to trust each now."),
            Map.of(
                "name",
                "minority_reports_active_all",
                "kind",
                "view",
                "says",
                "The hydrated reports that are not superseded, retracted or rejected, of any"
                    + " severity, with how far to trust each now."));
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
                "-log10 of the false alarms expected per region and day."));
    assertThat(now("show columns in stores"))
        .extracting(r -> r.get("column"))
        .startsWith("store_id", "region", "store_group");
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
}
