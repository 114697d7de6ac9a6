package mrs.hydrate;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.not;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import mrs.SparkTest;
import mrs.contracts.AttributionLog;
import mrs.contracts.CohortHistory;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.contracts.FieldGroup;
import mrs.contracts.FinalisedLog;
import mrs.contracts.LogColumns;
import mrs.contracts.MinorityReports;
import mrs.hydrate.consolidation.LogBook;
import mrs.hydrate.consolidation.ReportLogs;
import mrs.transforms.Availability;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Laws of hydration over made-up histories of the logs. */
class HydrateReportsProperties extends SparkTest {

  @Provide
  Arbitrary<LogHistory> histories() {
    return LogHistory.any();
  }

  @Provide
  Arbitrary<Integer> days() {
    return Arbitraries.integers().between(0, LogHistory.STEPS);
  }

  @Property(tries = 5, shrinking = ShrinkingMode.OFF)
  void provenanceStatusAndCodesCanBeRecomputedFromTheLogs(@ForAll("histories") LogHistory history) {
    List<String> expected =
        IntStream.range(0, LogHistory.REPORTS)
            .mapToObj(report -> new PlainHydration(history, report).line())
            .toList();

    assertThat(
            HydratedRows.reports(history.until(history.lastDay()).logs()).collectAsList().stream()
                .map(HydrateReportsProperties::line)
                .sorted())
        .containsExactlyElementsOf(expected);
  }

  @Property(tries = 2, shrinking = ShrinkingMode.OFF)
  void rowsDependOnNoOrderAndNoPartitioning(
      @ForAll("histories") LogHistory history, @ForAll Random random) {
    ReportLogs logs = history.until(history.lastDay()).logs();
    ReportLogs shuffled = logs.map((log, rows) -> shuffled(rows, random));

    assertThat(HydratedRows.lines(HydratedRows.reports(shuffled)))
        .isEqualTo(HydratedRows.lines(HydratedRows.reports(logs)));
    assertThat(HydratedRows.lines(HydratedRows.events(shuffled)))
        .isEqualTo(HydratedRows.lines(HydratedRows.events(logs)));
  }

  @Property(tries = 2, shrinking = ShrinkingMode.OFF)
  void changedWeeksAloneGiveTheSameTablesAsAllWeeks(
      @ForAll("histories") LogHistory history, @ForAll("days") int day) {
    ReportLogs then = history.until(day).logs();
    ReportLogs now = history.until(history.lastDay()).logs();
    ReportLogs fresh = LogBook.writtenAfter(now, LogBook.at(day));
    ChangedWeeks.Marked marked =
        new ChangedWeeks(Availability.ALL, Availability.ALL)
            .apply(new ChangedWeeks.Inputs(now, fresh, Optional.empty(), Optional.empty()));
    Weeks reports = weeks(marked.reports());
    Weeks events = weeks(marked.events());

    assertThat(
            replaced(
                HydratedRows.reports(then),
                HydratedRows.reports(now, Availability.ALL, reports),
                reports))
        .isEqualTo(HydratedRows.lines(HydratedRows.reports(now)));
    assertThat(
            replaced(
                HydratedRows.events(then),
                new HydrateEvents(Availability.ALL, events).apply(now),
                events))
        .isEqualTo(HydratedRows.lines(HydratedRows.events(now)));
  }

  @Property(tries = 2, shrinking = ShrinkingMode.OFF)
  void pastStateIsThatOfTheRowsWrittenByThen(
      @ForAll("histories") LogHistory history, @ForAll("days") int day) {
    ReportLogs then = history.until(day).logs();
    ReportLogs asOf = history.until(history.lastDay()).logs().asOf(LogBook.at(day));

    assertThat(HydratedRows.lines(HydratedRows.reports(asOf)))
        .isEqualTo(HydratedRows.lines(HydratedRows.reports(then)));
    assertThat(HydratedRows.lines(HydratedRows.events(asOf)))
        .isEqualTo(HydratedRows.lines(HydratedRows.events(then)));
  }

  private static Dataset<Row> shuffled(Dataset<Row> rows, Random random) {
    List<Row> order = new ArrayList<>(rows.collectAsList());
    Collections.shuffle(order, random);
    return spark.createDataFrame(order, rows.schema()).repartition(1 + random.nextInt(5));
  }

  /** The rows of {@code before} with those of the marked weeks replaced. */
  private static List<String> replaced(Dataset<Row> before, Dataset<Row> anew, Weeks marked) {
    return HydratedRows.lines(
        before.where(not(marked.contain(col(LogColumns.WEEK_START)))).unionAll(anew));
  }

  private static Weeks weeks(Dataset<Row> marked) {
    List<LocalDate> mondays =
        marked.collectAsList().stream().map(r -> r.getDate(0).toLocalDate()).toList();
    return Weeks.of(mondays);
  }

  private static String line(Row row) {
    return String.join(
        " ",
        said(row, DetectionLog.REPORT_ID),
        "severity:"
            + said(row, DetectionLog.SEVERITY)
            + ","
            + said(row, FieldGroup.SEVERITY.sourceUsed()),
        "cluster:" + said(row, FieldGroup.CLUSTER.sourceUsed()),
        "cause:"
            + String.join(
                ",",
                said(row, AttributionLog.PROPOSED_CAUSE),
                said(row, AttributionLog.CONFIDENCE_SCORE),
                said(row, FieldGroup.ATTRIBUTION.sourceUsed())),
        "event:" + said(row, CohortHistory.REPORT_GROUP_ID),
        "decision:"
            + said(row, FinalisedLog.DECISION)
            + ","
            + said(row, FieldGroup.FINAL.sourceUsed()),
        "status:"
            + said(row, MinorityReports.REPORT_STATUS)
            + ","
            + said(row, FieldGroup.STATUS.sourceUsed()),
        "codes:" + row.getList(row.fieldIndex(LogColumns.DEGRADED_REASONS.name())),
        "run:" + said(row, MinorityReports.RUN_ID));
  }

  private static String said(Row row, Field field) {
    return String.valueOf(row.<Object>getAs(field.name()));
  }
}
