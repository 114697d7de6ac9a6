package mrs.endtoend;

import static mrs.transforms.SparkSchema.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mrs.SparkTest;
import mrs.contracts.Catalogue;
import mrs.contracts.DetectionLog;
import mrs.contracts.MinorityReports;
import mrs.contracts.ReportStatus;
import mrs.contracts.Stage;
import mrs.contracts.Table;
import mrs.jobs.evaluate.WhatIf;
import mrs.jobs.relations.Relations;
import mrs.jobs.runs.CommittedRows;
import mrs.jobs.warehouse.Warehouse;
import mrs.transforms.SparkSchema;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a night wrote stands, and rests on nothing that came later (laws 1, 3 and 5). */
class HistoryIT extends SparkTest {
  /**
   * Share of flagged cells that nightly runs and one run over the whole window have in common. Not
   * all, as a report's history is read from MRDL: what a night found stays open while it would no
   * longer open by itself.
   */
  private static final double COMMON_CELLS = 0.9;

  private final Played played = Played.get(spark);
  @TempDir private Path temporary;

  @Test
  void laterNightsLeaveEveryRowAsItWas() {
    Warehouse then = played.after(spark, 3).warehouse();
    Warehouse now = played.after(spark, Site.LAST).warehouse();
    for (Table table : Catalogue.ALL) {
      if (table.appendOnly()) {
        List<String> left = new java.util.ArrayList<>(Contents.of(now, table));
        for (String row : Contents.of(then, table)) {
          assertThat(left.remove(row)).as(table.name() + " has lost " + row).isTrue();
        }
      }
    }
  }

  @Test
  void whatHasNotBeenSentYetChangesNothing() {
    Site site = everythingIngested("future");
    site.nights().judge(0);
    site.nights().judge(1);

    Warehouse played1 = played.after(spark, 1).warehouse();
    for (Table table : Catalogue.WRITERS.keySet()) {
      assertThat(Contents.of(site.warehouse(), table))
          .as(table.name())
          .isEqualTo(Contents.of(played1, table));
    }
    for (Table table : Catalogue.OUTPUTS) {
      assertThat(Contents.of(site.warehouse(), table))
          .as(table.name())
          .isEqualTo(Contents.of(played1, table));
    }
  }

  @Test
  void oneRunOverTheWholeWindowFindsWhatTheNightsFound() {
    Site site = everythingIngested("once");
    site.nights().judge(Site.LAST);

    Set<String> once = flagged(site.warehouse());
    Set<String> nightly = flagged(played.after(spark, Site.LAST).warehouse());

    assertThat(site.context().ledger().attempts(Stage.DETECTION)).hasSize(1);
    assertThat(wouldBeReported(site)).isEqualTo(reported(site));
    Set<String> common = new HashSet<>(once);
    common.retainAll(nightly);
    Set<String> all = new HashSet<>(once);
    all.addAll(nightly);
    assertThat((double) common.size() / all.size())
        .as("once %s, nightly %s, common %s", once.size(), nightly.size(), common.size())
        .isGreaterThanOrEqualTo(COMMON_CELLS);
  }

  /** Detection tried anew, without a run. */
  private static List<String> wouldBeReported(Site site) {
    Relations relations = Relations.now(CommittedRows.now(site.warehouse()));
    WhatIf.Asked everything =
        new WhatIf.Asked(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    return Contents.of(
        new WhatIf(Site.CONFIG, Site.time(Site.LAST)).reports(relations, everything));
  }

  private static List<String> reported(Site site) {
    return Contents.of(
        site.warehouse()
            .read(DetectionLog.TABLE)
            .select(WhatIf.TOLD.stream().map(SparkSchema::col).toArray(Column[]::new)));
  }

  private Site everythingIngested(String name) {
    Site site = Site.open(spark, temporary.resolve(name));
    for (int n = 0; n <= Site.LAST; n++) {
      site.nights().deliver(n);
    }
    site.nights().ingest(Site.LAST);
    return site;
  }

  /** Cells of reports that detection stands by, as words. */
  private static Set<String> flagged(Warehouse warehouse) {
    Set<String> cells = new HashSet<>();
    List<Row> standing =
        warehouse
            .read(MinorityReports.TABLE)
            .where(
                functions.not(
                    col(MinorityReports.REPORT_STATUS)
                        .isin(ReportStatus.SUPERSEDED.word(), ReportStatus.RETRACTED.word())))
            .collectAsList();
    for (Row report : standing) {
      LocalDate last = report.<Date>getAs(DetectionLog.WINDOW_END.name()).toLocalDate();
      report
          .<Date>getAs(DetectionLog.WINDOW_START.name())
          .toLocalDate()
          .datesUntil(last.plusDays(1))
          .forEach(day -> cells.add(cell(report, day)));
    }
    return cells;
  }

  private static String cell(Row report, LocalDate day) {
    return String.join(
        "|",
        report.getAs(DetectionLog.STORE_ID.name()),
        report.getAs(DetectionLog.SKU.name()),
        report.getAs(DetectionLog.DIRECTION.name()),
        day.toString());
  }
}
