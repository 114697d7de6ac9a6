package mrs.hydrate;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mrs.contracts.LogColumns;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.ReportLogs;
import org.apache.spark.sql.Column;

/**
 * The partitions of a hydrated table that are to be computed.
 *
 * @param some their Mondays, sorted; empty for all there are
 */
public record Weeks(Optional<List<LocalDate>> some) {
  /** Every week. */
  public static final Weeks ALL = new Weeks(Optional.empty());

  private static final Set<Contributor> BY_REPORT =
      Set.of(
          Contributor.MRDL,
          Contributor.MRCL,
          Contributor.MRPAL,
          Contributor.MRCH,
          Contributor.MRFL);

  /** Keeps a sorted copy. */
  public Weeks {
    some = some.map(weeks -> weeks.stream().sorted().distinct().toList());
  }

  /** These weeks only. */
  public static Weeks of(Collection<LocalDate> mondays) {
    return new Weeks(Optional.of(List.copyOf(mondays)));
  }

  /** Whether {@code week} is one of them. */
  public Column contain(Column week) {
    return some.map(weeks -> week.isin(weeks.stream().map(Date::valueOf).toArray()))
        .orElse(lit(true));
  }

  /**
   * {@code logs} with only those reports that are stored under one of the weeks, all their rows and
   * nothing of others. Every row of a report's logs carries the report's week, so partitions are
   * skipped unread. Rows about events stay, whatever their week: an event's week need not be that
   * of its reports. So do edits, whose week is that of the decision.
   */
  public ReportLogs ofReports(ReportLogs logs) {
    if (some.isEmpty()) {
      return logs;
    }
    Column wanted = contain(col(LogColumns.WEEK_START));
    return logs.map((log, rows) -> BY_REPORT.contains(log) ? rows.where(wanted) : rows);
  }
}
