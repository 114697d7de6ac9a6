package mrs.hydrate.consolidation;

import static mrs.transforms.SparkSchema.col;
import static mrs.transforms.SparkSchema.nullOf;
import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mrs.contracts.AttributionLog;
import mrs.contracts.CohortHistory;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.contracts.FieldGroup;
import mrs.contracts.FinalisedLog;
import mrs.contracts.LogColumns;
import mrs.contracts.Source;
import mrs.transforms.EffectiveEdits;
import mrs.transforms.Gather;
import mrs.transforms.Transform;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Brings together, for each report that detection knows, the latest row of every log and of its
 * event's logs: {@code report_id} and one struct column a {@link Contributor}, NULL where that log
 * has no row, and {@link DecidedValues#COLUMN}. This is what finalisation and hydration both
 * consolidate.
 *
 * <p>Wide rows are shuffled once, by report ({@link Gather}). Before that three narrow things are:
 * edits by what they are about, events by event, and, unless the events are few enough to
 * broadcast, MRCH by event. Every version of MRCH meets its event first and the latest is chosen
 * with it, so that reports need not be shuffled a second time by event.
 *
 * @param detected what of MRDL is wanted, beside what every reader needs
 */
public record GatherReports(List<Field> detected) implements Transform<ReportLogs, Dataset<Row>> {
  private static final List<Field> STAMP =
      List.of(LogColumns.RUN_ID, LogColumns.DEGRADED_REASONS, LogColumns.WEEK_START);

  /** Keeps a copy. */
  public GatherReports {
    detected = List.copyOf(detected);
  }

  /** With all of MRDL that {@link ReportSources} offers. */
  public static GatherReports whole() {
    return new GatherReports(
        ReportSources.fieldsOf(Source.DETECTED).stream()
            .filter(f -> !f.equals(DetectionLog.REPORT_ID))
            .toList());
  }

  @Override
  public Dataset<Row> apply(ReportLogs logs) {
    List<Gather.Part> eventParts =
        EventStates.parts(logs, EventStates.eventFields(), EventStates.endedFields());
    List<Field> membership =
        join(join(STAMP, List.of(CohortHistory.REPORT_GROUP_ID)), eventColumns(eventParts));
    List<Gather.Part> parts =
        List.of(
            log(Contributor.MRDL, join(STAMP, detected), Optional.of(logs.detected())),
            log(Contributor.MRCL, join(STAMP, FieldGroup.CLUSTER.fields()), logs.clustered()),
            log(Contributor.MRPAL, join(STAMP, attribution()), logs.attributed()),
            log(Contributor.MRCH, membership, logs.cohort().map(c -> withEvents(c, eventParts))),
            log(Contributor.MRFL, join(STAMP, FinalisedLog.CONTENT), logs.finalised()),
            new Gather.Part(
                Contributor.UEL.column(),
                EffectiveEdits.FIELDS,
                logs.edits().map(e -> EffectiveEdits.by(e, DetectionLog.REPORT_ID))));
    Dataset<Row> gathered =
        new Gather(DetectionLog.REPORT_ID, parts)
            .latest()
            .where(col(Contributor.MRDL.column()).isNotNull());
    return withEventsAndDecisions(gathered);
  }

  private static Gather.Part log(Contributor log, List<Field> fields, Optional<Dataset<Row>> rows) {
    return Gather.Part.ofLog(log.column(), fields, rows);
  }

  private static List<Field> attribution() {
    return join(
        FieldGroup.ATTRIBUTION.fields(),
        List.of(AttributionLog.RANKED_CAUSES, AttributionLog.EVIDENCE_PATTERN));
  }

  private static Dataset<Row> withEvents(Dataset<Row> cohort, List<Gather.Part> events) {
    Gather gather = new Gather(CohortHistory.REPORT_GROUP_ID, events);
    List<Field> states = eventColumns(events);
    if (events.stream().allMatch(p -> p.rows().isEmpty())) {
      return states.stream()
          .reduce(cohort, (rows, f) -> rows.withColumn(f.name(), nullOf(f)), (a, b) -> b);
    }
    return cohort
        .as("c")
        .join(
            EventStates.onto(gather.latest()).as("e"),
            col(CohortHistory.REPORT_GROUP_ID, "c")
                .equalTo(col(CohortHistory.REPORT_GROUP_ID, "e")),
            "left")
        .select(
            Stream.concat(Stream.of(col("c.*")), states.stream().map(f -> col(f, "e")))
                .toArray(Column[]::new));
  }

  private static Dataset<Row> withEventsAndDecisions(Dataset<Row> gathered) {
    List<Column> columns = new ArrayList<>(List.of(col("*"), DecidedValues.column()));
    for (Contributor log : List.of(Contributor.MELOG, Contributor.MEEL, Contributor.UMEEL)) {
      columns.add(col(Contributor.MRCH.column() + "." + log.column()).as(log.column()));
    }
    columns.add(
        col(EventStates.STANDING, Contributor.MRCH.column()).as(EventStates.STANDING.name()));
    return gathered.select(columns.toArray(Column[]::new));
  }

  /** The parts' structs, and where the event stands by them. */
  private static List<Field> eventColumns(List<Gather.Part> parts) {
    return join(parts.stream().map(Gather.Part::field).toList(), List.of(EventStates.STANDING));
  }

  private static List<Field> join(List<Field> some, List<Field> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }
}
