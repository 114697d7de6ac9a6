package mrs.hydrate.consolidation;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import mrs.contracts.CohortHistory;
import mrs.contracts.EventStatus;
import mrs.contracts.EventsEndedLog;
import mrs.contracts.EventsLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.transforms.EffectiveEdits;
import mrs.transforms.Gather;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Where events stand: latest rows of MELOG and MEEL and what people's edits of them come to, as
 * struct columns named by {@link Contributor#column}.
 */
public final class EventStates {
  private static final String MELOG = Contributor.MELOG.column();
  private static final String MEEL = Contributor.MEEL.column();
  private static final String UMEEL = Contributor.UMEEL.column();

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
    return List.of(LogColumns.RUN_ID, LogColumns.DEGRADED_REASONS, EventsLog.EVENT_STATUS);
  }

  /** What of MEEL every reader needs. */
  public static List<Field> endedFields() {
    return List.of(
        LogColumns.RUN_ID, LogColumns.DEGRADED_REASONS, EventsEndedLog.RESOLUTION_REASON);
  }

  /** {@code rows} without the ending of an event that was reopened after it. */
  public static Dataset<Row> withoutEndsBeforeReopening(Dataset<Row> rows) {
    Column reopened =
        col(EventsLog.EVENT_STATUS, MELOG)
            .equalTo(EventStatus.REOPENED.word())
            .and(col(LogColumns.WRITTEN_AT, MELOG).gt(col(LogColumns.WRITTEN_AT, MEEL)));
    return rows.withColumn(MEEL, when(not(coalesce(reopened, lit(false))), col(MEEL)));
  }

  /**
   * The event's status: what MELOG says, or ended where MEEL says so of one that neither merged nor
   * split.
   */
  public static Column status() {
    Column own = col(EventsLog.EVENT_STATUS, MELOG);
    Column elsewhere = own.isin(EventStatus.MERGED.word(), EventStatus.SPLIT.word());
    return when(
            col(MEEL).isNotNull().and(not(coalesce(elsewhere, lit(false)))),
            lit(EventStatus.ENDED.word()))
        .otherwise(own);
  }

  /** Whether the event is over, by MEEL or by MELOG; never NULL. */
  public static Column over() {
    Column ended = col(EventsLog.EVENT_STATUS, MELOG).equalTo(EventStatus.ENDED.word());
    return coalesce(col(MEEL).isNotNull().or(ended), lit(false));
  }
}
