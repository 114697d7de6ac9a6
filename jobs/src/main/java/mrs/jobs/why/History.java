package mrs.jobs.why;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.contracts.FieldGroup;
import mrs.contracts.LogColumns;
import mrs.jobs.relations.PlainValues;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** How a report came to be what it is: its rows in MRDL, each with what it changed. */
final class History {
  private History() {}

  /** One entry a row, oldest first. */
  static List<Explanation.Entry> of(List<Row> detected) {
    List<Row> oldestFirst =
        detected.stream()
            .sorted(
                Comparator.<Row, Timestamp>comparing(r -> r.getAs(LogColumns.WRITTEN_AT.name()))
                    .thenComparing(r -> r.<Integer>getAs(LogColumns.VERSION.name())))
            .toList();
    List<Explanation.Entry> entries = new ArrayList<>();
    @Nullable Row before = null;
    for (Row row : oldestFirst) {
      entries.add(
          new Explanation.Entry(
              row.<Timestamp>getAs(LogColumns.WRITTEN_AT.name()).toInstant(),
              row.getAs(LogColumns.RUN_ID.name()),
              before == null ? first(row) : changes(before, row)));
      before = row;
    }
    return entries;
  }

  private static List<String> first(Row row) {
    return Stream.of(
            DetectionLog.WINDOW_START,
            DetectionLog.WINDOW_END,
            DetectionLog.OBSERVED_UNITS,
            DetectionLog.EXPECTED_UNITS,
            DetectionLog.SEVERITY,
            DetectionLog.PRIORITY,
            DetectionLog.TEST)
        .map(f -> f.name() + " " + Figures.of(value(row, f)))
        .toList();
  }

  private static List<String> changes(Row before, Row row) {
    List<String> changes =
        compared()
            .filter(f -> !Objects.equals(value(before, f), value(row, f)))
            .map(
                f ->
                    f.name()
                        + " "
                        + Figures.of(value(before, f))
                        + " → "
                        + Figures.of(value(row, f)))
            .toList();
    return changes.isEmpty() ? List.of("judged again, the same") : changes;
  }

  private static Stream<Field> compared() {
    return Stream.concat(
        Stream.of(DetectionLog.REPORT_STATE, DetectionLog.WITHDRAWN_REASON),
        Stream.of(FieldGroup.DETECTION, FieldGroup.SEVERITY).flatMap(g -> g.fields().stream()));
  }

  private static @Nullable Object value(Row row, Field field) {
    return PlainValues.of(row.<@Nullable Object>getAs(field.name()));
  }
}
