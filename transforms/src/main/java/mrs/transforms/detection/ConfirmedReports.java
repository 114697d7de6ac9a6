package mrs.transforms.detection;

import mrs.contracts.DetectionLog;
import mrs.contracts.EditAction;
import mrs.contracts.UserEditsLog;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;

/** The reports that people confirmed as anomalies: their cells must not teach the baseline. */
final class ConfirmedReports {

  private static final String RANK = "edit_rank";

  private ConfirmedReports() {}

  /** Those of {@code reports} whose last decision that was not undone confirms them. */
  static Dataset<Row> of(Dataset<Row> reports, Dataset<Row> edits) {
    Column isUndo = UserEditsLog.ACTION.col().equalTo(EditAction.UNDO.word());
    Dataset<Row> undone =
        edits.where(isUndo).select(UserEditsLog.VALUE.col().as("undone")).distinct();
    Dataset<Row> standing =
        edits
            .where(functions.not(isUndo))
            .as("e")
            .join(
                undone.as("u"),
                UserEditsLog.EDIT_ID.of("e").equalTo(functions.col("u.undone")),
                "left_anti");
    Dataset<Row> confirmed =
        standing
            .withColumn(
                RANK,
                functions
                    .row_number()
                    .over(
                        Window.partitionBy(UserEditsLog.REPORT_ID.col())
                            .orderBy(
                                UserEditsLog.WRITTEN_AT.col().desc(),
                                UserEditsLog.EDIT_ID.col().desc())))
            .where(functions.col(RANK).equalTo(1))
            .where(
                UserEditsLog.ACTION
                    .col()
                    .isin(EditAction.ACCEPT.word(), EditAction.SET_CAUSE.word()));
    return reports
        .as("r")
        .join(
            confirmed.as("e"),
            DetectionLog.REPORT_ID.of("r").equalTo(UserEditsLog.REPORT_ID.of("e")),
            "left_semi");
  }
}
