package mrs.transforms.attribution;

import static mrs.transforms.SparkSchema.as;
import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.rint;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import mrs.contracts.DetectionLog;
import mrs.transforms.SparkSchema;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * What all reports together are evidence of, whichever region they are of: the step in which units
 * are usually told, which is the widest power of ten that most figures keep, and the causes that
 * people set, who are few. Every group is weighed with it.
 */
final class RegionWideEvidence {
  private static final double[] STEPS = {1, 0.1, 0.01, 0.001};
  private static final double MOST = 0.8;
  private static final long LEAST_VALUES = 30;
  private static final double NOT_WHOLE = 1e-3;
  private static final String VALUES = "values";

  private RegionWideEvidence() {}

  /**
   * One row: {@link FactField#STEP}, NULL where there are too few figures or no step fits; {@link
   * FactField#SET_BY_CLUSTER} and {@link FactField#CASES}, which stay small however many edits
   * there are: every report is handed this row.
   *
   * @param editsFrom edits of reports that ended before this day do not count: how far back a run
   *     happens to read changes nothing
   */
  static Dataset<Row> of(Dataset<Row> reports, LocalDate editsFrom) {
    Column units = col(DetectionLog.OBSERVED_UNITS);
    List<Column> counts = new ArrayList<>();
    for (double step : STEPS) {
      Column steps = units.divide(step);
      Column whole = units.gt(0).and(abs(steps.minus(rint(steps))).lt(NOT_WHOLE));
      counts.add(count(when(whole, lit(1))).as(name(step)));
    }
    Column edit =
        when(
            col(FactField.SET_CAUSE)
                .isNotNull()
                .and(col(DetectionLog.WINDOW_END).geq(lit(Date.valueOf(editsFrom)))),
            struct(FactField.CAUSE_EDIT.stream().map(SparkSchema::col).toArray(Column[]::new)));
    counts.add(array_sort(collect_list(edit)).as(FactField.CAUSE_EDITS.name()));
    return reports
        .agg(count(when(units.gt(0), lit(1))).as(VALUES), counts.toArray(Column[]::new))
        .select(as(FactField.STEP, widest()), col(FactField.CAUSE_EDITS))
        .map(
            (MapFunction<Row, Row>) RegionWideEvidence::summedUp,
            Encoders.row(FactField.REGION_WIDE));
  }

  private static Row summedUp(Row gathered) {
    List<CauseEdit> edits = ReadReport.causeEdits(gathered);
    List<Row> causesSet = new ArrayList<>();
    CauseEdit.causes(edits)
        .forEach(
            (cluster, causes) ->
                causes.forEach((c, n) -> causesSet.add(RowFactory.create(cluster, c, n))));
    Row[] cases =
        CauseEdit.counts(edits).stream()
            .map(c -> RowFactory.create(c.evidence(), c.cause(), c.right(), c.of()))
            .toArray(Row[]::new);
    @Nullable Double step = ReadReport.<Double>optional(gathered, FactField.STEP).orElse(null);
    return RowFactory.create(step, causesSet.toArray(Row[]::new), cases);
  }

  private static Column widest() {
    Column enough = col(VALUES).geq(LEAST_VALUES);
    Column widest = lit(null);
    for (int i = STEPS.length - 1; i >= 0; i--) {
      Column kept = col(name(STEPS[i])).geq(col(VALUES).multiply(MOST));
      widest = when(enough.and(kept), lit(STEPS[i])).otherwise(widest);
    }
    return widest;
  }

  private static String name(double step) {
    return "step_" + Math.round(1 / step);
  }
}
