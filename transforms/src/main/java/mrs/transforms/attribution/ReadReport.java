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

  /** Every verdict. */
  static List<Verdict> verdicts(Row row) {
    return row.<Row>getList(row.fieldIndex(FactField.VERDICTS.name())).stream()
        .map(
            v ->
                new Verdict(
                    optional(v, FactField.CLUSTER),
                    v.getAs(FactField.VERDICT.name()),
                    v.getAs(ReportGroup.FIELD.name()),
                    optional(v, FactField.STANDING),
                    optional(v, FactField.PATTERN)))
        .toList();
  }

  /** How often people gave which cause to reports of {@code cluster}. */
  static Map<String, Long> opinions(Row row, String cluster) {
    Map<String, Long> opinions = new TreeMap<>();
    for (Row opinion : row.<Row>getList(row.fieldIndex(FactField.OPINIONS.name()))) {
      if (opinion.getString(0).equals(cluster)) {
        opinions.put(opinion.getString(1), opinion.getLong(2));
      }
    }
    return opinions;
  }

  /** How often which evidence was right, by people's verdicts. */
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
        row.<Double>getAs(FactField.FREQUENCY.name()));
  }

  static <T> Optional<T> optional(Row row, Field field) {
    return Optional.ofNullable(row.<@Nullable T>getAs(field.name()));
  }

  private static long day(Row row, Field field) {
    return row.<Date>getAs(field.name()).toLocalDate().toEpochDay();
  }
}
