package mrs.transforms.attribution;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.cume_dist;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import mrs.contracts.ContextualEvents;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.transforms.Latest;
import mrs.transforms.attribution.evidence.ContextFact;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * What is known to happen, each with its rank in the history of its place, looked at from some
 * days: the latest version of what was not too long ago then. What came without a magnitude is no
 * part of that history.
 *
 * @param lastDay the last day with sales that the run looks at; what is known of later days counts
 *     from here only
 * @param horizonDays what ended longer before the day that it is looked at from is left out
 * @param knownBy what was told later is not known
 */
record RankedContext(LocalDate lastDay, int horizonDays, Instant knownBy) {
  /** The day that it is looked at from. */
  static final Field FROM_DAY =
      Field.date("near_from_day", "The day that history is looked at from.");

  /** Fewer days do not tell how often something happens. */
  private static final int LEAST_SPAN = 28;

  /**
   * The context's columns, {@link #FROM_DAY}, {@link FactField#RANK}, {@link FactField#HISTORY} and
   * {@link FactField#FREQUENCY}; once for each of the {@code days}, which are few.
   */
  Dataset<Row> of(Dataset<Row> context, Dataset<Row> days) {
    Column[] place = {
      col(FROM_DAY),
      col(ContextualEvents.KIND),
      col(ContextualEvents.REGION),
      col(ContextualEvents.STORE_ID),
      col(ContextualEvents.SKU)
    };
    WindowSpec history =
        Window.partitionBy(
            Stream.concat(Stream.of(place), Stream.of(col(ContextualEvents.MAGNITUDE).isNull()))
                .toArray(Column[]::new));
    Dataset<Row> latest =
        Latest.by(
            context.where(col(ContextualEvents.RECEIVED_AT).leq(lit(Timestamp.from(knownBy)))),
            List.of(ContextualEvents.FEED, ContextualEvents.EVENT_ID),
            List.of(ContextualEvents.RECEIVED_AT, LogColumns.CONTENT_HASH));
    Column isLastDay = col(FROM_DAY).equalTo(lit(Date.valueOf(lastDay)));
    Column within =
        col(ContextualEvents.ENDS_ON)
            .geq(earliest(col(FROM_DAY)))
            .and(isLastDay.or(col(ContextualEvents.STARTS_ON).leq(latest(col(FROM_DAY)))));
    return latest
        .join(broadcast(days), within)
        .withColumn(FactField.FREQUENCY.name(), frequency(Window.partitionBy(place)))
        .withColumn(
            FactField.RANK.name(),
            cume_dist().over(history.orderBy(col(ContextualEvents.MAGNITUDE))))
        .withColumn(FactField.HISTORY.name(), count(col(ContextualEvents.MAGNITUDE)).over(history));
  }

  /** Days with something of the kind at the place, of all since the first; a month at least. */
  private Column frequency(WindowSpec place) {
    Column from = col(FROM_DAY);
    Column first = greatest(col(ContextualEvents.STARTS_ON), earliest(from));
    Column last = least(col(ContextualEvents.ENDS_ON), from);
    Column days = greatest(datediff(last, first).plus(1), lit(0));
    Column span = greatest(datediff(from, min(first).over(place)).plus(1), lit(LEAST_SPAN));
    return sum(days).over(place).divide(span);
  }

  private Column earliest(Column from) {
    return date_add(from, -horizonDays);
  }

  private static Column latest(Column from) {
    return date_add(from, ContextFact.NEAR_DAYS);
  }
}
