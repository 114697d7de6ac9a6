package mrs.jobs.why;

import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mrs.contracts.DetectionLog;
import mrs.contracts.MinorityReports;
import mrs.contracts.Table;
import mrs.hydrate.consolidation.PlainRow;
import mrs.jobs.messages.Printable;
import mrs.jobs.messages.Problem;
import mrs.jobs.questions.ReadableTables;
import mrs.serving.query.Quoted;

/** Finds the hydrated report that an id, or the beginning of one, means. */
final class FindReport {
  private static final Pattern ID = Pattern.compile("^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$");
  private static final int SHORTEST = 6;

  private FindReport() {}

  /** Passes if {@code id} may be a report's, or the beginning of one. */
  static void check(String id) {
    if (!ID.matcher(id).matches() || id.length() < SHORTEST) {
      throw Problem.refused(
          "'" + Printable.of(id, 80) + "' is no report's id",
          "give an id, or at least its first "
              + SHORTEST
              + " characters; "
              + "'mrs sql \"select report_id from minority_reports_active\"' lists them");
    }
  }

  /**
   * The report.
   *
   * @param detected opens MRDL with trusted rows, to tell why there is no such report
   */
  static PlainRow in(ReadableTables hydrated, Supplier<ReadableTables> detected, String id) {
    List<PlainRow> found = beginning(hydrated, MinorityReports.TABLE, id);
    List<PlainRow> exact = found.stream().filter(r -> id(r).equals(id)).toList();
    if (exact.size() == 1 || found.size() == 1) {
      return exact.isEmpty() ? found.get(0) : exact.get(0);
    }
    throw found.isEmpty() ? unknown(detected, id) : ambiguous(id, found);
  }

  private static List<PlainRow> beginning(ReadableTables tables, Table table, String id) {
    String column = DetectionLog.REPORT_ID.name();
    return tables.rows(
        table,
        "starts_with(" + column + ", " + Quoted.text(id) + ") ORDER BY " + column + " LIMIT 4");
  }

  private static Problem unknown(Supplier<ReadableTables> detected, String id) {
    try (ReadableTables tables = detected.get()) {
      if (beginning(tables, DetectionLog.TABLE, id).isEmpty()) {
        return Problem.refused(
            "there is no report '" + id + "'",
            "'mrs sql \"select report_id, store_id, sku, priority from minority_reports_active"
                + " order by priority desc\" --limit 20' lists those that come first");
      }
      return Problem.refused(
          "the report '" + id + "' was detected and is not hydrated yet",
          "run 'mrs hydrate' first");
    }
  }

  private static Problem ambiguous(String id, List<PlainRow> found) {
    return Problem.refused(
        "several reports begin with '" + id + "'",
        "give more of the id: "
            + found.stream().map(FindReport::id).limit(3).collect(Collectors.joining(", "))
            + (found.size() > 3 ? ", …" : ""));
  }

  private static String id(PlainRow row) {
    return row.text(DetectionLog.REPORT_ID).orElseThrow();
  }
}
