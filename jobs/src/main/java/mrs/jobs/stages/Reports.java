package mrs.jobs.stages;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mrs.contracts.DetectionLog;
import mrs.contracts.LogColumns;
import mrs.contracts.Table;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.runs.RunInputs;
import mrs.jobs.runs.StageRun;
import mrs.jobs.spark.Actions;
import mrs.transforms.Worklist;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The reports that a stage looks at: those of the weeks from a horizon before the earliest one that
 * there is something to do in. That is where detection wrote since the stage last ran, where
 * something new touches reports, and, if that run left something waiting or an input is back that
 * it did without, where the oldest of those reports is, however old. Older weeks are left unread.
 *
 * @param from first day of the horizon
 * @param lastDay last day with sales, at most the run's {@code --to}; without sales the last day of
 *     the reports that detection wrote since
 */
record Reports(RunInputs inputs, LocalDate from, LocalDate lastDay) {

  /**
   * Empty where detection never wrote anything.
   *
   * @param own the stage's log, of which each report has a row that is not waiting
   * @param touched the earliest day on which something new touches reports
   */
  static Optional<Reports> of(Seen seen, Table own, MrsConfig config, Optional<LocalDate> touched) {
    RunInputs inputs = seen.inputs();
    Row fresh =
        Actions.figures(
            seen.newIn(DetectionLog.TABLE)
                .agg(min(col(LogColumns.WEEK_START)), max(col(DetectionLog.WINDOW_END))));
    Optional<LocalDate> last = inputs.lastDay().or(() -> day(fresh, 1));
    Optional<LocalDate> earliest =
        Stream.of(day(fresh, 0), due(seen, own, config), touched, last)
            .flatMap(Optional::stream)
            .min(Comparator.naturalOrder());
    return last.map(
        d -> new Reports(inputs, earliest.get().minusDays(config.limits().horizonDays()), d));
  }

  /** Looked for only if the last run leaves a reason to: it reads a little of every report. */
  private static Optional<LocalDate> due(Seen seen, Table own, MrsConfig config) {
    RunInputs inputs = seen.inputs();
    List<String> codes = inputs.availability().codes(seen.stage());
    if (seen.last().filter(a -> leftWaiting(a) || !codes.containsAll(a.reasons())).isEmpty()) {
      return Optional.empty();
    }
    Worklist worklist = new Worklist(codes, config.limits().worklist());
    Dataset<Row> due = worklist.weeksDue(inputs.log(DetectionLog.TABLE), inputs.own(own));
    return day(Actions.figures(due.agg(min(col(LogColumns.WEEK_START)))), 0);
  }

  /** Whether the attempt could not do all that it had to. */
  static boolean leftWaiting(StageRun attempt) {
    return attempt.books().filter(b -> b.dropped().containsKey(Worklist.WAITS)).isPresent();
  }

  /** The day in a row of aggregates, if there was any. */
  static Optional<LocalDate> day(Row row, int column) {
    return row.isNullAt(column) ? Optional.empty() : Optional.of(row.getDate(column).toLocalDate());
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
