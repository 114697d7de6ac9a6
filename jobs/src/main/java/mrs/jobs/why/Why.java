package mrs.jobs.why;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import mrs.contracts.AttributionLog;
import mrs.contracts.CohortHistory;
import mrs.contracts.DetectionLog;
import mrs.contracts.LogColumns;
import mrs.contracts.MinorityEvents;
import mrs.contracts.MinorityReports;
import mrs.contracts.SalesTimeseries;
import mrs.contracts.Table;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.PlainRow;
import mrs.hydrate.trust.TrustPolicy;
import mrs.jobs.messages.Problem;
import mrs.jobs.questions.PinnedFiles;
import mrs.jobs.questions.ReadableTables;
import mrs.jobs.warehouse.CreatedTables;
import mrs.jobs.warehouse.Warehouse;
import mrs.serving.query.Quoted;
import mrs.serving.runs.ListRuns;
import mrs.serving.runs.TrustedRuns;
import mrs.transforms.Availability;
import org.jspecify.annotations.Nullable;

/**
 * Puts together why a report is there. Reads one week of each log of reports, and changes nothing.
 *
 * @param root the warehouse's folder
 * @param policy how the report is scored
 * @param now the moment for which it is scored
 */
public record Why(Path root, TrustPolicy policy, Instant now) {

  /**
   * The explanation of the report that {@code id} means: its id, or the beginning of it that no
   * other has.
   *
   * @throws Problem if there is no such report, or several, or it cannot be read
   */
  public Explanation of(String id) {
    FindReport.check(id);
    PinnedFiles files = PinnedFiles.of(Warehouse.existing(root), tables());
    try (ReadableTables hydrated = files.open(whole(hydrated()), table -> Optional.empty())) {
      TrustedRuns trusted =
          new TrustedRuns(new ListRuns(hydrated.database(ListRuns.TABLES)).list());
      PlainRow report =
          FindReport.in(
              hydrated, () -> files.open(whole(List.of(DetectionLog.TABLE)), trusted::rowsOf), id);
      Map<Table, Predicate<LocalDate>> weeks = ReportRows.weeks(report);
      weeks.put(SalesTimeseries.TABLE, NearbyDays.weeks(report));
      try (ReadableTables logs = files.open(weeks, trusted::rowsOf)) {
        return explanation(report, logs, hydrated);
      }
    }
  }

  private Explanation explanation(PlainRow report, ReadableTables logs, ReadableTables hydrated) {
    ReportRows records = ReportRows.of(logs, report);
    return new Explanation(
        report.text(DetectionLog.REPORT_ID).orElseThrow(),
        report.values(),
        NearbyDays.of(logs, report),
        SourcesOfGroups.of(records.gathered(), report),
        causes(report),
        event(hydrated, report),
        report.texts(LogColumns.DEGRADED_REASONS).stream()
            .map(code -> new Explanation.MissingInput(code, Glossary.code(code)))
            .toList(),
        History.of(records.rows(Contributor.MRDL)),
        TrustOfReport.of(report, policy, now),
        behind(hydrated, records, report));
  }

  /** All that are looked at; the ledger last, so it knows every run that has rows in the others. */
  private static List<Table> tables() {
    List<Table> tables = new ArrayList<>(ReportRows.tables());
    tables.add(SalesTimeseries.TABLE);
    tables.addAll(hydrated());
    return tables;
  }

  private static List<Table> hydrated() {
    List<Table> tables = new ArrayList<>(List.of(MinorityReports.TABLE, MinorityEvents.TABLE));
    tables.addAll(ListRuns.TABLES);
    return tables;
  }

  private static Map<Table, Predicate<LocalDate>> whole(List<Table> tables) {
    Map<Table, Predicate<LocalDate>> weeks = new HashMap<>();
    tables.forEach(table -> weeks.put(table, week -> true));
    return weeks;
  }

  private static List<Explanation.ShownCause> causes(PlainRow report) {
    return report.list(MinorityReports.RANKED_CAUSES).stream()
        .map(cause -> struct((Map<?, ?>) cause))
        .map(
            cause ->
                new Explanation.ShownCause(
                    cause.text(AttributionLog.CAUSE.get(0)).orElseThrow(),
                    cause.number(AttributionLog.CAUSE.get(1)).orElse(null),
                    cause.texts(AttributionLog.CAUSE.get(2))))
        .toList();
  }

  private static PlainRow struct(Map<?, ?> values) {
    Map<String, @Nullable Object> named = new HashMap<>();
    values.forEach((name, value) -> named.put(String.valueOf(name), value));
    return new PlainRow(named);
  }

  private @Nullable Map<String, @Nullable Object> event(ReadableTables hydrated, PlainRow report) {
    Optional<String> id = report.text(CohortHistory.REPORT_GROUP_ID);
    if (id.isEmpty() || !CreatedTables.has(root, MinorityEvents.TABLE)) {
      return null;
    }
    return hydrated
        .rows(
            MinorityEvents.TABLE,
            MinorityEvents.REPORT_GROUP_ID.name() + " = " + Quoted.text(id.get()))
        .stream()
        .findFirst()
        .map(PlainRow::values)
        .orElse(null);
  }

  /**
   * Whether hydration, with the inputs that it last found, would make the row of a newer log row
   * than it did. Which rows contribute is hydration's to say: MRFL's as a rule do not, and none of
   * an event that the report has left.
   */
  private static boolean behind(ReadableTables hydrated, ReportRows records, PlainRow report) {
    Availability found = LastHydration.found(hydrated);
    Instant written = report.time(MinorityReports.WRITTEN_AT);
    return records
        .gathered(log -> log.input().filter(found::isDown).isEmpty())
        .newest()
        .filter(newest -> newest.isAfter(written))
        .isPresent();
  }
}
