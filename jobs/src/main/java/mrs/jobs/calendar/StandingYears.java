package mrs.jobs.calendar;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.year;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import mrs.contracts.FeastCalendar;
import mrs.jobs.config.CalendarConfig;
import mrs.jobs.warehouse.PinnedTables;
import org.apache.spark.sql.Row;

/**
 * The regions and years of which feasts stand in the calendar, and where those came from.
 *
 * @param last number of the last writing; 0 where there is none
 */
record StandingYears(Map<OfRegion, Origin> years, long last) {
  private static final StandingYears NONE = new StandingYears(Map.of(), 0);

  /** A year of a region. */
  record OfRegion(String region, int year) {}

  /** Whose feasts stand, by which version of the library. */
  record Origin(String place, String version) {}

  /** What stands of the writings up to {@code upTo}. One pass over the calendar, which is small. */
  static StandingYears of(PinnedTables tables, long upTo) {
    if (tables.rowCount(FeastCalendar.TABLE) == 0) {
      return NONE;
    }
    List<Row> rows =
        tables
            .read(FeastCalendar.TABLE)
            .where(col(FeastCalendar.INGEST_SEQ).leq(upTo))
            .groupBy(col(FeastCalendar.REGION), year(col(FeastCalendar.DAY)))
            .agg(
                max(
                    struct(
                        col(FeastCalendar.INGEST_SEQ),
                        col(FeastCalendar.PLACE),
                        col(FeastCalendar.LIBRARY_VERSION))))
            .collectAsList();
    Map<OfRegion, Origin> years = new HashMap<>();
    long last = 0;
    for (Row row : rows) {
      Row written = row.getStruct(2);
      years.put(
          new OfRegion(row.getString(0), row.getInt(1)),
          new Origin(written.getString(1), written.getString(2)));
      last = Math.max(last, written.getLong(0));
    }
    return new StandingYears(years, last);
  }

  /** Whether nothing stands. */
  boolean isEmpty() {
    return years.isEmpty();
  }

  /** Whether the feasts of the right places stand for all of {@code span}. */
  boolean covers(CalendarConfig config, YearSpan span) {
    return lacking(config, span, origin -> true).isEmpty();
  }

  /**
   * The configured regions, each with the years of {@code span} of which nothing stands, or the
   * feasts of another place, or what {@code stands} does not hold of.
   */
  List<OfRegion> lacking(CalendarConfig config, YearSpan span, Predicate<Origin> stands) {
    return config.regions().entrySet().stream()
        .flatMap(
            e ->
                span.years()
                    .mapToObj(year -> new OfRegion(e.getKey(), year))
                    .filter(y -> !isOf(y, e.getValue(), stands)))
        .toList();
  }

  private boolean isOf(OfRegion year, String place, Predicate<Origin> stands) {
    return Stream.ofNullable(years.get(year))
        .anyMatch(origin -> origin.place().equals(place) && stands.test(origin));
  }
}
