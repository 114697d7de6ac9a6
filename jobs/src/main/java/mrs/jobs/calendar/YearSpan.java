package mrs.jobs.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.warehouse.PinnedTables;

/** Years, the first and the last included. */
record YearSpan(int first, int last) {

  /**
   * The years that a run at {@code logicalTime} may judge: from the first day with sales on, which
   * costs no look into a file.
   */
  static YearSpan judged(PinnedTables tables, Instant logicalTime) {
    int now = LocalDate.ofInstant(logicalTime, ZoneOffset.UTC).getYear();
    int first = tables.earliestWeek(UnifiedSalesData.TABLE).map(LocalDate::getYear).orElse(now);
    return new YearSpan(Math.min(first, now), now);
  }

  /** The same, and one year more. */
  YearSpan ahead() {
    return new YearSpan(first, last + 1);
  }

  IntStream years() {
    return IntStream.rangeClosed(first, last);
  }
}
