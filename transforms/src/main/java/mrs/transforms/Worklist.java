package mrs.transforms;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.size;

import java.util.List;
import mrs.contracts.DetectionLog;
import mrs.contracts.LogColumns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;

/**
 * Which reports a stage has to work on: those that detection wrote since the stage last did, those
 * it never saw, and those it had to judge without an input that is there now.
 *
 * @param todo the reports' rows in MRDL, at most as many as the cap, oldest and then most severe
 *     first
 * @param waiting the others, as (reason, records)
 */
public record Worklist(Dataset<Row> todo, Dataset<Row> waiting) {

  private static final String WAITING = "waiting";

  /**
   * Splits what is pending at {@code cap} rows.
   *
   * @param reports latest MRDL row of each report
   * @param own latest row of each report in the stage's own log
   * @param reasons codes of the inputs that the stage does without now
   */
  public static Worklist of(Dataset<Row> reports, Dataset<Row> own, List<String> reasons, int cap) {
    Dataset<Row> ranked =
        pending(reports, own, reasons)
            .withColumn(
                WAITING,
                row_number()
                    .over(
                        Window.orderBy(
                            LogColumns.WRITTEN_AT.col(),
                            DetectionLog.SEVERITY.col().desc(),
                            DetectionLog.REPORT_ID.col()))
                    .gt(cap));
    Dataset<Row> waiting =
        ranked
            .where(col(WAITING))
            .agg(functions.count(lit(1)).as(Dropped.RECORDS.name()))
            .where(Dropped.RECORDS.col().gt(0))
            .select(
                lit("waiting for a later run").as(Dropped.REASON.name()), Dropped.RECORDS.col());
    return new Worklist(ranked.where(functions.not(col(WAITING))).drop(WAITING), waiting);
  }

  private static Dataset<Row> pending(
      Dataset<Row> reports, Dataset<Row> own, List<String> reasons) {
    Column[] known = reasons.stream().map(functions::lit).toArray(Column[]::new);
    Column healed =
        size(functions.array_except(
                LogColumns.DEGRADED_REASONS.of("o"),
                functions.array(known).cast(LogColumns.DEGRADED_REASONS.type())))
            .gt(0);
    Column done =
        LogColumns.WRITTEN_AT.of("o").geq(LogColumns.WRITTEN_AT.of("r")).and(functions.not(healed));
    return reports
        .as("r")
        .join(
            own.as("o"),
            DetectionLog.REPORT_ID.of("r").equalTo(DetectionLog.REPORT_ID.of("o")),
            "left")
        .where(functions.not(coalesce(done, lit(false))))
        .select("r.*");
  }
}
