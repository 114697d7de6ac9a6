package mrs.transforms;

import static mrs.transforms.SparkSchema.as;
import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.array_except;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * The reports of a horizon, each with what a run of a stage does with it. Reports that belong
 * together are judged together, so a stage looks at more of them than it has to work on.
 *
 * <p>A stage has to work on a report that detection wrote since the stage last did, that it never
 * saw, or that it had to judge without an input that is there now; on at most {@code cap} of them,
 * those of the earliest weeks first. A report's week never changes, so one that waits is overtaken
 * by none of a later week, however often detection writes it again.
 *
 * @param reasons codes of the inputs that the stage does without now
 * @param cap greatest number of reports that one run works on
 */
public record Worklist(List<String> reasons, int cap) {
  /** {@code listed}, {@code waiting} for a later run, or {@code settled}. */
  public static final Field TURN =
      Field.string("turn", "What the run does with the report: listed, waiting or settled.")
          .required();

  /** The struct column with the report's latest row in MRDL. */
  public static final String REPORT = "report";

  /**
   * The struct column with the report's latest row in the stage's own log; NULL where it has none.
   */
  public static final String OWN = "own";

  /** Why a report was dropped that is beyond the cap. */
  public static final String WAITS = "waiting for a later run";

  private static final String LISTED = "listed";
  private static final String WAITING = "waiting";
  private static final String SETTLED = "settled";

  /**
   * (report_id, {@link #REPORT}, {@link #OWN}, one struct column a part of {@code others}, {@link
   * #TURN}), of every report that detection knows. Shuffles once by report, and once more to tell
   * who waits.
   *
   * @param reports rows of MRDL
   * @param fields what of MRDL is wanted, beside what says what the run does with a report
   * @param own rows of the stage's own log, of earlier runs
   * @param ownFields what of it is wanted
   */
  public Dataset<Row> of(
      Dataset<Row> reports,
      List<Field> fields,
      Dataset<Row> own,
      List<Field> ownFields,
      List<Gather.Part> others) {
    List<Field> wanted =
        Stream.concat(Stream.of(DetectionLog.PRIORITY, LogColumns.WEEK_START), fields.stream())
            .distinct()
            .toList();
    List<Field> kept =
        Stream.concat(Stream.of(LogColumns.DEGRADED_REASONS), ownFields.stream())
            .distinct()
            .toList();
    List<Gather.Part> parts = new ArrayList<>();
    parts.add(Gather.Part.ofLog(REPORT, wanted, Optional.of(reports)));
    parts.add(Gather.Part.ofLog(OWN, kept, Optional.of(own)));
    parts.addAll(others);
    Dataset<Row> gathered =
        new Gather(DetectionLog.REPORT_ID, parts).latest().where(col(REPORT).isNotNull());
    return gathered.withColumn(TURN.name(), turn());
  }

  /**
   * (week_start) of every report that the stage has to work on, whatever the cap. Reads little of
   * each row and shuffles once by report.
   *
   * @param reports rows of MRDL
   * @param own rows of the stage's own log, of earlier runs
   */
  public Dataset<Row> weeksDue(Dataset<Row> reports, Dataset<Row> own) {
    List<Gather.Part> parts =
        List.of(
            Gather.Part.ofLog(REPORT, List.of(LogColumns.WEEK_START), Optional.of(reports)),
            Gather.Part.ofLog(OWN, List.of(LogColumns.DEGRADED_REASONS), Optional.of(own)));
    return new Gather(DetectionLog.REPORT_ID, parts)
        .latest()
        .where(col(REPORT).isNotNull().and(due()))
        .select(col(LogColumns.WEEK_START, REPORT));
  }

  /** Whether the stage has to work on the report; never NULL. */
  private Column due() {
    Column lacked = array_except(col(LogColumns.DEGRADED_REASONS, OWN), RunStamp.literal(reasons));
    Column done =
        col(LogColumns.WRITTEN_AT, OWN)
            .geq(col(LogColumns.WRITTEN_AT, REPORT))
            .and(size(lacked).equalTo(0));
    return not(coalesce(done, lit(false)));
  }

  private Column turn() {
    Column pending = due();
    WindowSpec oldestFirst =
        Window.partitionBy(when(pending, lit(null)).otherwise(col(DetectionLog.REPORT_ID)))
            .orderBy(
                col(LogColumns.WEEK_START, REPORT),
                col(LogColumns.WRITTEN_AT, REPORT),
                col(DetectionLog.PRIORITY, REPORT).desc(),
                col(DetectionLog.REPORT_ID));
    return when(not(pending), SETTLED)
        .when(row_number().over(oldestFirst).leq(cap), LISTED)
        .otherwise(WAITING);
  }

  /** Whether the report is on the run's worklist. */
  public static Column listed() {
    return col(TURN).equalTo(LISTED);
  }

  /** Whether the report ought to be on the worklist, and is beyond its cap. */
  public static Column waiting() {
    return col(TURN).equalTo(WAITING);
  }

  /** Whether the stage has nothing to do with the report for its own sake. */
  public static Column settled() {
    return col(TURN).equalTo(SETTLED);
  }

  /** The same as {@link #listed} of a row's value. */
  public static boolean isListed(String turn) {
    return turn.equals(LISTED);
  }

  /** The same as {@link #settled} of a row's value. */
  public static boolean isSettled(String turn) {
    return turn.equals(SETTLED);
  }

  /** How many {@code left} wait for a later run, as (reason, records); no row where none does. */
  public static Dataset<Row> waiting(Dataset<Row> left) {
    return left.agg(as(Dropped.RECORDS, count(lit(1))))
        .where(col(Dropped.RECORDS).gt(0))
        .select(as(Dropped.REASON, lit(WAITS)), col(Dropped.RECORDS));
  }
}
