package mrs.hydrate;

import static mrs.transforms.SparkSchema.as;
import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mrs.contracts.CohortHistory;
import mrs.contracts.EventsEndedLog;
import mrs.contracts.EventsLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.MinorityEvents;
import mrs.contracts.OptionalInput;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.EventStates;
import mrs.hydrate.consolidation.ReportLogs;
import mrs.hydrate.consolidation.RowReasons;
import mrs.transforms.Availability;
import mrs.transforms.EffectiveEdits;
import mrs.transforms.Gather;
import mrs.transforms.RunStamp;
import mrs.transforms.Transform;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One row of {@code minority_events} for every event that MELOG, MEEL or MRCH know, from the logs
 * alone.
 *
 * <p>What {@link MinorityEvents} says two sources have is taken from the stronger one. Scope, days,
 * breadth, severity, ancestry and the machine's cause are MELOG's; the ending is MEEL's and gone
 * once MELOG says that the event was reopened after it; counts, units and priority are those of the
 * reports that belong to it now. A row is degraded by MELOG, MEEL, MRCH or the event edits being
 * down, by MELOG having no row for it, and by whatever its own rows and those of its reports were.
 *
 * <p>Shuffles narrow rows of reports by report and by event, and the event logs by event. The weeks
 * restrict what is given, not what is read: a report of any week may belong to an event of a wanted
 * one.
 *
 * @param availability how the logs were found
 * @param weeks which events are wanted, by the week that they are stored under
 */
