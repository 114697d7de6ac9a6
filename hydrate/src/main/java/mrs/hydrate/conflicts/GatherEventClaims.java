package mrs.hydrate.conflicts;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;

import java.util.Optional;
import mrs.contracts.CohortHistory;
import mrs.contracts.EventsLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.ReportLogs;
import mrs.transforms.EffectiveEdits;
import mrs.transforms.SparkSchema;
import mrs.transforms.Transform;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What MELOG and people say of the events that people decided about, for {@link ReadEventClaims};
 * nothing where one of the two is not there.
 */
public record GatherEventClaims() implements Transform<ReportLogs, Optional<Dataset<Row>>> {
  private static final Field ID = CohortHistory.REPORT_GROUP_ID;
  private static final String[] BY_ID = {ID.name()};

  @Override
  public Optional<Dataset<Row>> apply(ReportLogs logs) {
    return logs.eventEdits().flatMap(edits -> logs.events().map(events -> gathered(events, edits)));
  }

  private static Dataset<Row> gathered(Dataset<Row> events, Dataset<Row> edits) {
    Dataset<Row> decided =
        events.join(broadcast(edits.select(col(ID)).distinct()), BY_ID, "left_semi");
    Dataset<Row> weeks =
        decided
            .groupBy(col(ID))
            .agg(max(col(LogColumns.WEEK_START)).as(LogColumns.WEEK_START.name()));
    Column[] said = EffectiveEdits.FIELDS.stream().map(SparkSchema::col).toArray(Column[]::new);
    return weeks
        .join(Told.proposals(decided, ID, EventsLog.EVENT_CAUSE, lit(null)), BY_ID)
        .join(Told.edits(edits, ID), BY_ID)
        .join(
            EffectiveEdits.by(edits, ID)
                .select(col(ID), struct(said).as(Contributor.UMEEL.column())),
            BY_ID);
  }
}
