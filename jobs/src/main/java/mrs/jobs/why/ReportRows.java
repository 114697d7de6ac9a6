package mrs.jobs.why;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import mrs.contracts.CohortHistory;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.OptionalInput;
import mrs.contracts.Table;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.GatheredReport;
import mrs.hydrate.consolidation.PlainRow;
import mrs.jobs.messages.Problem;
import mrs.jobs.questions.ReadableTables;
import mrs.serving.query.Quoted;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The log rows of one report, and of the events that it ever belonged to. A log that is not there,
 * or cannot be read, is left out.
 */
final class ReportRows {
  private static final Logger LOG = LogManager.getLogger(ReportRows.class);

  private final Map<Contributor, List<PlainRow>> rows = new EnumMap<>(Contributor.class);

  private ReportRows() {}

  /** The logs, in the order in which they are looked at. */
  static List<Table> tables() {
    return Arrays.stream(Contributor.values()).map(ReportRows::table).toList();
  }

  /** The weeks of the logs in which rows of {@code report} may lie. */
  static Map<Table, Predicate<LocalDate>> weeks(PlainRow report) {
    LocalDate own = report.day(LogColumns.WEEK_START);
    Map<Table, Predicate<LocalDate>> weeks = new HashMap<>();
    for (Contributor log : Contributor.values()) {
      boolean ofReport =
          switch (log) {
            case MRDL, MRCL, MRPAL, MRCH, MRFL -> true;
            case UEL, MELOG, MEEL, UMEEL -> false;
          };
      weeks.put(table(log), week -> !ofReport || week.equals(own));
    }
    return weeks;
  }

  /** Those of the hydrated {@code report}. */
  static ReportRows of(ReadableTables logs, PlainRow report) {
    ReportRows records = new ReportRows();
    List<String> id = List.of(report.text(DetectionLog.REPORT_ID).orElseThrow());
    for (Contributor log : Contributor.values()) {
      switch (log) {
        case MRDL, MRCL, MRPAL, MRCH, MRFL, UEL ->
            records.read(logs, log, DetectionLog.REPORT_ID, id);
        case MELOG, MEEL, UMEEL -> {
          // Of events: read below, once it is known which.
        }
      }
    }
    List<String> events =
        records.rows(Contributor.MRCH).stream()
            .flatMap(row -> row.text(CohortHistory.REPORT_GROUP_ID).stream())
            .distinct()
            .toList();
    if (!events.isEmpty()) {
      for (Contributor log : List.of(Contributor.MELOG, Contributor.MEEL, Contributor.UMEEL)) {
        records.read(logs, log, CohortHistory.REPORT_GROUP_ID, events);
      }
    }
    return records;
  }

  /** Rows of {@code log}; none where it could not be read. */
  List<PlainRow> rows(Contributor log) {
    return rows.getOrDefault(log, List.of());
  }

  /** What they say of the report. */
  GatheredReport gathered() {
    return GatheredReport.of(rows);
  }

  /** What those of them say that {@code wanted} accepts. */
  GatheredReport gathered(Predicate<Contributor> wanted) {
    Map<Contributor, List<PlainRow>> some = new EnumMap<>(rows);
    some.keySet().removeIf(wanted.negate());
    return GatheredReport.of(some);
  }

  private void read(ReadableTables logs, Contributor log, Field id, List<String> wanted) {
    String ids = wanted.stream().map(Quoted::text).collect(Collectors.joining(", ", "(", ")"));
    try {
      rows.put(log, logs.rows(table(log), id.name() + " IN " + ids));
    } catch (Problem e) {
      LOG.warn("{} cannot be read", table(log).name(), e);
    }
  }

  private static Table table(Contributor log) {
    Optional<OptionalInput> input = log.input();
    return input.map(OptionalInput::table).orElse(DetectionLog.TABLE);
  }
}
