package mrs.jobs.why;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.SalesTimeseries;
import mrs.jobs.relations.Relations;
import mrs.transforms.Mondays;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** The days around a report: four weeks before its window to one week after it. */
final class NearbyDays {
  private static final int DAYS_BEFORE = 28;
  private static final int DAYS_AFTER = 7;

  private static final Comparator<Row> LATEST_LAST =
      Comparator.<Row, java.sql.Timestamp>comparing(r -> r.getAs(LogColumns.WRITTEN_AT.name()))
          .thenComparing(r -> r.<Integer>getAs(LogColumns.VERSION.name()))
          .thenComparing(r -> r.<Long>getAs(LogColumns.CONTENT_HASH.name()));

  private NearbyDays() {}

  /** Reads the weeks concerned of the grid, and of each cell its latest row. */
  static Explanation.Series of(Relations relations, Row report) {
    LocalDate start = day(report, DetectionLog.WINDOW_START);
    LocalDate end = day(report, DetectionLog.WINDOW_END);
    LocalDate from = start.minusDays(DAYS_BEFORE);
    LocalDate to = end.plusDays(DAYS_AFTER);
    List<Row> cells =
        relations
            .read(SalesTimeseries.TABLE)
            .where(same(report, SalesTimeseries.STORE_ID).and(same(report, SalesTimeseries.SKU)))
            .where(col(SalesTimeseries.SALES_DATE).between(Date.valueOf(from), Date.valueOf(to)))
            .where(
                col(LogColumns.WEEK_START)
                    .between(Date.valueOf(Mondays.of(from)), Date.valueOf(Mondays.of(to))))
            .collectAsList();
    Map<LocalDate, Row> latest = new TreeMap<>();
    cells.stream()
        .sorted(LATEST_LAST)
        .forEach(cell -> latest.put(day(cell, SalesTimeseries.SALES_DATE), cell));
    List<Explanation.Day> days =
        latest.entrySet().stream()
            .map(
                e ->
                    new Explanation.Day(
                        e.getKey(),
                        e.getValue().getAs(SalesTimeseries.CELL_STATE.name()),
                        e.getValue().<@Nullable Double>getAs(SalesTimeseries.UNITS.name())))
            .toList();
    return new Explanation.Series(start, end, band(report, start, end), days);
  }

  /** The row's bounds are of the whole window; a day has its share. */
  private static Explanation.@Nullable Band band(Row report, LocalDate start, LocalDate end) {
    long days = 1 + ChronoUnit.DAYS.between(start, end);
    Double expected = share(report, DetectionLog.EXPECTED_UNITS, days);
    return expected == null
        ? null
        : new Explanation.Band(
            share(report, DetectionLog.LOWER_BOUND, days),
            expected,
            share(report, DetectionLog.UPPER_BOUND, days));
  }

  private static @Nullable Double share(Row report, Field field, long days) {
    Double total = report.<@Nullable Double>getAs(field.name());
    return total == null ? null : total / days;
  }

  private static org.apache.spark.sql.Column same(Row report, Field field) {
    return col(field).equalTo(lit(report.<Object>getAs(field.name())));
  }

  private static LocalDate day(Row row, Field field) {
    return row.<Date>getAs(field.name()).toLocalDate();
  }
}
