package mrs.hydrate.consolidation;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Optional;
import mrs.contracts.CohortHistory;
import mrs.contracts.EventsEndedLog;
import mrs.contracts.EventsLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.hydrate.consolidation.EventStanding.Logged;
import mrs.transforms.EffectiveEdits;
import mrs.transforms.Gather;
import mrs.transforms.SparkSchema;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;

/**
 * {@link EventStanding} as columns: latest rows of MELOG and MEEL and what people's edits of them
 * come to, as struct columns named by {@link Contributor#column}, and where the event stands by
 * them.
 */
public final class EventStates {
  private static final String MELOG = Contributor.MELOG.column();
  private static final String MEEL = Contributor.MEEL.column();
  private static final String UMEEL = Contributor.UMEEL.column();

  private static final Field ENDS = Field.bool("ends", "Whether MEEL's ending counts.");
  private static final Field OVER = Field.bool("over", "Whether the event is over.");
  private static final List<Field> FIELDS = List.of(EventsLog.EVENT_STATUS, ENDS, OVER);

  /** Where an event stands. */
  static final Field STANDING =
      Field.struct("event_standing", FIELDS, "Where the event stands; NULL where none is known.");

  private static final UserDefinedFunction STANDS =
      udf((UDF1<Row, Row>) EventStates::standing, SparkSchema.struct(FIELDS));

  private EventStates() {}

  /**
   * The parts to gather by {@code report_group_id}; an absent log's part has no rows.
   *
   * @param events fields of MELOG that are wanted
   * @param ended fields of MEEL that are wanted
   */
  public static List<Gather.Part> parts(ReportLogs logs, List<Field> events, List<Field> ended) {
    return List.of(
        Gather.Part.ofLog(MELOG, events, logs.events()),
        Gather.Part.ofLog(MEEL, ended, logs.ended()),
        new Gather.Part(
            UMEEL,
            EffectiveEdits.FIELDS,
            logs.eventEdits().map(e -> EffectiveEdits.by(e, CohortHistory.REPORT_GROUP_ID))));
  }

  /** What of MELOG every reader needs. */
  public static List<Field> eventFields() {
    return List.of(
        LogColumns.RUN_ID, LogColumns.DEGRADED_REASONS, EventsLog.EVENT_STATUS, EventsLog.SEVERITY);
  }

  /** What of MEEL every reader needs. */
  public static List<Field> endedFields() {
    return List.of(
        LogColumns.RUN_ID, LogColumns.DEGRADED_REASONS, EventsEndedLog.RESOLUTION_REASON);
  }

  /**
   * {@code rows}, one an event, with where it stands, and without an ending that does not count.
   */
  public static Dataset<Row> onto(Dataset<Row> rows) {
    Column said =
        struct(
            col(EventsLog.EVENT_STATUS, MELOG),
            col(LogColumns.WRITTEN_AT, MELOG),
            col(LogColumns.WRITTEN_AT, MEEL));
    return rows.withColumn(STANDING.name(), STANDS.apply(said))
        .withColumn(MEEL, when(col(ENDS, STANDING.name()), col(MEEL)));
  }

  /** The event's status; NULL where none is known. */
  public static Column status() {
    return col(EventsLog.EVENT_STATUS, STANDING.name());
  }

  /** Whether the event is over; never NULL. */
  public static Column over() {
    return coalesce(col(OVER, STANDING.name()), lit(false));
  }

  private static Row standing(Row said) {
    Optional<Logged> logged =
        said.isNullAt(0)
            ? Optional.empty()
            : Optional.of(new Logged(said.getString(0), said.getTimestamp(1).toInstant()));
    EventStanding standing =
        EventStanding.of(
            logged,
            said.isNullAt(2) ? Optional.empty() : Optional.of(said.getTimestamp(2).toInstant()));
    return RowFactory.create(standing.status().orElse(null), standing.ends(), standing.over());
  }
}
