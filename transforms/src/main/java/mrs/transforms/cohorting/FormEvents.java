package mrs.transforms.cohorting;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Optional;
import mrs.contracts.CohortHistory;
import mrs.contracts.DetectionLog;
import mrs.contracts.EventsEndedLog;
import mrs.contracts.EventsLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.Table;
import mrs.transforms.Once;
import mrs.transforms.RunStamp;
import mrs.transforms.StageTransform;
import mrs.transforms.Worklist;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Forms events out of reports that belong together, follows them as they grow, merge and split, and
 * says how they end.
 *
 * <p>Which reports belong together is worked out anew in every run, from all reports that have a
 * place: those that have an event, and those of the worklist. So events do not depend on the nights
 * in which reports came; their ids do, and go on with most of their reports ({@link
 * IdentifyEvents}). Withdrawn reports stay where they belong and do not count as active. An event
 * gets a row when it changed, a report when it is on the worklist or its event is another one.
 *
 * <p>An event that is over is not ended again unless it was reopened, with two exceptions: when its
 * sales are restated later and nothing of it holds, it ends as a data correction after all, and
 * when its reports go on in another event, it is merged into that.
 *
 * <p>Shuffles the reports by place, by component and by event.
 *
 * @param lastDay the last day with sales that the run looks at; not its logical date, which a feed
 *     may lag behind
 * @param cap greatest number of reports of the worklist; those whose event changed come on top
 * @param stamp its reasons are the codes of the inputs that are down
 */
public record FormEvents(Rules rules, LocalDate lastDay, int cap, RunStamp stamp)
    implements StageTransform<FormEvents.Inputs, FormEvents.Cohorted> {

  /**
   * How reports join and events end; all in days.
   *
   * @param maxGapDays days that may lie between two reports that join; 0 = none
   * @param quietDays days without a departure after which an event has recovered
   * @param maxDays days after its first one after which an event expires and takes no more reports
   */
  public record Rules(int maxGapDays, int quietDays, int maxDays) implements Serializable {}

  /**
   * What cohorting reads.
   *
   * @param reports rows of MRDL within a horizon
   * @param history rows of MRCH of earlier runs
   * @param events rows of MELOG of earlier runs
   * @param ended rows of MEEL of earlier runs
   * @param clustered rows of MRCL; without it single series join by time and place alone
   * @param causes rows of MRPAL; without it events have no cause
   * @param eventEdits rows of {@code user_minority_events_edits_log}; without them only the machine
   *     ends events
   */
  public record Inputs(
      Dataset<Row> reports,
      Dataset<Row> history,
      Dataset<Row> events,
      Dataset<Row> ended,
      Optional<Dataset<Row>> clustered,
      Optional<Dataset<Row>> causes,
      Optional<Dataset<Row>> eventEdits) {}

  /**
   * What the stage gives, rows without content hash. The number of {@code considered} is that of
   * {@code history} and {@code dropped}.
   *
   * @param considered (report_id) that came in: the worklist, what waits, and what changed its
   *     event with others
   * @param history for MRCH
   * @param events for MELOG
   * @param ended for MEEL
   * @param dropped (reason, records): waiting beyond the cap
   */
  public record Cohorted(
      Dataset<Row> considered,
      Dataset<Row> history,
      Dataset<Row> events,
      Dataset<Row> ended,
      Dataset<Row> dropped) {}

  @Override
  public Cohorted apply(Inputs in, Once once) {
    Worklist worklist = new Worklist(stamp.reasons(), cap);
    Dataset<Row> components = once.of(joined(PlaceReports.of(worklist, in)));
    Dataset<Row> assigned =
        once.of(new IdentifyEvents(stamp.writtenAt()).of(components, in.events()));
    Dataset<Row> outcome = once.of(outcome(assigned, in));
    Dataset<Row> members = GatherEvents.flat(assigned);
    Column moved = coalesce(col(MemberField.FORMER).notEqual(col(MemberField.EVENT)), lit(false));
    return new Cohorted(
        members.where(not(Worklist.settled()).or(moved)).select(col(DetectionLog.REPORT_ID)),
        stamped(CohortHistory.TABLE, members.where(Worklist.listed().or(moved))),
        stamped(EventsLog.TABLE, part(outcome, EventField.CHANGE)),
        stamped(EventsEndedLog.TABLE, part(outcome, EventField.END)),
        Worklist.waiting(members.where(Worklist.waiting().and(not(moved)))));
  }

  private Dataset<Row> joined(Dataset<Row> placed) {
    return placed
        .groupByKey((MapFunction<Row, String>) r -> r.getAs(Place.FIELD.name()), Encoders.STRING())
        .flatMapGroups(
            new JoinPlaces(new JoinReports(rules.maxGapDays(), rules.maxDays())),
            Encoders.row(MemberField.JOINED));
  }

  private Dataset<Row> outcome(Dataset<Row> assigned, Inputs in) {
    AccountForEvent account =
        new AccountForEvent(
            new EndEvent(rules, lastDay),
            in.causes().isPresent(),
            in.eventEdits().isPresent(),
            stamp.reasons());
    return GatherEvents.of(assigned, in)
        .flatMap(new AccountForEvents(account), Encoders.row(EventField.OUTCOME));
  }

  private static Dataset<Row> part(Dataset<Row> outcome, Field part) {
    return outcome
        .where(col(part).isNotNull())
        .select(col(LogColumns.WEEK_START), col(part.name() + ".*"));
  }

  private Dataset<Row> stamped(Table table, Dataset<Row> rows) {
    return RunStamp.asRowsOf(table, stamp.onto(rows));
  }
}
