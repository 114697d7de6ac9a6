package mrs.hydrate.conflicts;

import static mrs.transforms.SparkSchema.as;
import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;

import java.util.List;
import mrs.contracts.AttributionLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.UserEditsLog;
import mrs.transforms.EffectiveEdits;
import mrs.transforms.SparkSchema;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** All that was said of a subject over time, one row a subject: shuffles few and narrow rows. */
final class Told {
  /** All usable edits, oldest first; see {@link MadeEdit#of}. */
  static final String EDITS = "edits";

  /** All proposals, oldest first; see {@link ProposedCause#of}. */
  static final String PROPOSALS = "proposals";

  private static final List<Field> OF_EDIT =
      List.of(
          UserEditsLog.WRITTEN_AT,
          UserEditsLog.EDIT_ID,
          UserEditsLog.ACTION,
          UserEditsLog.VALUE,
          UserEditsLog.EDITED_BY);

  private Told() {}

  /** ({@code id}, {@link #EDITS}). */
  static Dataset<Row> edits(Dataset<Row> edits, Field id) {
    return edits
        .where(EffectiveEdits.usable())
        .groupBy(col(id))
        .agg(sort_array(collect_list(struct(columns(OF_EDIT)))).as(EDITS));
  }

  /**
   * ({@code id}, {@link #PROPOSALS}).
   *
   * @param cause the column that has the cause
   * @param confidence what says how sure it is
   */
  static Dataset<Row> proposals(Dataset<Row> rows, Field id, Field cause, Column confidence) {
    Column proposal =
        struct(
            col(LogColumns.WRITTEN_AT),
            col(LogColumns.VERSION),
            col(LogColumns.CONTENT_HASH),
            col(cause),
            as(AttributionLog.CONFIDENCE_SCORE, confidence));
    return rows.groupBy(col(id)).agg(sort_array(collect_list(proposal)).as(PROPOSALS));
  }

  private static Column[] columns(List<Field> fields) {
    return fields.stream().map(SparkSchema::col).toArray(Column[]::new);
  }
}
