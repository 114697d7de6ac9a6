package mrs.transforms.attribution;

import java.sql.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mrs.contracts.ContextualEvents;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.contracts.ReportState;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Reads what was gathered about a report. */
final class ReadReport {
  private ReadReport() {}

  static ReportFacts of(Row row) {
    boolean active =
        row.getAs(DetectionLog.REPORT_STATE.name()).equals(ReportState.ACTIVE.word());
    return new ReportFacts(
        row.getAs(DetectionLog.REPORT_ID.name()),
        row.getAs(DetectionLog.STORE_ID.name()),
        row.getAs(DetectionLog.SKU.name()),
        active
            ? Optional.empty()
            : Optional.of(
                ReadReport.<String>optional(row, DetectionLog.WITHDRAWN_REASON).orElse("")),
        day(row, DetectionLog.WINDOW_START),
        day(row, DetectionLog.WINDOW_END),
        optional(row, DetectionLog.OBSERVED_UNITS),
        optional(row, DetectionLog.EXPECTED_UNITS),
        list(row, FactField.CONTEXT).stream().map(ReadReport::context).toList());
  }

  /** How often people gave which cause. */
  static Map<String, Long> verdicts(Row row) {
    Map<String, Long> verdicts = new TreeMap<>();
    for (Row verdict : list(row, FactField.VERDICT_LIST)) {
      verdicts.put(
          verdict.getAs(FactField.VERDICT_CAUSE.name()),
          verdict.<Long>getAs(FactField.VERDICTS.name()));
    }
    return verdicts;
  }

  private static ContextFact context(Row row) {
    return new ContextFact(
        row.getAs(ContextualEvents.KIND.name()),
        day(row, ContextualEvents.STARTS_ON),
        day(row, ContextualEvents.ENDS_ON),
        optional(row, ContextualEvents.MAGNITUDE),
        optional(row, FactField.RANK),
        row.<Long>getAs(FactField.HISTORY.name()));
  }

  static <T> Optional<T> optional(Row row, Field field) {
    return Optional.ofNullable(row.<@Nullable T>getAs(field.name()));
  }

  private static List<Row> list(Row row, Field field) {
    int index = row.fieldIndex(field.name());
    return row.isNullAt(index) ? List.of() : row.getList(index);
  }

  private static long day(Row row, Field field) {
    return row.<Date>getAs(field.name()).toLocalDate().toEpochDay();
  }
}
