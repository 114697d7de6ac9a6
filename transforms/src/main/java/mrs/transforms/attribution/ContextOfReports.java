package mrs.transforms.attribution;

import static mrs.transforms.SparkSchema.as;
import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;

import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import mrs.contracts.ContextualEvents;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.transforms.ReportGroup;
import mrs.transforms.attribution.evidence.ContextFact;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What is known to happen where and when reports are, or within a day of them, whenever it was
 * told: often that is after the day itself.
 *
 * <p>How usual something is shows in what its place was like before. A report of late is looked at
 * from the last day with sales; one that ended before the horizon, from the end of the four weeks
 * that it ended in, so that it is judged by its own time and to the same result whenever it is
 * taken up.
 *
 * <p>Both sides are spread over the weeks that they touch and over the places that they may speak
 * of, and meet on (place, week): so every report meets only what is near it, however long the
 * history and however wide a promotion.
 *
 * @param lastDay the last day with sales that the run looks at
 * @param horizonDays what ended longer before the day that it is looked at from is left out
 * @param knownBy what was told later is not known
 */
record ContextOfReports(LocalDate lastDay, int horizonDays, Instant knownBy) {

  private static final int WEEK_DAYS = 7;

  /** Reports from before the horizon that ended within so many days are looked at from one day. */
  private static final int BLOCK_DAYS = 28;

  private static final Field FROM = Field.date("near_from", "First day, within bounds.");
  private static final Field TO = Field.date("near_to", "Last day, within bounds.");
  private static final Field FIRST_WEEK =
      Field.bigint("near_first_week", "The week of the first day.");
  private static final Field WEEK = Field.bigint("near_week", "A week that is touched.");
  private static final String REPORT = "r";
  private static final String CONTEXT = "c";

  /**
   * ({@link ReportGroup#FIELD}, report_id, {@link FactField#CONTEXT}), a row for all that is known
   * near each report.
   *
   * @param context what {@link FeastContext#and} gives
   */
  Dataset<Row> of(Dataset<Row> reports, Dataset<Row> context) {
    Dataset<Row> narrow =
        reports.select(
            col(DetectionLog.REPORT_ID),
            col(ReportGroup.FIELD),
            as(RankedContext.FROM_DAY, fromDay()),
            explode(ContextPlace.ofReports()).as(ContextPlace.FIELD.name()),
            col(DetectionLog.WINDOW_START),
            col(DetectionLog.WINDOW_END));
    Dataset<Row> near =
        spread(
            narrow,
            date_add(col(DetectionLog.WINDOW_START), -ContextFact.NEAR_DAYS),
            date_add(col(DetectionLog.WINDOW_END), ContextFact.NEAR_DAYS));
    Dataset<Row> days = reports.select(as(RankedContext.FROM_DAY, fromDay())).distinct();
    Dataset<Row> told =
        spread(
            new RankedContext(lastDay, horizonDays, knownBy)
                .of(context, days)
                .withColumn(ContextPlace.FIELD.name(), ContextPlace.ofContext()),
            col(ContextualEvents.STARTS_ON),
            col(ContextualEvents.ENDS_ON));
    return near.as(REPORT)
        .join(told.as(CONTEXT), meet())
        .select(
            col(DetectionLog.REPORT_ID, REPORT),
            col(ReportGroup.FIELD, REPORT),
            entry().as(FactField.CONTEXT.name()));
  }

  /**
   * The last day with sales, or the end of the four weeks that a report from before the horizon
   * ended in.
   */
  private Column fromDay() {
    Column now = lit(Date.valueOf(lastDay));
    Column block = floor(unix_date(col(DetectionLog.WINDOW_END)).divide(BLOCK_DAYS));
    Column end = date_from_unix_date(block.plus(1).multiply(BLOCK_DAYS).minus(1).cast("int"));
    return when(col(DetectionLog.WINDOW_END).geq(earliest(now)), now).otherwise(least(end, now));
  }

  private Column earliest(Column from) {
    return date_add(from, -horizonDays);
  }

  /**
   * One row a week that is touched between {@code from} and {@code to}, as far as they are within
   * bounds.
   */
  private Dataset<Row> spread(Dataset<Row> rows, Column from, Column to) {
    return rows.withColumn(FROM.name(), greatest(from, earliest(col(RankedContext.FROM_DAY))))
        .withColumn(
            TO.name(), least(to, date_add(col(RankedContext.FROM_DAY), ContextFact.NEAR_DAYS)))
        .where(col(FROM).leq(col(TO)))
        .withColumn(FIRST_WEEK.name(), week(col(FROM)))
        .withColumn(WEEK.name(), explode(sequence(week(col(FROM)), week(col(TO)))));
  }

  private static Column week(Column day) {
    return floor(unix_date(day).divide(WEEK_DAYS));
  }

  /** Two that share several weeks meet in the first of them only. */
  private static Column meet() {
    return col(ContextPlace.FIELD, REPORT)
        .equalTo(col(ContextPlace.FIELD, CONTEXT))
        .and(col(RankedContext.FROM_DAY, REPORT).equalTo(col(RankedContext.FROM_DAY, CONTEXT)))
        .and(col(WEEK, REPORT).equalTo(col(WEEK, CONTEXT)))
        .and(col(WEEK, REPORT).equalTo(greatest(col(FIRST_WEEK, REPORT), col(FIRST_WEEK, CONTEXT))))
        .and(col(FROM, REPORT).leq(col(TO, CONTEXT)))
        .and(col(FROM, CONTEXT).leq(col(TO, REPORT)));
  }

  private static Column entry() {
    return struct(
        FactField.CONTEXT_ENTRY.stream().map(f -> as(f, col(f, CONTEXT))).toArray(Column[]::new));
  }
}
