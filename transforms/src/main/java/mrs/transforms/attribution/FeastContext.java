package mrs.transforms.attribution;

import static mrs.transforms.SparkSchema.as;
import static mrs.transforms.SparkSchema.col;
import static mrs.transforms.SparkSchema.nullOf;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mrs.contracts.ContextKind;
import mrs.contracts.ContextualEvents;
import mrs.contracts.DetectionLog;
import mrs.contracts.FeastCalendar;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.transforms.SparkSchema;
import mrs.transforms.StandingFeasts;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The feasts of the calendar as context: a holiday of its region on its day, known ever since. So
 * they are evidence as holidays are that a feed tells of, and have a name besides.
 */
public final class FeastContext {
  private static final Timestamp EVER_SINCE = Timestamp.from(Instant.EPOCH);

  /** What {@link ContextOfReports} asks of the context. */
  private static final List<Field> ASKED =
      List.of(
          ContextualEvents.FEED,
          ContextualEvents.EVENT_ID,
          ContextualEvents.KIND,
          ContextualEvents.REGION,
          ContextualEvents.STORE_ID,
          ContextualEvents.SKU,
          ContextualEvents.STARTS_ON,
          ContextualEvents.ENDS_ON,
          ContextualEvents.MAGNITUDE,
          ContextualEvents.RECEIVED_AT,
          LogColumns.CONTENT_HASH);

  private FeastContext() {}

  /**
   * What came or went of the feasts since, in the columns of {@link ChangedContext}: the reports
   * near it are to be looked at again. One of the regions without a place of their own is given for
   * all: to look once more where nothing changed gives what was there.
   *
   * @param before what stood then, as {@link StandingFeasts} gives it
   * @param now what stands now
   */
  public static Dataset<Row> changed(Dataset<Row> before, Dataset<Row> now) {
    Column others = col(FeastCalendar.REGION).equalTo(FeastCalendar.OTHER_REGIONS);
    return before
        .except(now)
        .unionAll(now.except(before))
        .select(
            columns(
                ChangedContext.FIELDS,
                when(others, lit(null)).otherwise(col(FeastCalendar.REGION))));
  }

  /** {@link #ASKED} and {@link FactField#NAME} of what is told, and of the feasts near reports. */
  static Optional<Dataset<Row>> and(
      Optional<Dataset<Row>> context, Optional<Dataset<Row>> feasts, Dataset<Row> reports) {
    Stream<Dataset<Row>> told =
        context.stream()
            .map(c -> c.select(with(ASKED.stream().map(SparkSchema::col), nullOf(FactField.NAME))));
    Dataset<Row> regions = reports.select(col(DetectionLog.REGION)).distinct();
    Stream<Dataset<Row>> kept =
        feasts.stream()
            .map(f -> StandingFeasts.keptIn(regions, f))
            .map(
                f ->
                    f.select(
                        with(
                            Arrays.stream(columns(ASKED, col(FeastCalendar.REGION))),
                            as(FactField.NAME, name()))));
    return Stream.concat(told, kept).reduce(Dataset::unionByName);
  }

  private static Column[] columns(List<Field> wanted, Column region) {
    Map<Field, Column> values =
        Map.of(
            ContextualEvents.FEED, lit(FeastCalendar.TABLE.name()),
            ContextualEvents.EVENT_ID,
                concat_ws("/", region, col(FeastCalendar.DAY), col(FeastCalendar.FEAST)),
            ContextualEvents.KIND, lit(ContextKind.HOLIDAY.word()),
            ContextualEvents.REGION, region,
            ContextualEvents.STARTS_ON, col(FeastCalendar.DAY),
            ContextualEvents.ENDS_ON, col(FeastCalendar.DAY),
            ContextualEvents.RECEIVED_AT, lit(EVER_SINCE),
            LogColumns.CONTENT_HASH, lit(0L));
    return wanted.stream()
        .map(f -> as(f, values.getOrDefault(f, lit(null))))
        .toArray(Column[]::new);
  }

  private static Column name() {
    return coalesce(col(FeastCalendar.FEAST_NAME), col(FeastCalendar.FEAST));
  }

  private static Column[] with(Stream<Column> columns, Column more) {
    return Stream.concat(columns, Stream.of(more)).toArray(Column[]::new);
  }
}
