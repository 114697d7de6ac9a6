package mrs.jobs.why;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.lit;

import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import mrs.contracts.CohortHistory;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.MinorityEvents;
import mrs.contracts.MinorityReports;
import mrs.contracts.Stage;
import mrs.hydrate.HydrateReports;
import mrs.hydrate.Weeks;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.ReportLogs;
import mrs.hydrate.trust.ScoreReports;
import mrs.jobs.relations.PlainValues;
import mrs.jobs.relations.Relations;
import mrs.transforms.Availability;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Puts together why a report is there. Reads one week of each log, and changes nothing. */
public final class Why {
  private Why() {}

  /**
   * The explanation of the report that {@code id} means: its id, or the beginning of it that no
   * other has.
   *
   * @param trust how it is scored
   * @throws mrs.jobs.messages.Problem if there is no such report, or several
   */
  public static Explanation of(Relations relations, ScoreReports trust, String id) {
    Row report = FindReport.in(relations, id);
    ReportRows records = ReportRows.of(relations, report);
    return new Explanation(
        report.getAs(DetectionLog.REPORT_ID.name()),
        PlainValues.of(report),
        NearbyDays.of(relations, report),
        SourcesOfGroups.of(records.logs(), report),
        causes(report),
        event(relations, report).map(PlainValues::of).orElse(null),
        list(report, LogColumns.DEGRADED_REASONS).stream()
            .map(
                code ->
                    new Explanation.MissingInput(
                        String.valueOf(code), Glossary.code(String.valueOf(code))))
            .toList(),
        History.of(records.rows(Contributor.MRDL)),
        TrustOfReport.of(trust, report),
        behind(relations, records.logs(), report));
  }

  private static List<Explanation.ShownCause> causes(Row report) {
    return list(report, MinorityReports.RANKED_CAUSES).stream()
        .map(Row.class::cast)
        .map(
            c ->
                new Explanation.ShownCause(
                    c.getString(0),
                    c.isNullAt(1) ? null : c.getDouble(1),
                    c.isNullAt(2) ? List.of() : c.getList(2)))
        .toList();
  }

  private static Optional<Row> event(Relations relations, Row report) {
    @Nullable String id = report.getAs(CohortHistory.REPORT_GROUP_ID.name());
    if (id == null || !relations.warehouse().has(MinorityEvents.TABLE)) {
      return Optional.empty();
    }
    return relations
        .read(MinorityEvents.TABLE)
        .where(col(MinorityEvents.REPORT_GROUP_ID).equalTo(lit(id)))
        .collectAsList()
        .stream()
        .findFirst();
  }

  /**
   * Whether hydration, with the inputs that it last found, would make the row of a newer log row
   * than it did. Which rows contribute is hydration's to say: MRFL's as a rule do not, and none of
   * an event that the report has left.
   */
  private static boolean behind(Relations relations, ReportLogs logs, Row report) {
    Availability found =
        relations
            .ledger()
            .lastCommitted(Stage.HYDRATION)
            .map(hydration -> hydration.found().availability())
            .orElse(Availability.ALL);
    Timestamp hydrated = report.getAs(MinorityReports.WRITTEN_AT.name());
    return new HydrateReports(found, Weeks.ALL)
            .apply(new HydrateReports.Inputs(logs, Optional.empty()))
            .select(col(MinorityReports.WRITTEN_AT))
            .collectAsList()
            .stream()
            .anyMatch(now -> now.getTimestamp(0).after(hydrated));
  }

  private static List<?> list(Row row, Field field) {
    int at = row.fieldIndex(field.name());
    return row.isNullAt(at) ? List.of() : row.getList(at);
  }
}
