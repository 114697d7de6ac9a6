package mrs.jobs.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mrs.contracts.AttributionLog;
import mrs.contracts.ClusteredLog;
import mrs.contracts.CohortHistory;
import mrs.contracts.DetectionLog;
import mrs.contracts.LogColumns;
import mrs.contracts.MinorityReports;
import mrs.contracts.ReportState;
import mrs.contracts.Table;

/**
 * How many of the reports that detection stands by have a row of clustering, of attribution and of
 * cohorting, and a hydrated row that is not degraded.
 */
record Coverage(LogRows logs) {
  private static final List<Table> COVERING =
      List.of(ClusteredLog.TABLE, AttributionLog.TABLE, CohortHistory.TABLE, MinorityReports.TABLE);

  /** Those that are looked at. */
  static final List<Table> TABLES =
      Stream.concat(Stream.of(DetectionLog.TABLE), COVERING.stream()).toList();

  private static final String ID = DetectionLog.REPORT_ID.name();
  private static final String NO_ROW = "SELECT NULL WHERE false";

  List<Finding> findings() {
    List<Long> counts = counts();
    long active = counts.get(0);
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < COVERING.size(); i++) {
      findings.add(finding("coverage", COVERING.get(i), counts.get(i + 1), active, "have a row"));
    }
    long whole = counts.get(COVERING.size() + 1);
    findings.add(finding("hydrated", MinorityReports.TABLE, whole, active, "are not degraded"));
    return findings;
  }

  private static Finding finding(
      String check, Table table, long covered, long active, String verb) {
    String says = covered + " of " + active + " active reports " + verb;
    if (active == 0) {
      return Finding.good(check, table.name(), "–", says);
    }
    double share = 100.0 * covered / active;
    boolean all = covered == active;
    String value = all ? "100 %" : String.format(Locale.ROOT, "%.2f %%", share);
    Finding finding =
        all
            ? Finding.good(check, table.name(), value, says)
            : Finding.bad(check, table.name(), value, says);
    return finding.with(share);
  }

  /** How many reports are active, how many of them each table has, and how many are whole. */
  private List<Long> counts() {
    String active =
        "SELECT "
            + ID
            + " FROM (SELECT "
            + ID
            + ", "
            + DetectionLog.REPORT_STATE.name()
            + " FROM "
            + DetectionLog.TABLE.name()
            + " QUALIFY row_number() OVER (PARTITION BY "
            + ID
            + " ORDER BY "
            + Stream.of(LogColumns.WRITTEN_AT, LogColumns.VERSION, LogColumns.CONTENT_HASH)
                .map(f -> f.name() + " DESC")
                .collect(Collectors.joining(", "))
            + ") = 1) WHERE "
            + DetectionLog.REPORT_STATE.name()
            + " = '"
            + ReportState.ACTIVE.word()
            + "'";
    Stream<String> among =
        Stream.concat(
                COVERING.stream().map(t -> ids(t, "true")),
                Stream.of(ids(MinorityReports.TABLE, "NOT " + LogColumns.IS_DEGRADED.name())))
            .map(ids -> "count(*) FILTER (WHERE " + ID + " IN (" + ids + "))");
    String question =
        "WITH active AS ("
            + active
            + ") SELECT count(*), "
            + among.collect(Collectors.joining(", "))
            + " FROM active";
    return logs.answer(question).get(0).stream()
        .map(n -> (Long) Objects.requireNonNull(n))
        .toList();
  }

  private String ids(Table table, String which) {
    return logs.has(table) ? "SELECT " + ID + " FROM " + table.name() + " WHERE " + which : NO_ROW;
  }
}
