package mrs.transforms.attribution;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.cume_dist;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.unix_date;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mrs.contracts.ContextualEvents;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.transforms.Latest;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * What was known, on the logical day, to happen where and when reports are, or within a day of
 * them.
 *
 * <p>Both sides are spread over the weeks that they touch and over the places that they may speak
 * of, and meet on (place, week): so every report meets only what is near it, however long the
 * history and however wide a promotion.
 *
 * @param logicalDay context that was received later counts as not known
 * @param horizonDays what ended longer ago is left out
 */
record ContextOfReports(LocalDate logicalDay, int horizonDays) {
  private static final int NEAR_DAYS = 1;
  private static final int WEEK_DAYS = 7;

  /** Fewer days do not tell how often something happens. */
  private static final int LEAST_SPAN = 28;

  private static final String BETWEEN = "\u0000";

  /** Stands for all regions, stores or articles; no id is like that. */
  private static final String ANY = "\u0001";

  private static final Field FROM = Field.date("near_from", "First day, within bounds.");
  private static final Field TO = Field.date("near_to", "Last day, within bounds.");
  private static final Field FIRST_WEEK =
      Field.bigint("near_first_week", "The week of the first day.");
  private static final Field WEEK = Field.bigint("near_week", "A week that is touched.");
  private static final Field PLACE = Field.string("near_place", "Region, store and article.");

  private static final String REPORT = "r";
  private static final String CONTEXT = "c";

  /**
   * ({@link FactField#GROUP}, report_id, {@link FactField#CONTEXT}), a row for all that is known
   * near each report.
   */
  Dataset<Row> of(Dataset<Row> reports, Dataset<Row> context) {
    Dataset<Row> narrow =
        reports.select(
            DetectionLog.REPORT_ID.col(),
            FactField.GROUP.col(),
            explode(places()).as(PLACE.name()),
            DetectionLog.WINDOW_START.col(),
            DetectionLog.WINDOW_END.col());
    Dataset<Row> near =
        spread(
            narrow,
            date_add(DetectionLog.WINDOW_START.col(), -NEAR_DAYS),
            date_add(DetectionLog.WINDOW_END.col(), NEAR_DAYS));
    Dataset<Row> told =
        spread(
            known(context).withColumn(PLACE.name(), place()),
            ContextualEvents.STARTS_ON.col(),
            ContextualEvents.ENDS_ON.col());
    return near.as(REPORT)
        .join(told.as(CONTEXT), meet())
        .select(
            DetectionLog.REPORT_ID.of(REPORT),
            FactField.GROUP.of(REPORT),
            entry().as(FactField.CONTEXT.name()));
  }

  /**
   * The latest version, as far as it was known, of what is not too long ago, with its rank in its
   * place's history. What came without a magnitude is no part of that.
   */
  private Dataset<Row> known(Dataset<Row> context) {
    Column[] place = {
      ContextualEvents.KIND.col(),
      ContextualEvents.REGION.col(),
      ContextualEvents.STORE_ID.col(),
      ContextualEvents.SKU.col()
    };
    Dataset<Row> told =
        context.where(
            to_date(ContextualEvents.RECEIVED_AT.col()).leq(lit(Date.valueOf(logicalDay))));
    WindowSpec history =
        Window.partitionBy(
            Stream.concat(Stream.of(place), Stream.of(ContextualEvents.MAGNITUDE.col().isNull()))
                .toArray(Column[]::new));
    return Latest.by(
            told,
            List.of(ContextualEvents.FEED, ContextualEvents.EVENT_ID),
            List.of(ContextualEvents.RECEIVED_AT, LogColumns.CONTENT_HASH))
        .where(ContextualEvents.ENDS_ON.col().geq(lit(earliest())))
        .withColumn(FactField.FREQUENCY.name(), frequency(Window.partitionBy(place)))
        .withColumn(
            FactField.RANK.name(),
            cume_dist().over(history.orderBy(ContextualEvents.MAGNITUDE.col())))
        .withColumn(
            FactField.HISTORY.name(), count(ContextualEvents.MAGNITUDE.col()).over(history));
  }

  /** Days with something of the kind at the place, of all since the first; a month at least. */
  private Column frequency(WindowSpec place) {
    Column today = lit(Date.valueOf(logicalDay));
    Column first = greatest(ContextualEvents.STARTS_ON.col(), lit(earliest()));
    Column last = least(ContextualEvents.ENDS_ON.col(), today);
    Column days = greatest(datediff(last, first).plus(1), lit(0));
    Column span = greatest(datediff(today, min(first).over(place)).plus(1), lit(LEAST_SPAN));
    return sum(days).over(place).divide(span);
  }

  private Date earliest() {
    return Date.valueOf(logicalDay.minusDays(horizonDays));
  }

  /**
   * One row a week that is touched between {@code from} and {@code to}, as far as they are within
   * bounds.
   */
  private Dataset<Row> spread(Dataset<Row> rows, Column from, Column to) {
    Column latest = lit(Date.valueOf(logicalDay.plusDays(NEAR_DAYS)));
    return rows.withColumn(FROM.name(), greatest(from, lit(earliest())))
        .withColumn(TO.name(), least(to, latest))
        .where(FROM.col().leq(TO.col()))
        .withColumn(FIRST_WEEK.name(), week(FROM.col()))
        .withColumn(WEEK.name(), explode(sequence(week(FROM.col()), week(TO.col()))));
  }

  private static Column week(Column day) {
    return floor(unix_date(day).divide(WEEK_DAYS));
  }

  /** The places that context may speak of and mean the report's series. */
  private static Column places() {
    List<Column> places = new ArrayList<>();
    for (Column region : List.of(DetectionLog.REGION.col(), lit(ANY))) {
      for (Column store : List.of(DetectionLog.STORE_ID.col(), lit(ANY))) {
        for (Column sku : List.of(DetectionLog.SKU.col(), lit(ANY))) {
          places.add(concat_ws(BETWEEN, region, store, sku));
        }
      }
    }
    return array(places.toArray(Column[]::new));
  }

  private static Column place() {
    return concat_ws(
        BETWEEN,
        coalesce(ContextualEvents.REGION.col(), lit(ANY)),
        coalesce(ContextualEvents.STORE_ID.col(), lit(ANY)),
        coalesce(ContextualEvents.SKU.col(), lit(ANY)));
  }

  /** Two that share several weeks meet in the first of them only. */
  private static Column meet() {
    return PLACE
        .of(REPORT)
        .equalTo(PLACE.of(CONTEXT))
        .and(WEEK.of(REPORT).equalTo(WEEK.of(CONTEXT)))
        .and(WEEK.of(REPORT).equalTo(greatest(FIRST_WEEK.of(REPORT), FIRST_WEEK.of(CONTEXT))))
        .and(FROM.of(REPORT).leq(TO.of(CONTEXT)))
        .and(FROM.of(CONTEXT).leq(TO.of(REPORT)));
  }

  private static Column entry() {
    return struct(
        FactField.CONTEXT_ENTRY.stream().map(f -> f.is(f.of(CONTEXT))).toArray(Column[]::new));
  }
}
