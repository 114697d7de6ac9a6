package mrs.jobs.chaos.night;

import static mrs.transforms.SparkSchema.col;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import mrs.contracts.Catalogue;
import mrs.contracts.DetectionLog;
import mrs.contracts.EventStatus;
import mrs.contracts.Field;
import mrs.contracts.FieldGroup;
import mrs.contracts.FinalisedLog;
import mrs.contracts.LogColumns;
import mrs.contracts.MinorityReports;
import mrs.contracts.Stage;
import mrs.contracts.Table;
import mrs.jobs.warehouse.Warehouse;
import mrs.transforms.ReportGroup;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The hydrated reports at a moment, by their ids.
 *
 * @param reports the rows of {@code minority_reports}
 */
record HydratedRows(Map<String, Row> reports) {

  static HydratedRows of(Warehouse warehouse) {
    Map<String, Row> reports = new HashMap<>();
    for (Row row : warehouse.readConformed(MinorityReports.TABLE).collectAsList()) {
      reports.put(row.getAs(DetectionLog.REPORT_ID.name()), row);
    }
    return new HydratedRows(reports);
  }

  /** All codes of all rows. */
  Set<String> codes() {
    Set<String> codes = new TreeSet<>();
    reports.values().forEach(r -> codes.addAll(codes(r)));
    return codes;
  }

  /**
   * Columns that have no value here for a report for which they had one in {@code before}. Of a
   * group that detection has changed since it may be that nothing speaks of it any more: those do
   * not count.
   */
  Set<String> lostSince(HydratedRows before) {
    Set<String> changed = changedSince(before);
    Set<String> lost = new TreeSet<>();
    reports.forEach(
        (id, row) -> {
          Row was = before.reports().get(id);
          if (was != null && !changed.contains(ReportGroup.of(row))) {
            MinorityReports.TABLE.fields().stream()
                .filter(field -> !isNull(was, field) && isNull(row, field))
                .forEach(field -> lost.add(field.name()));
          }
        });
    return lost;
  }

  /** The groups with a report that detection says something else of than before, or a new one. */
  private Set<String> changedSince(HydratedRows before) {
    Set<String> changed = new HashSet<>();
    reports.forEach(
        (id, row) -> {
          Row was = before.reports().get(id);
          boolean same =
              was != null
                  && FieldGroup.DETECTION.fields().stream()
                      .allMatch(f -> Objects.equals(value(row, f), value(was, f)));
          if (!same) {
            changed.add(ReportGroup.of(row));
          }
        });
    return changed;
  }

  private static @Nullable Object value(Row row, Field field) {
    return row.getAs(field.name());
  }

  /**
   * How many rows have a value in one of {@code fields} that no source is left to give: a person
   * has decided nothing, and no event has ended, of which another log tells.
   */
  long valuesFromNowhere(List<Field> fields) {
    return reports.values().stream()
        .filter(r -> isNull(r, FinalisedLog.DECISION))
        .filter(
            r ->
                !EventStatus.ENDED
                    .word()
                    .equals(r.<String>getAs(MinorityReports.EVENT_STATUS.name())))
        .filter(r -> fields.stream().anyMatch(f -> !isNull(r, f)))
        .count();
  }

  /** How many rows lack one of {@code codes}. */
  long without(Set<String> codes) {
    return reports.values().stream().filter(r -> !codes(r).containsAll(codes)).count();
  }

  /** How many rows that {@code stage} wrote in {@code runId} lack one of {@code codes}. */
  static long writtenWithout(Warehouse warehouse, Stage stage, String runId, Set<String> codes) {
    long without = 0;
    for (Map.Entry<Table, Stage> writer : Catalogue.WRITERS.entrySet()) {
      Table log = writer.getKey();
      boolean tells = log.fields().contains(LogColumns.DEGRADED_REASONS);
      if (writer.getValue() == stage && tells && warehouse.has(log)) {
        without +=
            warehouse
                .readConformed(log)
                .where(col(LogColumns.RUN_ID).equalTo(runId))
                .select(col(LogColumns.DEGRADED_REASONS))
                .collectAsList()
                .stream()
                .filter(r -> !r.getList(0).containsAll(codes))
                .count();
      }
    }
    return without;
  }

  private static List<String> codes(Row row) {
    return row.getList(row.fieldIndex(LogColumns.DEGRADED_REASONS.name()));
  }

  private static boolean isNull(Row row, Field field) {
    return row.isNullAt(row.fieldIndex(field.name()));
  }
}
