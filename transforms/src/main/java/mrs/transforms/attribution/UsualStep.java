package mrs.transforms.attribution;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.rint;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import mrs.contracts.DetectionLog;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Finds the step in which units are usually told, among powers of ten: the widest one that most figures keep. */
final class UsualStep {
  private static final double[] STEPS = {1, 0.1, 0.01, 0.001};
  private static final double MOST = 0.8;
  private static final long LEAST_VALUES = 30;
  private static final double NOT_WHOLE = 1e-3;
  private static final String VALUES = "values";

  private UsualStep() {}

  /** One row, {@link FactField#STEP}; NULL where there are too few figures, or no step fits. */
  static Dataset<Row> of(Dataset<Row> reports) {
    Column units = DetectionLog.OBSERVED_UNITS.col();
    List<Column> counts = new ArrayList<>();
    for (double step : STEPS) {
      Column steps = units.divide(step);
      Column whole = abs(steps.minus(rint(steps))).lt(NOT_WHOLE);
      counts.add(count(when(whole, lit(1))).as(name(step)));
    }
    Dataset<Row> counted =
        reports
            .where(units.gt(0))
            .agg(count(lit(1)).as(VALUES), counts.toArray(Column[]::new));
    Column enough = col(VALUES).geq(LEAST_VALUES);
    Column widest = lit(null);
    for (int i = STEPS.length - 1; i >= 0; i--) {
      Column kept = col(name(STEPS[i])).geq(col(VALUES).multiply(MOST));
      widest = when(enough.and(kept), lit(STEPS[i])).otherwise(widest);
    }
    return counted.select(FactField.STEP.is(widest));
  }

  private static String name(double step) {
    return "step_" + (int) Math.round(1 / step);
  }
}
