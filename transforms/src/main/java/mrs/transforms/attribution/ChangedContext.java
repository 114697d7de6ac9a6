package mrs.transforms.attribution;

import static mrs.transforms.SparkSchema.as;
import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;

import java.util.List;
import mrs.contracts.ContextualEvents;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.transforms.Latest;
import mrs.transforms.SparkSchema;
import mrs.transforms.Transform;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The context that came or changed since a stage last read it. Of what changed, the version that
 * stood then is given as well: where it no longer holds, something changed too. What was merely
 * sent again, as feeds that send all they have every night do, is not given.
 *
 * <p>Shuffles the versions of what came by the feed's id.
 */
public record ChangedContext() implements Transform<ChangedContext.Inputs, Dataset<Row>> {
  /** What is given of each version. */
  public static final List<Field> FIELDS =
      List.of(
          ContextualEvents.KIND,
          ContextualEvents.REGION,
          ContextualEvents.STORE_ID,
          ContextualEvents.SKU,
          ContextualEvents.STARTS_ON,
          ContextualEvents.ENDS_ON,
          ContextualEvents.MAGNITUDE);

  private static final List<Field> ID = List.of(ContextualEvents.FEED, ContextualEvents.EVENT_ID);
  private static final List<Field> ORDER =
      List.of(ContextualEvents.RECEIVED_AT, LogColumns.CONTENT_HASH);
  private static final String VERSION = "version";
  private static final String VERSIONS = "versions";
  private static final String STOOD = "stood";

  /**
   * Rows of {@code contextual_events}.
   *
   * @param context all that the stage reads now
   * @param unseen those of them that it had not read before
   */
  public record Inputs(Dataset<Row> context, Dataset<Row> unseen) {}

  /** {@link #FIELDS}, a row a version. */
  @Override
  public Dataset<Row> apply(Inputs in) {
    Dataset<Row> concerned = matching(in.context(), in.unseen(), ID, "left_semi");
    Dataset<Row> seen = matching(concerned, in.unseen(), ContextualEvents.TABLE.key(), "left_anti");
    Column same = size(col(VERSIONS)).equalTo(1).and(col(STOOD).equalTo(2));
    return versions(seen)
        .unionAll(versions(concerned))
        .groupBy(ID.stream().map(SparkSchema::col).toArray(Column[]::new))
        .agg(collect_set(col(VERSION)).as(VERSIONS), count(lit(1)).as(STOOD))
        .where(not(same))
        .select(explode(col(VERSIONS)).as(VERSION))
        .select(FIELDS.stream().map(f -> as(f, col(f, VERSION))).toArray(Column[]::new));
  }

  private static Dataset<Row> versions(Dataset<Row> rows) {
    return Latest.by(rows, ID, ORDER)
        .select(
            col(ContextualEvents.FEED),
            col(ContextualEvents.EVENT_ID),
            struct(FIELDS.stream().map(SparkSchema::col).toArray(Column[]::new)).as(VERSION));
  }

  private static Dataset<Row> matching(
      Dataset<Row> rows, Dataset<Row> others, List<Field> by, String how) {
    Column same =
        by.stream().map(f -> col(f, "r").eqNullSafe(col(f, "o"))).reduce(Column::and).orElseThrow();
    return rows.as("r").join(others.as("o"), same, how);
  }
}
