package mrs.jobs.why;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.contracts.FieldGroup;
import mrs.contracts.LogColumns;
import mrs.hydrate.consolidation.PlainRow;
import org.jspecify.annotations.Nullable;

/** How a report came to be what it is: its rows in MRDL, each with what it changed. */
final class History {
  private History() {}

  /** One entry a row, oldest first. */
  static List<Explanation.Entry> of(List<PlainRow> detected) {
    List<PlainRow> oldestFirst =
        detected.stream()
            .sorted(
                Comparator.<PlainRow, Instant>comparing(r -> r.time(LogColumns.WRITTEN_AT))
                    .thenComparing(r -> r.whole(LogColumns.VERSION))
                    .thenComparing(r -> r.whole(LogColumns.CONTENT_HASH)))
            .toList();
    List<Explanation.Entry> entries = new ArrayList<>();
    @Nullable PlainRow before = null;
    for (PlainRow row : oldestFirst) {
      entries.add(
          new Explanation.Entry(
              row.time(LogColumns.WRITTEN_AT),
              row.text(LogColumns.RUN_ID).orElseThrow(),
              before == null ? first(row) : changes(before, row)));
      before = row;
    }
    return entries;
  }

  private static List<String> first(PlainRow row) {
    return Stream.of(
            DetectionLog.WINDOW_START,
            DetectionLog.WINDOW_END,
            DetectionLog.OBSERVED_UNITS,
            DetectionLog.EXPECTED_UNITS,
            DetectionLog.SEVERITY,
            DetectionLog.PRIORITY,
            DetectionLog.TEST)
        .map(f -> f.name() + " " + Figures.of(row.get(f)))
        .toList();
  }

  private static List<String> changes(PlainRow before, PlainRow row) {
    List<String> changes =
        compared()
            .filter(f -> !Objects.equals(before.get(f), row.get(f)))
            .map(f -> f.name() + " " + Figures.of(before.get(f)) + " → " + Figures.of(row.get(f)))
            .toList();
    return changes.isEmpty() ? List.of("judged again, the same") : changes;
  }

  private static Stream<Field> compared() {
    return Stream.concat(
        Stream.of(DetectionLog.REPORT_STATE, DetectionLog.WITHDRAWN_REASON),
        Stream.of(FieldGroup.DETECTION, FieldGroup.SEVERITY).flatMap(g -> g.fields().stream()));
  }
}
