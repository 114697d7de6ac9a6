package mrs.jobs.why;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mrs.contracts.DetectionLog;
import mrs.contracts.MinorityReports;
import mrs.contracts.Table;
import mrs.jobs.messages.Printable;
import mrs.jobs.messages.Problem;
import mrs.jobs.relations.Relations;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Finds the hydrated report that an id, or the beginning of one, means. */
final class FindReport {
  private static final Pattern ID = Pattern.compile("^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$");
  private static final int SHORTEST = 6;

  private FindReport() {}

  static Row in(Relations relations, String id) {
    if (!ID.matcher(id).matches() || id.length() < SHORTEST) {
      throw Problem.refused(
          "'" + Printable.of(id, 80) + "' is no report's id",
          "give an id, or at least its first "
              + SHORTEST
              + " characters; "
              + "'mrs sql \"select report_id from minority_reports_active\"' lists them");
    }
    List<Row> found = beginning(relations, MinorityReports.TABLE, id).limit(4).collectAsList();
    List<Row> exact = found.stream().filter(r -> id(r).equals(id)).toList();
    if (exact.size() == 1 || found.size() == 1) {
      return exact.isEmpty() ? found.get(0) : exact.get(0);
    }
    throw found.isEmpty() ? unknown(relations, id) : ambiguous(id, found);
  }

  private static Dataset<Row> beginning(Relations relations, Table table, String id) {
    return relations
        .read(table)
        .where(col(DetectionLog.REPORT_ID).startsWith(lit(id)))
        .orderBy(col(DetectionLog.REPORT_ID));
  }

  private static Problem unknown(Relations relations, String id) {
    if (beginning(relations, DetectionLog.TABLE, id).isEmpty()) {
      return Problem.refused(
          "there is no report '" + id + "'",
          "'mrs sql \"select report_id, store_id, sku, priority from minority_reports_active"
              + " order by priority desc\" --limit 20' lists those that come first");
    }
    return Problem.refused(
        "the report '" + id + "' was detected and is not hydrated yet", "run 'mrs hydrate' first");
  }

  private static Problem ambiguous(String id, List<Row> found) {
    return Problem.refused(
        "several reports begin with '" + id + "'",
        "give more of the id: "
            + found.stream().map(FindReport::id).limit(3).collect(Collectors.joining(", "))
            + (found.size() > 3 ? ", …" : ""));
  }

  private static String id(Row row) {
    return row.getAs(DetectionLog.REPORT_ID.name());
  }
}
