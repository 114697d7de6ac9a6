package mrs.jobs.health;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mrs.contracts.AttributionLog;
import mrs.contracts.ClusteredLog;
import mrs.contracts.CohortHistory;
import mrs.contracts.DetectionLog;
import mrs.contracts.LogColumns;
import mrs.contracts.MinorityReports;
import mrs.contracts.ReportState;
import mrs.contracts.Table;
import mrs.jobs.relations.Relations;
import mrs.transforms.Latest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How many of the reports that detection stands by have a row of clustering, of attribution and of
 * cohorting, and a hydrated row that is not degraded. One job, which shuffles ids.
 */
record Coverage(Relations relations) {
  private static final List<Table> TABLES =
      List.of(ClusteredLog.TABLE, AttributionLog.TABLE, CohortHistory.TABLE, MinorityReports.TABLE);
  private static final String ACTIVE = "active";
  private static final String WHOLE = "whole";
  private static final String PLACE = "place";

  List<Finding> findings() {
    Map<String, Long> counts = counts();
    long active = counts.getOrDefault(ACTIVE, 0L);
    List<Finding> findings = new ArrayList<>();
    for (Table table : TABLES) {
      long covered = counts.getOrDefault(table.name(), 0L);
      findings.add(finding("coverage", table, covered, active, "have a row"));
    }
    long whole = counts.getOrDefault(WHOLE, 0L);
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

  /** At how many places active reports stand, by place: {@link #ACTIVE} is all of them. */
  private Map<String, Long> counts() {
    Dataset<Row> seen =
        at(
            ACTIVE,
            Latest.by(rows(DetectionLog.TABLE), DetectionLog.REPORT_ID)
                .where(col(DetectionLog.REPORT_STATE).equalTo(ReportState.ACTIVE.word())));
    for (Table table : TABLES) {
      if (relations.warehouse().has(table)) {
        seen = seen.union(at(table.name(), rows(table)));
      }
    }
    if (relations.warehouse().has(MinorityReports.TABLE)) {
      Dataset<Row> whole = rows(MinorityReports.TABLE).where(not(col(LogColumns.IS_DEGRADED)));
      seen = seen.union(at(WHOLE, whole));
    }
    Map<String, Long> counts = new HashMap<>();
    seen.groupBy(col(DetectionLog.REPORT_ID))
        .agg(collect_set(col(PLACE)).as(PLACE))
        .where(array_contains(col(PLACE), ACTIVE))
        .select(explode(col(PLACE)).as(PLACE))
        .groupBy(col(PLACE))
        .count()
        .collectAsList()
        .forEach(row -> counts.put(row.getString(0), row.getLong(1)));
    return counts;
  }

  private static Dataset<Row> at(String place, Dataset<Row> rows) {
    return rows.select(col(DetectionLog.REPORT_ID), lit(place).as(PLACE));
  }

  private Dataset<Row> rows(Table table) {
    return relations.read(table);
  }
}
