package mrs.transforms;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;

import java.util.List;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Every report with what a run of a stage does with it, for stages that look at more reports than they have to
 * work on: those that belong together are judged together.
 *
 * @param reports the reports, each with its {@link #TURN}
 * @param waiting as {@link Worklist#waiting}
 */
public record Turns(Dataset<Row> reports, Dataset<Row> waiting) {
  /** {@link #TODO}, {@link #WAITING} or {@link #SETTLED}. */
  public static final Field TURN =
      Field.string("turn", "What the run does with the report: todo, waiting or settled.").required();

  private static final String TODO = "todo";
  private static final String WAITING = "waiting";
  private static final String SETTLED = "settled";

  /**
   * Looks at every report once more than {@link Worklist} does.
   *
   * @param reports latest MRDL row of each report
   * @param own latest row of each report in the stage's own log
   * @param reasons codes of the inputs that the stage does without now
   */
  public static Turns of(Dataset<Row> reports, Dataset<Row> own, List<String> reasons, int cap) {
    Worklist capped = Worklist.of(reports, own, reasons, cap);
    Worklist whole = Worklist.of(reports, own, reasons, Integer.MAX_VALUE);
    Dataset<Row> pending =
        having(capped.todo(), TODO)
            .unionAll(having(whole.todo(), WAITING))
            .groupBy(DetectionLog.REPORT_ID.col())
            .agg(TURN.is(min(TURN.col())));
    Dataset<Row> turned =
        reports
            .as("r")
            .join(
                pending.as("p"),
                DetectionLog.REPORT_ID.of("r").equalTo(DetectionLog.REPORT_ID.of("p")),
                "left")
            .select(col("r.*"), TURN.is(coalesce(TURN.of("p"), lit(SETTLED))));
    return new Turns(turned, capped.waiting());
  }

  /**
   * (report_id) of all that a run considers: what is or should be on its worklist, and what it writes with others.
   *
   * @param written the reports that it writes, each with its turn
   */
  public Dataset<Row> considered(Dataset<Row> written) {
    return reports
        .where(not(settled()))
        .select(DetectionLog.REPORT_ID.col())
        .unionAll(written.where(settled()).select(DetectionLog.REPORT_ID.col()));
  }

  /** Whether the report is on the run's worklist. */
  public static Column todo() {
    return TURN.col().equalTo(TODO);
  }

  /** The same of a row's value. */
  public static boolean isTodo(String turn) {
    return turn.equals(TODO);
  }

  /** Whether the stage has nothing to do with the report for its own sake. */
  public static Column settled() {
    return TURN.col().equalTo(SETTLED);
  }

  /** How many {@code left} of the worklist wait for a later run, as (reason, records); no row where none does. */
  public static Dataset<Row> waiting(Dataset<Row> left) {
    return left.agg(Dropped.RECORDS.is(count(lit(1))))
        .where(Dropped.RECORDS.col().gt(0))
        .select(Dropped.REASON.is(lit("waiting for a later run")), Dropped.RECORDS.col());
  }

  private static Dataset<Row> having(Dataset<Row> reports, String turn) {
    return reports.select(DetectionLog.REPORT_ID.col(), TURN.is(lit(turn)));
  }
}
