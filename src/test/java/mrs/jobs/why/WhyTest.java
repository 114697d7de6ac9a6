package mrs.jobs.why;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import mrs.SparkTest;
import mrs.jobs.messages.Problem;
import mrs.jobs.sql.TinyWarehouse;
import mrs.jobs.sql.TrustedReports;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WhyTest extends SparkTest {
  private static final String STORY =
      """
      report a1b2c3d4e5f60718293a4b5c6d7e8f90
        store S1, SKU A7 (region R1), up, 2024-06-10 to 2024-06-11 (2 days)
        status open, cause promotion with confidence 1
        severity 6.5 (less than one such event in 100 years by chance), priority 7.75 by what\
       is at stake
        63 units sold, 20 expected (14 to 26): 3.15 times as many
        found by: the store's SKUs on a day, taken together (store_day|S1|up from\
       2024-06-10), 6.1 deviations

      units a day
            33 ┤                             ●
               │                            ●
               │
               │
               │
               │                            ░░
               │ •••  • •••  • •••  • • • ••──••
               │•   •• •   •• •   •• •   •  ░░
               │
             0 ┤                       ×
               └────────────────────────────━━──
                2024-05-13            2024-06-13
                ● sold in the window  • sold  ░ expected  ─ its middle  × not reported\
        ━ window

      what was usual, from the stored baseline model
        over these 2 days: 20 units
          8 at the level of this store and SKU
          × 1.25 for the day in the region (weekday, feast, weather)
        compared with the other stores of its region on the same day, and with its own days before

      sources of each field group, strongest first
        identity     → detected     report_id a1b2c3d4e5f60718293a4b5c6d7e8f90, store_id S1,\
       sku A7, region R1, direction up
        detection    → detected     window_start 2024-06-10, window_end 2024-06-11,\
       observed_units 63, expected_units 20, expe…
        severity     → cohort       severity 6.5
                       detected     severity 6.5
        cluster      → clustered    cluster_id c1, cluster_name rise over one store,\
       similarity 0.8
        attribution  → ui           proposed_cause promotion, confidence_score 1
                       finalised    nothing
                       attribution  proposed_cause viral, confidence_score 0.62
        event        → cohort       report_group_id event-rise
        status         ui           nothing
                       finalised    nothing
                       cohort       event_status open
                     → detected     report_state active
        final          ui           nothing
                       finalised    nothing

      causes
        viral        0.62  many SKUs rise together; no promotion known
        data_error   0.2   the whole store rose
        unknown      0.1
        attribution's confidence is how often such evidence was right: store_day up few\
       viral: scope, social

      event event-rise
        open, store|S1|up, 2024-06-10 to 2024-06-11, reports 1, of them active 1, cause –

      degraded
        by nothing

      trust 0.77 at 2024-06-28T02:00:00Z
        freshness             0.158502 = 0.35 × 0.45
        source_trust          0.257143 = 0.30 × 0.86
        schema_validity       0.200000 = 0.20 × 1
        telemetry_alignment   0.100000 = 0.10 × 1
        user_overrides        0.050000 = 0.05 × 1

      history
        2024-06-11T02:00:00Z  run n1
          window_start 2024-06-10, window_end 2024-06-10, observed_units 30,\
       expected_units 10, severity 4.25, priority 5.5, test store_day
        2024-06-12T02:00:00Z  run n2
          window_end 2024-06-10 → 2024-06-11, observed_units 30 → 63,\
       expected_units 10 → 20, lower_bound 6 → 14, upper_bound 14 → 26,\
       priority 5.5 → 7.75, severity 4.25 → 6.5\
      """;

  private static Why why;

  @BeforeAll
  static void open() {
    Path root = TinyWarehouse.shared(spark).root();
    why = new Why(root, TrustedReports.POLICY, TrustedReports.NOW);
  }

  @Test
  void tellsTheWholeStoryOfAReport() {
    assertThat(String.join("\n", WriteExplanation.lines(why.of(TinyWarehouse.RISE))))
        .isEqualTo(STORY);
  }

  @Test
  void tellsOfAReportThatIsWithdrawnAndDegraded() {
    assertThat(WriteExplanation.lines(why.of(TinyWarehouse.FAULT)))
        .contains(
            "  status superseded, cause –",
            "  (the grid has no day of this series)",
            "               → detected     report_state withdrawn, withdrawn_reason restated",
            "  none was proposed",
            "  ended (data correction), store|S2|up, 2024-06-10 to 2024-06-10, reports 1,"
                + " of them active 0, cause –",
            "  evidence: all reports were withdrawn as restated",
            "  MRCL_down: minority_reports_clustered_log was down or had nothing on it:"
                + " NULL for that are cluster_id, cluster_name, similarity",
            "    report_state active → withdrawn, withdrawn_reason – → restated");
  }

  @Test
  void aBeginningThatNoOtherReportHasIsEnough() {
    assertThat(why.of("a1b2c3d4").reportId()).isEqualTo(TinyWarehouse.RISE);
  }

  @Test
  void anIdThatMeansNothingIsRefusedWithAHint() {
    refused("ffffffffff", "there is no report 'ffffffffff'", "order by priority");
    refused("a1b2c3", "several reports begin with 'a1b2c3'", TinyWarehouse.RISE);
    refused("a1b2", "'a1b2' is no report's id", "at least its first 6");
    refused("x' or '1'='1", "is no report's id");
    refused(TinyWarehouse.UNTRUSTED, "there is no report");
  }

  private static void refused(String id, String... parts) {
    assertThatThrownBy(() -> why.of(id))
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.kind()).isEqualTo(Problem.Kind.REFUSED))
        .hasMessageContainingAll(parts);
  }
}
