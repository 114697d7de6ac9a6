package mrs.transforms.cohorting;

import static mrs.transforms.SparkSchema.as;
import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;

import java.time.Instant;
import java.util.List;
import mrs.contracts.DetectionLog;
import mrs.contracts.EventsLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.transforms.SparkSchema;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.StructType;

/**
 * Says which event each component is.
 *
 * <p>An event goes on in the component that has most of its reports (of several, the earliest).
 * Where several events go on in one component the one with the earliest first day is it, and the
 * others are merged into it. A component in which none goes on is a new event; its id is the hash
 * of its scope and first day. Where that id is taken, by an event that has since moved on, the
 * run's logical time goes into the hash too. Where several components have the same scope and first
 * day, as when a store has moved to another region, all but one go by their first report as well:
 * no two of them are ever one event.
 *
 * @param writtenAt the run's logical time
 */
record IdentifyEvents(Instant writtenAt) {
  private static final int SHA_BITS = 256;
  private static final String BETWEEN = "\u0000";

  private static final String STANDING = "standing";
  private static final String HOME = "home";
  private static final String EARLINESS = "earliness";
  private static final String CANDIDATE = "candidate";
  private static final String SAID = "said";
  private static final String KEEPER = "keeper";
  private static final StructType KEEPER_TYPE =
      SparkSchema.struct(List.of(EventsLog.STARTS_ON, EventsLog.REPORT_GROUP_ID));
  private static final Field NAME =
      Field.string("component_name", "What a new event's id is made of; one component's only.");
  private static final Field TAKEN =
      Field.bool("taken", "Whether there is an event of the new id.");

  /**
   * {@code joined} components with {@link MemberField#EVENT}; NULL where there is no component.
   *
   * @param events rows of MELOG
   */
  Dataset<Row> of(Dataset<Row> joined, Dataset<Row> events) {
    Dataset<Row> components = joined.withColumn(NAME.name(), name());
    Column taken = coalesce(col(TAKEN, "s"), lit(false));
    Column fresh =
        when(taken, sha2(concat_ws(BETWEEN, col(NAME, "c"), lit(writtenAt.toString())), SHA_BITS))
            .otherwise(sha2(col(NAME, "c"), SHA_BITS));
    Column id = coalesce(col(EventsLog.REPORT_GROUP_ID, "s." + KEEPER), fresh);
    return components
        .as("c")
        .join(
            said(components, events).as("s"),
            col(MemberField.COMPONENT, "c").equalTo(col(MemberField.COMPONENT, "s")),
            "left")
        .select(
            col("c.*"),
            as(MemberField.EVENT, when(col(MemberField.COMPONENT, "c").isNotNull(), id)));
  }

  /** (component, the oldest event that goes on in it, whether its new id is taken). */
  private static Dataset<Row> said(Dataset<Row> components, Dataset<Row> events) {
    Column keeper = struct(col(EventsLog.STARTS_ON, STANDING), col(EventsLog.REPORT_GROUP_ID));
    Column asHome =
        struct(col(MemberField.COMPONENT, HOME), keeper.as(KEEPER), lit(false).as(TAKEN.name()));
    Column asNew =
        struct(
            col(CANDIDATE).as(MemberField.COMPONENT.name()),
            lit(null).cast(KEEPER_TYPE).as(KEEPER),
            col(STANDING).isNotNull().as(TAKEN.name()));
    return byEvent(components, events)
        .select(explode(array(asHome, asNew)).as(SAID))
        .where(col(MemberField.COMPONENT, SAID).isNotNull())
        .groupBy(col(MemberField.COMPONENT, SAID).as(MemberField.COMPONENT.name()))
        .agg(min(col(SAID + "." + KEEPER)).as(KEEPER), max(col(TAKEN, SAID)).as(TAKEN.name()));
  }

  /**
   * Per event: its latest row, the component that has most of it, the component that would get its
   * id if new.
   */
  private static Dataset<Row> byEvent(Dataset<Row> components, Dataset<Row> events) {
    Column standing =
        struct(col(LogColumns.WRITTEN_AT), col(LogColumns.VERSION), col(EventsLog.STARTS_ON));
    Dataset<Row> known = events.select(col(EventsLog.REPORT_GROUP_ID), standing.as(STANDING));
    Column home =
        struct(
            col(MemberField.SHARE, HOME),
            unix_date(col(MemberField.COMPONENT_START)).multiply(-1).as(EARLINESS),
            col(MemberField.COMPONENT));
    Dataset<Row> homes =
        components
            .withColumn(HOME, explode(col(MemberField.FORMERS)))
            .select(as(EventsLog.REPORT_GROUP_ID, col(MemberField.FORMER, HOME)), home.as(HOME));
    Dataset<Row> candidates =
        components
            .where(col(MemberField.COMPONENT).isNotNull())
            .as("c")
            .select(
                as(EventsLog.REPORT_GROUP_ID, sha2(col(NAME, "c"), SHA_BITS)),
                col(MemberField.COMPONENT).as(CANDIDATE));
    return known
        .unionByName(homes, true)
        .unionByName(candidates, true)
        .groupBy(col(EventsLog.REPORT_GROUP_ID))
        .agg(
            max(col(STANDING)).as(STANDING),
            max(col(HOME)).as(HOME),
            max(col(CANDIDATE)).as(CANDIDATE));
  }

  private static Column name() {
    Column first = col(MemberField.MEMBERS).getItem(0).getField(DetectionLog.REPORT_ID.name());
    Column own =
        concat_ws(BETWEEN, col(EventsLog.SCOPE), col(MemberField.COMPONENT_START).cast("string"));
    WindowSpec alike =
        Window.partitionBy(when(col(MemberField.COMPONENT).isNull(), first).otherwise(own))
            .orderBy(col(MemberField.COMPONENT));
    return concat_ws(
        BETWEEN, own, when(row_number().over(alike).gt(1), col(MemberField.COMPONENT)));
  }
}
