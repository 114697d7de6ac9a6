package mrs.transforms.cohorting;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;

import java.time.Instant;
import mrs.contracts.EventsLog;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Says which event each component is.
 *
 * <p>An event goes on in the component that has most of its reports (of several, the earliest). Where several events
 * go on in one component the one with the earliest first day is it, and the others are merged into it. A component
 * in which none goes on is a new event; its id is the hash of its scope and first day. Where that id is taken, by an
 * event that has since moved on, the run's logical time goes into the hash too.
 *
 * @param writtenAt the run's logical time
 */
record IdentifyEvents(Instant writtenAt) {
  private static final int SHA_BITS = 256;
  private static final String BETWEEN = "\u0000";
  private static final String NEW_ID = "new_id";
  private static final String HOME = "home";
  private static final String SIZE = "size";
  private static final String AGE = "age";
  private static final String KEEPER = "keeper";

  /**
   * {@code joined} with {@link MemberField#EVENT}.
   *
   * @param joined reports with their components
   * @param events latest MELOG row of each event
   */
  Dataset<Row> of(Dataset<Row> joined, Dataset<Row> events) {
    Dataset<Row> known = events.select(EventsLog.REPORT_GROUP_ID.col(), EventsLog.STARTS_ON.col());
    Dataset<Row> components = withNewIds(joined, known);
    Column id =
        coalesce(
            EventsLog.REPORT_GROUP_ID.of(KEEPER + "." + AGE), col("c." + NEW_ID));
    Dataset<Row> identified =
        components
            .as("c")
            .join(keepers(joined, known).as(KEEPER), sameComponent("c", KEEPER), "left")
            .select(MemberField.COMPONENT.of("c"), MemberField.EVENT.is(id));
    return joined
        .as("j")
        .join(identified.as("i"), sameComponent("j", "i"))
        .select(col("j.*"), MemberField.EVENT.of("i"));
  }

  private Dataset<Row> withNewIds(Dataset<Row> joined, Dataset<Row> known) {
    Dataset<Row> components =
        joined
            .groupBy(MemberField.COMPONENT.col())
            .agg(
                max(EventsLog.SCOPE.col()).as(EventsLog.SCOPE.name()),
                max(MemberField.COMPONENT_START.col()).as(MemberField.COMPONENT_START.name()));
    Column day = MemberField.COMPONENT_START.of("c").cast("string");
    Column plain = concat_ws(BETWEEN, EventsLog.SCOPE.of("c"), day);
    Column again = concat_ws(BETWEEN, plain, lit(writtenAt.toString()));
    Column taken = EventsLog.REPORT_GROUP_ID.of("t").isNotNull();
    return components
        .as("c")
        .join(
            known.as("t"), sha2(plain, SHA_BITS).equalTo(EventsLog.REPORT_GROUP_ID.of("t")), "left")
        .select(
            MemberField.COMPONENT.of("c"),
            sha2(when(taken, again).otherwise(plain), SHA_BITS).as(NEW_ID));
  }

  /** (component, (starts_on, report_group_id) of the oldest event that goes on in it). */
  private static Dataset<Row> keepers(Dataset<Row> joined, Dataset<Row> known) {
    Column earliness = unix_date(min(MemberField.COMPONENT_START.col())).multiply(-1);
    Dataset<Row> homes =
        joined
            .where(MemberField.FORMER.col().isNotNull())
            .groupBy(MemberField.FORMER.col(), MemberField.COMPONENT.col())
            .agg(count(lit(1)).as(SIZE), earliness.as(AGE))
            .groupBy(MemberField.FORMER.col())
            .agg(max(struct(col(SIZE), col(AGE), MemberField.COMPONENT.col())).as(HOME));
    Dataset<Row> aged =
        homes
            .as("h")
            .join(
                known.as("k"),
                MemberField.FORMER.of("h").equalTo(EventsLog.REPORT_GROUP_ID.of("k")),
                "left")
            .select(
                MemberField.COMPONENT.of(HOME),
                EventsLog.STARTS_ON.of("k"),
                EventsLog.REPORT_GROUP_ID.is(MemberField.FORMER.of("h")));
    return aged.groupBy(MemberField.COMPONENT.col())
        .agg(min(struct(EventsLog.STARTS_ON.col(), EventsLog.REPORT_GROUP_ID.col())).as(AGE));
  }

  private static Column sameComponent(String some, String other) {
    return MemberField.COMPONENT.of(some).equalTo(MemberField.COMPONENT.of(other));
  }
}
