package mrs.jobs.why;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.SalesTimeseries;
import mrs.hydrate.consolidation.PlainRow;
import mrs.jobs.questions.ReadableTables;
import mrs.serving.query.Quoted;
import mrs.transforms.Mondays;
import org.jspecify.annotations.Nullable;

/** The days around a report: four weeks before its window to one week after it. */
final class NearbyDays {
  private static final int DAYS_BEFORE = 28;
  private static final int DAYS_AFTER = 7;

  private static final Comparator<PlainRow> LATEST_LAST =
      Comparator.<PlainRow, Instant>comparing(r -> r.time(LogColumns.WRITTEN_AT))
          .thenComparing(r -> r.whole(LogColumns.VERSION))
          .thenComparing(r -> r.whole(LogColumns.CONTENT_HASH));

  private NearbyDays() {}

  /** The weeks of the grid that hold them. */
  static Predicate<LocalDate> weeks(PlainRow report) {
    LocalDate first = Mondays.of(from(report));
    LocalDate last = Mondays.of(to(report));
    return week -> !week.isBefore(first) && !week.isAfter(last);
  }

  /** Of each cell its latest row. */
  static Explanation.Series of(ReadableTables grid, PlainRow report) {
    LocalDate start = report.day(DetectionLog.WINDOW_START);
    LocalDate end = report.day(DetectionLog.WINDOW_END);
    String condition =
        Stream.of(
                same(report, SalesTimeseries.STORE_ID),
                same(report, SalesTimeseries.SKU),
                SalesTimeseries.SALES_DATE.name()
                    + " BETWEEN DATE "
                    + Quoted.text(from(report).toString())
                    + " AND DATE "
                    + Quoted.text(to(report).toString()))
            .collect(Collectors.joining(" AND "));
    Map<LocalDate, PlainRow> latest = new TreeMap<>();
    grid.rows(SalesTimeseries.TABLE, condition).stream()
        .sorted(LATEST_LAST)
        .forEach(cell -> latest.put(cell.day(SalesTimeseries.SALES_DATE), cell));
    List<Explanation.Day> days =
        latest.entrySet().stream()
            .map(
                e ->
                    new Explanation.Day(
                        e.getKey(),
                        e.getValue().text(SalesTimeseries.CELL_STATE).orElseThrow(),
                        e.getValue().number(SalesTimeseries.UNITS).orElse(null)))
            .toList();
    return new Explanation.Series(start, end, band(report, start, end), days);
  }

  /** The row's bounds are of the whole window; a day has its share. */
  private static Explanation.@Nullable Band band(PlainRow report, LocalDate start, LocalDate end) {
    long days = 1 + ChronoUnit.DAYS.between(start, end);
    Double expected = share(report, DetectionLog.EXPECTED_UNITS, days);
    return expected == null
        ? null
        : new Explanation.Band(
            share(report, DetectionLog.LOWER_BOUND, days),
            expected,
            share(report, DetectionLog.UPPER_BOUND, days));
  }

  private static @Nullable Double share(PlainRow report, Field field, long days) {
    return report.number(field).map(total -> total / days).orElse(null);
  }

  private static String same(PlainRow report, Field field) {
    return field.name() + " = " + Quoted.text(report.text(field).orElseThrow());
  }

  private static LocalDate from(PlainRow report) {
    return report.day(DetectionLog.WINDOW_START).minusDays(DAYS_BEFORE);
  }

  private static LocalDate to(PlainRow report) {
    return report.day(DetectionLog.WINDOW_END).plusDays(DAYS_AFTER);
  }
}
