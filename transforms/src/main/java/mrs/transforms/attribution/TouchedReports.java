package mrs.transforms.attribution;

import static mrs.transforms.SparkSchema.as;
import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.sql.Date;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import mrs.contracts.ContextualEvents;
import mrs.contracts.DetectionLog;
import mrs.contracts.EditAction;
import mrs.contracts.Field;
import mrs.contracts.UserEditsLog;
import mrs.transforms.attribution.evidence.ContextFact;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The reports that something touches which attribution had not seen when it settled them, so that
 * it takes up again those and no others: context that came or changed where and when they are, or
 * within a day of it; and edits of reports that were proposed from the same evidence or look alike.
 * What a person has decided about keeps its proposal whatever is said of others: it is what that
 * person saw.
 *
 * @param editsFrom edits of reports that ended before this day do not count
 */
record TouchedReports(LocalDate editsFrom) {
  private static final String REPORT = "r";
  private static final String OTHER = "o";

  /** {@code reports} with {@link FactField#TOUCHED}; shuffles them by what may touch them. */
  Dataset<Row> onto(Dataset<Row> reports, ProposeCauses.Unseen unseen) {
    Optional<Dataset<Row>> ids =
        Stream.concat(
                unseen.context().stream().map(c -> near(reports, c)),
                unseen.edits().stream().flatMap(e -> judgedLike(reports, e)))
            .reduce(Dataset::unionAll);
    if (ids.isEmpty()) {
      return reports.withColumn(FactField.TOUCHED.name(), lit(false));
    }
    Dataset<Row> touched = ids.get().distinct().withColumn(FactField.TOUCHED.name(), lit(true));
    return reports
        .as(REPORT)
        .join(touched.as(OTHER), same(DetectionLog.REPORT_ID), "left")
        .select(
            col(REPORT + ".*"),
            as(FactField.TOUCHED, coalesce(col(FactField.TOUCHED, OTHER), lit(false))));
  }

  private static Dataset<Row> near(Dataset<Row> reports, Dataset<Row> context) {
    Dataset<Row> placed =
        reports.select(
            col(DetectionLog.REPORT_ID),
            col(DetectionLog.WINDOW_START),
            col(DetectionLog.WINDOW_END),
            explode(ContextPlace.ofReports()).as(ContextPlace.FIELD.name()));
    Column meet =
        same(ContextPlace.FIELD)
            .and(
                col(ContextualEvents.STARTS_ON, OTHER)
                    .leq(date_add(col(DetectionLog.WINDOW_END, REPORT), ContextFact.NEAR_DAYS)))
            .and(
                col(ContextualEvents.ENDS_ON, OTHER)
                    .geq(date_add(col(DetectionLog.WINDOW_START, REPORT), -ContextFact.NEAR_DAYS)));
    Dataset<Row> told = context.withColumn(ContextPlace.FIELD.name(), ContextPlace.ofContext());
    return placed
        .as(REPORT)
        .join(told.as(OTHER), meet, "left_semi")
        .select(col(DetectionLog.REPORT_ID));
  }

  private Stream<Dataset<Row>> judgedLike(Dataset<Row> reports, Dataset<Row> edits) {
    Dataset<Row> judged =
        reports
            .where(col(DetectionLog.WINDOW_END).geq(lit(Date.valueOf(editsFrom))))
            .as(REPORT)
            .join(causeEdits(edits).as(OTHER), same(DetectionLog.REPORT_ID), "left_semi");
    Dataset<Row> undecided = reports.where(not(col(FactField.DECIDED)));
    return Stream.of(FactField.PATTERN, FactField.CLUSTER)
        .map(f -> undecided.as(REPORT).join(judged.as(OTHER), same(f), "left_semi"))
        .map(r -> r.select(col(DetectionLog.REPORT_ID)));
  }

  /** Edits that give a cause or may take one back. */
  static Dataset<Row> causeEdits(Dataset<Row> edits) {
    return edits.where(
        col(UserEditsLog.ACTION).isin(EditAction.SET_CAUSE.word(), EditAction.UNDO.word()));
  }

  private static Column same(Field field) {
    return col(field, REPORT).equalTo(col(field, OTHER));
  }
}
