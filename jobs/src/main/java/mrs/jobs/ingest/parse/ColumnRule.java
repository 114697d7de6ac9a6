package mrs.jobs.ingest.parse;

import mrs.jobs.ingest.read.Cell;
import mrs.jobs.ingest.read.Unusable;
import org.jspecify.annotations.Nullable;

/** What one column accepts, given that there is a value. */
@FunctionalInterface
interface ColumnRule {
  /**
   * The value as the column's type: a String, Double or Boolean, a Long of days since 1970-01-01
   * for a DATE, or of microseconds since then for a TIMESTAMP; null for an optional value that is
   * left out.
   */
  @Nullable Object conform(Cell cell) throws Unusable;
}
