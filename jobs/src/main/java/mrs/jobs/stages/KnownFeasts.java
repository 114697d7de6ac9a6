package mrs.jobs.stages;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import mrs.contracts.ContextualEvents;
import mrs.contracts.FeastCalendar;
import mrs.contracts.OptionalInput;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.runs.RunInputs;
import mrs.jobs.spark.Settled;
import mrs.transforms.StandingFeasts;
import mrs.transforms.attribution.FeastContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The feasts that a run knows. */
final class KnownFeasts {
  private KnownFeasts() {}

  /** Those that stand up to its last number; empty where the calendar is down or not configured. */
  static Optional<Dataset<Row>> of(RunInputs inputs, MrsConfig config) {
    return inputs.optional(OptionalInput.CALENDAR).map(standing(config)::apply);
  }

  /**
   * What {@link FeastContext#changed} gives of the days up to the day after the last with sales,
   * since the stage last read the calendar; empty where that is nothing. It costs no job where
   * nothing was written since.
   */
  static Optional<Dataset<Row>> changed(Seen seen, MrsConfig config) {
    RunInputs inputs = seen.inputs();
    long read = seen.reader(OptionalInput.CALENDAR).map(r -> number(r.inputSeqs())).orElse(0L);
    Optional<LocalDate> lastDay = inputs.lastDay();
    if (read == number(inputs.run().inputSeqs()) || lastDay.isEmpty()) {
      return Optional.empty();
    }
    return inputs
        .optional(OptionalInput.CALENDAR)
        .map(c -> changed(c, c.where(col(FeastCalendar.INGEST_SEQ).leq(read)), config))
        .map(c -> c.where(col(ContextualEvents.STARTS_ON).leq(dayAfter(lastDay.get()))))
        .map(Settled::of)
        .filter(c -> !c.isEmpty());
  }

  private static Dataset<Row> changed(Dataset<Row> now, Dataset<Row> before, MrsConfig config) {
    return FeastContext.changed(standing(config).apply(before), standing(config).apply(now));
  }

  private static StandingFeasts standing(MrsConfig config) {
    return new StandingFeasts(config.calendar().regions().keySet());
  }

  private static Column dayAfter(LocalDate day) {
    return lit(Date.valueOf(day.plusDays(1)));
  }

  private static long number(Map<String, Long> seqs) {
    return seqs.getOrDefault(FeastCalendar.TABLE.name(), 0L);
  }
}
