package mrs.hydrate.consolidation;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import mrs.contracts.LogColumns;
import mrs.contracts.OptionalInput;
import mrs.transforms.RunStamp;
import org.apache.spark.sql.Column;

/** Codes of what a consolidated row had to do without, on account of each log. */
public final class RowReasons {
  private RowReasons() {}

  /**
   * Codes that {@code log}'s latest row carries, or, where a log that is there has no row for the
   * report and ought to, that log's down code. A report's event ought to be in MELOG; a report
   * without a known event lacks MRCH.
   */
  public static Column of(Contributor log, ReportLogs logs) {
    return together(List.of(carried(log), lacking(log, logs)));
  }

  /** All codes of {@code some}, sorted and distinct. */
  public static Column union(List<Column> some) {
    return sort_array(array_distinct(together(some)));
  }

  /** All codes of {@code some}, as they come. */
  public static Column together(List<Column> some) {
    return concat(some.toArray(Column[]::new));
  }

  private static Column carried(Contributor log) {
    return log.isEdits()
        ? RunStamp.literal(List.of())
        : coalesce(col(LogColumns.DEGRADED_REASONS, log.column()), RunStamp.literal(List.of()));
  }

  private static Column lacking(Contributor log, ReportLogs logs) {
    List<String> code =
        log.input().filter(OptionalInput::emptyIsDown).map(OptionalInput::downCode).stream()
            .toList();
    if (code.isEmpty() || !logs.has(log)) {
      return RunStamp.literal(List.of());
    }
    Column lacks = col(log.column()).isNull();
    Column due =
        log == Contributor.MELOG ? lacks.and(col(Contributor.MRCH.column()).isNotNull()) : lacks;
    return when(due, RunStamp.literal(code)).otherwise(RunStamp.literal(List.of()));
  }
}
