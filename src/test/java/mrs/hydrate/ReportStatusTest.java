package mrs.hydrate;

import static mrs.transforms.SparkSchema.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mrs.SparkTest;
import mrs.contracts.DetectionLog;
import mrs.contracts.FieldGroup;
import mrs.contracts.LogColumns;
import mrs.contracts.MinorityReports;
import mrs.contracts.ReportStatus;
import mrs.contracts.SalesTimeseries;
import mrs.hydrate.consolidation.LogBook;
import mrs.transforms.Availability;
import mrs.transforms.SparkSchema;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** The ladder of {@code report_status}, rung by rung: each outranks all below it. */
class ReportStatusTest extends SparkTest {

  @Test
  void strongestRungWins() {
    LogBook book = new LogBook();
    book.known("a-open");
    book.known("b-degraded");
    book.attributed("b-degraded", 2, "viral", 0.7, reasons("CONTEXT_down"));
    book.known("c-accepted").edit("c", 2, "c-accepted", "accept", null);
    book.clustered("c-accepted", 2, reasons("PRODUCTS_down"));
    book.known("d-ended").edit("d", 2, "d-ended", "accept", null);
    book.ended("event of d-ended", 2, "recovered");
    book.known("e-rejected").edit("e", 2, "e-rejected", "reject", null);
    book.ended("event of e-rejected", 2, "recovered");
    book.known("f-retracted").edit("f", 2, "f-retracted", "reject", null);
    book.withdrawn("f-retracted", 3, "late_arrival").ended("event of f-retracted", 2, "recovered");
    book.known("g-superseded").edit("g", 2, "g-superseded", "reject", null);
    book.withdrawn("g-superseded", 3, "restated");
    book.ended("event of g-superseded", 3, "data correction");

    assertThat(standing(HydratedRows.reports(book.logs())))
        .containsExactlyEntriesOf(
            new TreeMap<>(
                Map.of(
                    "a-open", "open by detected",
                    "b-degraded", "attribution_degraded_CONTEXT_down by detected",
                    "c-accepted", "accepted by ui",
                    "d-ended", "ended by cohort",
                    "e-rejected", "rejected by ui",
                    "f-retracted", "retracted by detected",
                    "g-superseded", "superseded by detected")));
  }

  @Test
  void namesTheEarliestStageAndItsFirstCode() {
    LogBook book = new LogBook();
    book.known("both").detected("both", 3, reasons("STORES_down", "BASELINE_down"));
    book.attributed("both", 3, "viral", 0.7, reasons("AAA_down"));
    book.known("event").event("event of event", 3, "open", List.of("event"), reasons("UMEEL_down"));
    book.detected("bare", 0);

    assertThat(standing(HydratedRows.reports(book.logs())))
        .containsEntry("both", "detection_degraded_BASELINE_down by detected")
        .containsEntry("event", "cohorting_degraded_UMEEL_down by detected")
        .containsEntry("bare", "clustering_degraded_MRCL_down by detected");
  }

  @Test
  void reasonsAreTheSortedUnionOfAllThatContributed() {
    LogBook book = new LogBook();
    book.known("r").detected("r", 3, reasons("STORES_down", "BASELINE_down"));
    book.attributed("r", 3, "viral", 0.7, reasons("CONTEXT_down", "STORES_down"));
    book.event("event of r", 3, "open", List.of("r"), reasons("MRPAL_down"));
    book.ended("event of r", 3, "expired", reasons("MRCL_down"));

    assertThat(HydratedRows.report(book.logs(), "r", LogColumns.DEGRADED_REASONS).values())
        .containsExactly(
            List.of("BASELINE_down", "CONTEXT_down", "MRCL_down", "MRPAL_down", "STORES_down"));
  }

