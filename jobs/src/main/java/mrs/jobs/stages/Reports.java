package mrs.jobs.stages;

import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.time.LocalDate;
import java.util.Optional;
import mrs.contracts.DetectionLog;
import mrs.contracts.LogColumns;
import mrs.contracts.Stage;
import mrs.contracts.Table;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.runs.RunInputs;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The reports that a stage looks at: those of the weeks from a horizon before the earliest one that
 * detection wrote since the stage last ran. Older weeks are left unread.
 *
 * @param from first day of the horizon
 * @param lastDay last day of which there are reports
 */
record Reports(RunInputs inputs, LocalDate from, LocalDate lastDay) {

  /** Empty where detection never wrote anything. */
  static Optional<Reports> of(RunInputs inputs, Stage stage, MrsConfig config) {
    Dataset<Row> fresh =
        inputs
            .previous(stage)
            .map(p -> inputs.logSince(DetectionLog.TABLE, p))
            .orElseGet(() -> inputs.log(DetectionLog.TABLE));
    Row bounds =
        fresh.agg(min(LogColumns.WEEK_START.col()), max(DetectionLog.WINDOW_END.col())).head();
    if (bounds.isNullAt(0)) {
      return inputs
          .lastDay()
          .map(d -> new Reports(inputs, d.minusDays(config.limits().horizonDays()), d));
    }
    LocalDate first = bounds.getDate(0).toLocalDate();
    LocalDate last = inputs.lastDay().orElse(bounds.getDate(1).toLocalDate());
    return Optional.of(new Reports(inputs, first.minusDays(config.limits().horizonDays()), last));
  }

  /** What detection wrote. */
  Dataset<Row> detected() {
    return of(inputs.log(DetectionLog.TABLE));
  }

  /** What the stage wrote in its own log before. */
  Dataset<Row> own(Table table) {
    return of(inputs.own(table));
  }

  /** The rows of a log within the horizon. */
  Dataset<Row> of(Dataset<Row> log) {
    return Since.week(log, from);
  }
}
