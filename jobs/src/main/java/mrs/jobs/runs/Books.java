package mrs.jobs.runs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.contracts.Field;
import mrs.contracts.StageRunsLog;
import mrs.jobs.warehouse.TableRows;
import org.apache.spark.sql.Row;

/**
 * The books of an attempt, in the stage's unit: records, cells or reports.
 *
 * @param added rows that the stage's log gained
 * @param dropped what was dropped, by reason
 * @param failed regions that could not be judged, now or earlier, and are still to be made up for
 */
public record Books(
    long in,
    long out,
    long added,
    long deadLetters,
    Map<String, Long> dropped,
    List<FailedRegion> failed) {

  /** Nothing came in. */
  public static final Books EMPTY = new Books(0, 0, 0, 0, Map.of());

  /** Keeps copies. */
  public Books {
    dropped = Map.copyOf(dropped);
    failed = List.copyOf(failed);
  }

  /** Of a stage that knows no regions. */
  public Books(long in, long out, long added, long deadLetters, Map<String, Long> dropped) {
    this(in, out, added, deadLetters, dropped, List.of());
  }

  /** The same, with {@code regions} that failed. */
  public Books with(List<FailedRegion> regions) {
    return new Books(in, out, added, deadLetters, dropped, regions);
  }

  /** Whether in = out + dead letters + dropped. */
  public boolean balanced() {
    return in == out + deadLetters + dropped.values().stream().mapToLong(Long::longValue).sum();
  }

  static Optional<Books> of(Row row) {
    if (row.isNullAt(row.fieldIndex(StageRunsLog.ROWS_IN.name()))) {
      return Optional.empty();
    }
    return Optional.of(
        new Books(
            row.<Long>getAs(StageRunsLog.ROWS_IN.name()),
            row.<Long>getAs(StageRunsLog.ROWS_OUT.name()),
            row.<Long>getAs(StageRunsLog.ROWS_ADDED.name()),
            row.<Long>getAs(StageRunsLog.DEAD_LETTERS.name()),
            TableRows.counts(row, StageRunsLog.DROPPED),
            FailedRegion.of(row)));
  }

  Map<Field, Object> values() {
    Map<Field, Object> values = new HashMap<>();
    values.put(StageRunsLog.ROWS_IN, in);
    values.put(StageRunsLog.ROWS_OUT, out);
    values.put(StageRunsLog.ROWS_ADDED, added);
    values.put(StageRunsLog.DEAD_LETTERS, deadLetters);
    values.put(StageRunsLog.DROPPED, dropped);
    values.put(StageRunsLog.BALANCED, balanced());
    if (!failed.isEmpty()) {
      values.put(StageRunsLog.FAILED_REGIONS, failed.stream().map(FailedRegion::row).toList());
    }
    return values;
  }
}
