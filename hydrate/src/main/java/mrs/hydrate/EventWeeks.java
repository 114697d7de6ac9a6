package mrs.hydrate;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import java.util.List;
import java.util.stream.Stream;
import mrs.contracts.CohortHistory;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.hydrate.consolidation.ReportLogs;
import mrs.transforms.SparkSchema;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The week that an event is stored under. MELOG and MEEL carry it; for an event that only MRCH
 * knows it is the earliest week of the reports that MRCH put into it first, which is what cohorting
 * takes at creation too.
 */
final class EventWeeks {
  /** What {@link #byFirstReports} gives for each event. */
  static final List<Field> FIELDS =
      List.of(LogColumns.WEEK_START, LogColumns.WRITTEN_AT, LogColumns.RUN_ID);

  private static final String FIRST = "first";
  private static final String NEWEST = "newest";

  private EventWeeks() {}

  /**
   * (report_group_id, {@link #FIELDS}) of every event that ever had a report in MRCH: its week, and
   * the newest row that named it. Without MRCH there is none.
   */
  static Dataset<Row> byFirstReports(ReportLogs logs) {
    Column earliest = struct(col(LogColumns.WRITTEN_AT), col(LogColumns.WEEK_START));
    Column newest = struct(col(LogColumns.WRITTEN_AT), col(LogColumns.RUN_ID));
    return logs.cohort()
        .orElseGet(() -> noCohort(logs))
        .groupBy(col(CohortHistory.REPORT_GROUP_ID))
        .agg(min(earliest).as(FIRST), max(newest).as(NEWEST))
        .select(
            col(CohortHistory.REPORT_GROUP_ID),
            col(LogColumns.WEEK_START, FIRST),
            col(LogColumns.WRITTEN_AT, NEWEST),
            col(LogColumns.RUN_ID, NEWEST));
  }

  /**
   * (report_group_id, week_start): every week that a row of the event may stand under; not
   * distinct.
   */
  static Dataset<Row> candidates(ReportLogs logs) {
    Stream<Dataset<Row>> own = Stream.concat(logs.events().stream(), logs.ended().stream());
    return Stream.concat(own, Stream.of(byFirstReports(logs)))
        .map(rows -> rows.select(col(CohortHistory.REPORT_GROUP_ID), col(LogColumns.WEEK_START)))
        .reduce(Dataset::unionAll)
        .orElseThrow();
  }

  private static Dataset<Row> noCohort(ReportLogs logs) {
    Column[] columns =
        CohortHistory.TABLE.fields().stream().map(SparkSchema::nullOf).toArray(Column[]::new);
    return logs.detected().where(lit(false)).select(columns);
  }
}
