package mrs.jobs.calendar;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import mrs.contracts.FeastCalendar;
import mrs.contracts.LogColumns;
import mrs.jobs.calendar.StandingYears.OfRegion;
import mrs.jobs.config.CalendarConfig;
import mrs.jobs.feasts.Feast;
import mrs.jobs.feasts.FeastLibrary;
import mrs.jobs.messages.FailureLine;
import mrs.jobs.messages.Progress;
import mrs.jobs.warehouse.Append;
import mrs.jobs.warehouse.PinnedTables;
import mrs.jobs.warehouse.TableRows;
import mrs.jobs.warehouse.Warehouse;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Keeps the calendar up to what is configured: for each region the years from the first day with
 * sales to the year after that of the run. A year is written, whole, where nothing stands of it, or
 * what stands is of another place or by another version of the library.
 */
public record KeepCalendar(Warehouse warehouse, FeastLibrary library) {
  private static final Logger LOG = LogManager.getLogger(KeepCalendar.class);

  /**
   * Writes what is lacking, in one commit; in none where nothing is. Where the calendar cannot be
   * read or written, it stays as it is, and the run that is created will find that out: it costs no
   * night.
   *
   * @param logicalTime that of the run that is created
   * @return number of the last writing, which the run may read up to
   */
  public long upTo(CalendarConfig config, Instant logicalTime, Progress progress) {
    long last = 0;
    try {
      PinnedTables tables = PinnedTables.onSight(warehouse);
      StandingYears standing = StandingYears.of(tables, Long.MAX_VALUE);
      last = standing.last();
      List<OfRegion> lacking =
          standing.lacking(
              config,
              YearSpan.judged(tables, logicalTime).ahead(),
              origin -> origin.version().equals(library.version()));
      if (lacking.isEmpty()) {
        return last;
      }
      write(config, lacking, last + 1, logicalTime);
      progress.say(
          "calendar: " + lacking.size() + " years of regions, by version " + library.version());
      return last + 1;
    } catch (Exception e) {
      // Spark throws checked exceptions that its Java signatures do not declare.
      LOG.warn("the calendar cannot be kept", e);
      progress.say("the calendar cannot be kept and stays as it is: " + FailureLine.of(e));
      return last;
    }
  }

  private void write(CalendarConfig config, List<OfRegion> lacking, long seq, Instant time) {
    TableRows rows = new TableRows(FeastCalendar.TABLE);
    for (OfRegion year : lacking) {
      String place = config.regions().getOrDefault(year.region(), "");
      for (Feast feast : library.feasts(place, year.year())) {
        rows.add(
            Map.of(
                FeastCalendar.REGION, year.region(),
                FeastCalendar.DAY, feast.day(),
                FeastCalendar.FEAST, feast.key(),
                FeastCalendar.FEAST_NAME, feast.name(),
                FeastCalendar.PLACE, place,
                FeastCalendar.LIBRARY_VERSION, library.version(),
                FeastCalendar.INGEST_SEQ, seq,
                LogColumns.WRITTEN_AT, time));
      }
    }
    Append.to(warehouse, FeastCalendar.TABLE).enter(rows);
  }
}