public record HydrateEvents(Availability availability, Weeks weeks)
    implements Transform<ReportLogs, Dataset<Row>> {

  private static final String MELOG = Contributor.MELOG.column();
  private static final String MEEL = Contributor.MEEL.column();
  private static final String UMEEL = Contributor.UMEEL.column();
  private static final String MEMBERS = "members";
  private static final String FIRST = "first";
  private static final String NEWEST = "newest";

  private static final List<Field> OF_EVENT =
      List.of(
          EventsLog.DIRECTION,
          EventsLog.SCOPE,
          EventsLog.STARTS_ON,
          EventsLog.ENDS_ON,
          EventsLog.STORES,
          EventsLog.SKUS,
          EventsLog.PRIORITY,
          EventsLog.EVENT_CAUSE,
          EventsLog.PARENTS,
          EventsLog.MERGED_INTO,
          LogColumns.WEEK_START);

  private static final List<Field> OF_END = List.of(EventsEndedLog.EVIDENCE, LogColumns.WEEK_START);

  @Override
  public Dataset<Row> apply(ReportLogs in) {
    ReportLogs logs = in.usable(availability);
    List<Gather.Part> parts =
        new ArrayList<>(
            EventStates.parts(
                logs,
                join(EventStates.eventFields(), OF_EVENT),
                join(EventStates.endedFields(), OF_END)));
    parts.add(new Gather.Part(MEMBERS, EventMembers.FIELDS, EventMembers.byEvent(logs)));
    parts.add(
        new Gather.Part(FIRST, EventWeeks.FIELDS, Optional.of(EventWeeks.byFirstReports(logs))));
    return hydrated(new Gather(CohortHistory.REPORT_GROUP_ID, parts).latest(), logs);
  }

  private Dataset<Row> hydrated(Dataset<Row> gathered, ReportLogs logs) {
    Dataset<Row> known =
        gathered.where(col(MELOG).isNotNull().or(col(MEEL).isNotNull()).or(col(FIRST).isNotNull()));
    Dataset<Row> wanted = known.where(weeks.contain(week()));
    Dataset<Row> rows =
        EventStates.onto(wanted.withColumn(LogColumns.WEEK_START.name(), week()))
            .withColumn(NEWEST, newest())
            .withColumn(LogColumns.DEGRADED_REASONS.name(), reasons(logs));
    Map<String, Column> computed = computed();
    if (logs.has(Contributor.MRCH) || logs.has(Contributor.MELOG)) {
      for (Field f : List.of(MinorityEvents.REPORTS, MinorityEvents.ACTIVE_REPORTS)) {
        computed.put(f.name(), coalesce(col(f, MEMBERS), lit(0)));
      }
    }
    return rows.select(
        MinorityEvents.TABLE.fields().stream()
            .map(f -> as(f, computed.getOrDefault(f.name(), col(f))))
            .toArray(Column[]::new));
  }

  /** MELOG's, else MEEL's, else the week of the reports that it had first. */
  private static Column week() {
    return coalesce(
        col(LogColumns.WEEK_START, MELOG),
        col(LogColumns.WEEK_START, MEEL),
        col(LogColumns.WEEK_START, FIRST));
  }

  private static Map<String, Column> computed() {
    Map<String, Column> computed = new HashMap<>();
    OF_EVENT.forEach(f -> computed.put(f.name(), col(f, MELOG)));
    computed.remove(LogColumns.WEEK_START.name());
    for (Field f : EventMembers.FIELDS) {
      computed.put(f.name(), col(f, MEMBERS));
    }
    computed.remove(LogColumns.DEGRADED_REASONS.name());
    for (Field f :
        List.of(EffectiveEdits.DECISION, EffectiveEdits.DECIDED_BY, EffectiveEdits.DECIDED_AT)) {
      computed.put(f.name(), col(f, UMEEL));
    }
    computed.put(MinorityEvents.EVENT_STATUS.name(), EventStates.status());
    computed.put(
        MinorityEvents.RESOLUTION_REASON.name(), col(EventsEndedLog.RESOLUTION_REASON, MEEL));
    computed.put(MinorityEvents.EVIDENCE.name(), col(EventsEndedLog.EVIDENCE, MEEL));
    computed.put(
        MinorityEvents.SEVERITY.name(),
        coalesce(col(EventsLog.SEVERITY, MELOG), col(MinorityEvents.SEVERITY, MEMBERS)));
    computed.put(
        MinorityEvents.PRIORITY.name(),
        coalesce(col(MinorityEvents.PRIORITY, MEMBERS), col(EventsLog.PRIORITY, MELOG)));
    computed.put(
        MinorityEvents.EVENT_CAUSE.name(),
        coalesce(col(EffectiveEdits.CAUSE, UMEEL), col(EventsLog.EVENT_CAUSE, MELOG)));
    computed.put(LogColumns.IS_DEGRADED.name(), size(col(LogColumns.DEGRADED_REASONS)).gt(0));
    computed.put(LogColumns.RUN_ID.name(), col(LogColumns.RUN_ID, NEWEST));
    computed.put(LogColumns.WRITTEN_AT.name(), col(LogColumns.WRITTEN_AT, NEWEST));
    return computed;
  }

  private Column reasons(ReportLogs logs) {
    Availability found = logs.missingFrom(availability);
    List<Column> codes = new ArrayList<>();
    for (OptionalInput input :
        List.of(
            OptionalInput.MELOG,
            OptionalInput.MEEL,
            OptionalInput.MRCH,
            OptionalInput.USER_EVENT_EDITS)) {
      codes.add(RunStamp.literal(found.codes(input)));
    }
    Column unlisted = col(MELOG).isNull().and(lit(logs.has(Contributor.MELOG)));
    codes.add(
        when(unlisted, RunStamp.literal(List.of(OptionalInput.MELOG.downCode())))
            .otherwise(RunStamp.literal(List.of())));
    for (String part : List.of(MELOG, MEEL, MEMBERS)) {
      codes.add(coalesce(col(LogColumns.DEGRADED_REASONS, part), RunStamp.literal(List.of())));
    }
    return RowReasons.union(codes);
  }

  private static Column newest() {
    Column contributed =
        greatest(Stream.of(MELOG, MEEL, MEMBERS).map(p -> written(p)).toArray(Column[]::new));
    return coalesce(contributed, written(FIRST));
  }

  private static Column written(String part) {
    return when(
        col(part).isNotNull(),
        struct(col(LogColumns.WRITTEN_AT, part), col(LogColumns.RUN_ID, part)));
  }

  private static List<Field> join(List<Field> some, List<Field> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }
}
