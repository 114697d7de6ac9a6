package mrs.hydrate;

import static mrs.transforms.SparkSchema.as;
import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mrs.contracts.CohortHistory;
import mrs.contracts.DetectionLog;
import mrs.contracts.EventsLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.MinorityEvents;
import mrs.contracts.ReportState;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.ReportLogs;
import mrs.hydrate.consolidation.RowReasons;
import mrs.transforms.ExactSum;
import mrs.transforms.Gather;
import mrs.transforms.Latest;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What an event's reports come to. A report belongs to the event that its latest row in MRCH names;
 * without MRCH, to the events whose latest row in MELOG lists it; without either nobody knows.
 */
final class EventMembers {
  /** What {@link #byEvent} gives for each event. */
  static final List<Field> FIELDS =
      List.of(
          MinorityEvents.REPORTS,
          MinorityEvents.ACTIVE_REPORTS,
          MinorityEvents.OBSERVED_UNITS,
          MinorityEvents.EXPECTED_UNITS,
          MinorityEvents.SEVERITY,
          MinorityEvents.PRIORITY,
          LogColumns.WRITTEN_AT,
          LogColumns.RUN_ID,
          LogColumns.DEGRADED_REASONS);

  private static final String REPORT = Contributor.MRDL.column();
  private static final String MEMBER = Contributor.MRCH.column();
  private static final String NEWEST = "newest";
  private static final List<Field> STAMP = List.of(LogColumns.RUN_ID, LogColumns.DEGRADED_REASONS);

  private EventMembers() {}

  /** (report_group_id, {@link #FIELDS}); shuffles narrow rows by report, and those by event. */
  static Optional<Dataset<Row>> byEvent(ReportLogs logs) {
    return members(logs).map(EventMembers::added);
  }

  /** (report_group_id, report, member): the latest rows of MRDL and, where it is there, of MRCH. */
  private static Optional<Dataset<Row>> members(ReportLogs logs) {
    if (logs.cohort().isPresent()) {
      Dataset<Row> both =
          new Gather(DetectionLog.REPORT_ID, List.of(report(logs), membership(logs))).latest();
      return Optional.of(
          both.where(col(REPORT).isNotNull().and(col(MEMBER).isNotNull()))
              .select(col(CohortHistory.REPORT_GROUP_ID, MEMBER), col(REPORT), col(MEMBER)));
    }
    return logs.events().map(events -> listed(events, logs));
  }

  private static Dataset<Row> listed(Dataset<Row> events, ReportLogs logs) {
    Dataset<Row> lists =
        Latest.by(events, EventsLog.REPORT_GROUP_ID)
            .select(
                col(EventsLog.REPORT_GROUP_ID),
                explode(col(EventsLog.REPORT_IDS)).as(DetectionLog.REPORT_ID.name()));
    Dataset<Row> reports =
        new Gather(DetectionLog.REPORT_ID, List.of(report(logs), membership(logs))).latest();
    return lists
        .as("l")
        .join(
            reports.as("r"),
            col(DetectionLog.REPORT_ID, "l").equalTo(col(DetectionLog.REPORT_ID, "r")))
        .select(col(EventsLog.REPORT_GROUP_ID, "l"), col("r." + REPORT), col("r." + MEMBER));
  }

  private static Gather.Part report(ReportLogs logs) {
    List<Field> own =
        List.of(
            DetectionLog.REPORT_STATE,
            DetectionLog.OBSERVED_UNITS,
            DetectionLog.EXPECTED_UNITS,
            DetectionLog.SEVERITY,
            DetectionLog.PRIORITY);
    return Gather.Part.ofLog(REPORT, join(STAMP, own), Optional.of(logs.detected()));
  }

  private static Gather.Part membership(ReportLogs logs) {
    return Gather.Part.ofLog(
        MEMBER, join(STAMP, List.of(CohortHistory.REPORT_GROUP_ID)), logs.cohort());
  }

  private static Dataset<Row> added(Dataset<Row> members) {
    Column active = col(DetectionLog.REPORT_STATE, REPORT).equalTo(ReportState.ACTIVE.word());
    Column codes =
        concat(
            flatten(collect_set(col(LogColumns.DEGRADED_REASONS, REPORT))),
            flatten(collect_set(col(LogColumns.DEGRADED_REASONS, MEMBER))));
    Dataset<Row> sums =
        members
            .groupBy(col(CohortHistory.REPORT_GROUP_ID))
            .agg(
                as(MinorityEvents.REPORTS, count(lit(1))),
                as(MinorityEvents.ACTIVE_REPORTS, count(when(active, lit(1)))),
                exactSum(active, DetectionLog.OBSERVED_UNITS, MinorityEvents.OBSERVED_UNITS),
                exactSum(active, DetectionLog.EXPECTED_UNITS, MinorityEvents.EXPECTED_UNITS),
                as(MinorityEvents.SEVERITY, max(col(DetectionLog.SEVERITY, REPORT))),
                as(MinorityEvents.PRIORITY, max(col(DetectionLog.PRIORITY, REPORT))),
                max(greatest(written(REPORT), written(MEMBER))).as(NEWEST),
                RowReasons.union(List.of(codes)).as(LogColumns.DEGRADED_REASONS.name()));
    return sums.select(
        Stream.concat(
                Stream.of(col(CohortHistory.REPORT_GROUP_ID)),
                FIELDS.stream().map(f -> inNewest(f) ? col(f, NEWEST).as(f.name()) : col(f)))
            .toArray(Column[]::new));
  }

  private static Column exactSum(Column counted, Field of, Field total) {
    return as(total, ExactSum.of(when(counted, col(of, REPORT))));
  }

  private static boolean inNewest(Field field) {
    return field.equals(LogColumns.WRITTEN_AT) || field.equals(LogColumns.RUN_ID);
  }

  private static Column written(String log) {
    return when(
        col(log).isNotNull(), struct(col(LogColumns.WRITTEN_AT, log), col(LogColumns.RUN_ID, log)));
  }

  private static List<Field> join(List<Field> some, List<Field> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }
}