  @Test
  void reportIsSupersededAndDegradedUntilItIsJudgedAgain() {
    LogBook book = new LogBook();
    book.known("inside");
    book.known("outside")
        .detected("outside", 2, DetectionLog.WINDOW_END, LogBook.START.plusDays(1));
    book.known("elsewhere").detected("elsewhere", 2, DetectionLog.STORE_ID, "S2");
    book.known("of the failed region").detected("of the failed region", 2, DetectionLog.SKU, "K7");
    book.known("of another region").detected("of another region", 2, DetectionLog.SKU, "K8");
    Dataset<Row> restated =
        cells("S1 K1 2", "S1 K1 3", "S1 K1 9", "S3 K1 2", "S1 K7 2 R1", "S1 K8 2 R2");

    Dataset<Row> rows =
        new HydrateReports(Availability.ALL, Weeks.ALL)
            .apply(new HydrateReports.Inputs(book.logs(), Optional.of(restated)));

    assertThat(standing(rows))
        .containsEntry("inside", "superseded by detected")
        .containsEntry("outside", "open by detected")
        .containsEntry("elsewhere", "open by detected")
        .containsEntry("of the failed region", "superseded by detected")
        .containsEntry("of another region", "open by detected");
    assertThat(rows.where(col(LogColumns.IS_DEGRADED)).collectAsList())
        .extracting(r -> r.getAs("report_id") + " " + r.getList(r.fieldIndex("degraded_reasons")))
        .containsExactlyInAnyOrder(
            "inside [RESTATED_pending]", "of the failed region [RESTATED_pending]");
  }

  @Test
  void eventThatWasReopenedHasNotEnded() {
    LogBook book = new LogBook();
    book.known("r").ended("event of r", 2, "recovered");
    book.event("event of r", 3, "reopened", List.of("r"));

    assertThat(standing(HydratedRows.reports(book.logs()))).containsEntry("r", "open by detected");
    assertThat(
            HydratedRows.report(
                book.logs(), "r", MinorityReports.EVENT_STATUS, MinorityReports.RESOLUTION_REASON))
        .containsEntry("event_status", "reopened")
        .containsEntry("resolution_reason", null);
  }

  @Test
  void eventThatEndedAgainAfterReopeningHasEnded() {
    LogBook book = new LogBook();
    book.known("r").ended("event of r", 2, "recovered");
    book.event("event of r", 3, "reopened", List.of("r")).ended("event of r", 4, "expired");

    assertThat(standing(HydratedRows.reports(book.logs()))).containsEntry("r", "ended by cohort");
  }

  @Test
  void reportThatCameBackAfterItsWithdrawalIsOpen() {
    LogBook book = new LogBook();
    book.known("r").withdrawn("r", 2, "restated").detected("r", 3);

    assertThat(standing(HydratedRows.reports(book.logs()))).containsEntry("r", "open by detected");
  }

  private static Object[] reasons(String... codes) {
    return new Object[] {LogColumns.DEGRADED_REASONS, List.of(codes)};
  }

  private static Map<String, String> standing(Dataset<Row> rows) {
    Map<String, String> standing = new TreeMap<>();
    for (Row row : rows.collectAsList()) {
      standing.put(
          row.getAs(DetectionLog.REPORT_ID.name()),
          row.getAs(ReportStatus.FIELD.name())
              + " by "
              + row.getAs(FieldGroup.STATUS.sourceUsed().name()));
    }
    return standing;
  }

  /** Cells as "store sku day", the day counted from the start. */
  private static Dataset<Row> cells(String... cells) {
    Object[][] values = new Object[cells.length][];
    for (int i = 0; i < cells.length; i++) {
      String[] parts = cells[i].split(" ");
      values[i] =
          row(
              parts[0],
              parts[1],
              Date.valueOf(LogBook.START.plusDays(Long.parseLong(parts[2]))),
              parts.length > 3 ? parts[3] : null);
    }
    StructType key =
        SparkSchema.struct(
            List.of(
                SalesTimeseries.STORE_ID,
                SalesTimeseries.SKU,
                SalesTimeseries.SALES_DATE,
                DetectionLog.REGION));
    return rows(key, values);
  }
}
