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
import mrs.transforms.ReportGroup;
import mrs.transforms.attribution.evidence.ContextFact;
import mrs.transforms.attribution.evidence.ReportFacts;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Reads what was gathered about a report. */
final class ReadReport {
  private ReadReport() {}

  /**
   * The report of {@code row}.
   *
   * @param context what is known near it, in any order
   */
  static ReportFacts of(Row row, List<ContextFact> context) {
    boolean active = row.getAs(DetectionLog.REPORT_STATE.name()).equals(ReportState.ACTIVE.word());
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
        context.stream().sorted(ContextFact.ORDER).toList());
  }

  /** Every cause that a person set. */
  static List<CauseEdit> causeEdits(Row row) {
    return row.<Row>getList(row.fieldIndex(FactField.CAUSE_EDITS.name())).stream()
        .map(
            v ->
                new CauseEdit(
                    optional(v, FactField.CLUSTER),
                    v.getAs(FactField.SET_CAUSE.name()),
                    v.getAs(ReportGroup.FIELD.name()),
                    optional(v, FactField.STANDING),
                    optional(v, FactField.PATTERN)))
        .toList();
  }

  /** How often people gave which cause to reports of {@code cluster}. */
  static Map<String, Long> causesSet(Row row, String cluster) {
    Map<String, Long> times = new TreeMap<>();
    for (Row entry : row.<Row>getList(row.fieldIndex(FactField.SET_BY_CLUSTER.name()))) {
      if (entry.getString(0).equals(cluster)) {
        times.put(entry.getString(1), entry.getLong(2));
      }
    }
    return times;
  }

  /** How often which evidence was right, by people's edits. */
  static List<Calibration.Count> cases(Row row) {
    return row.<Row>getList(row.fieldIndex(FactField.CASES.name())).stream()
        .map(c -> new Calibration.Count(c.getString(0), c.getString(1), c.getLong(2), c.getLong(3)))
        .toList();
  }

  /** An entry of the context. */
  static ContextFact context(Row row) {
    return new ContextFact(
        row.getAs(ContextualEvents.KIND.name()),
        day(row, ContextualEvents.STARTS_ON),
        day(row, ContextualEvents.ENDS_ON),
        optional(row, ContextualEvents.MAGNITUDE),
        optional(row, FactField.RANK),
        row.<Long>getAs(FactField.HISTORY.name()),
        row.<Double>getAs(FactField.FREQUENCY.name()),
        optional(row, FactField.NAME));
  }

  static <T> Optional<T> optional(Row row, Field field) {
    return Optional.ofNullable(row.<@Nullable T>getAs(field.name()));
  }

  private static long day(Row row, Field field) {
    return row.<Date>getAs(field.name()).toLocalDate().toEpochDay();
  }
}
