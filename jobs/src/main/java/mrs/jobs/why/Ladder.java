package mrs.jobs.why;

import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mrs.contracts.DetectionLog;
import mrs.contracts.EventsEndedLog;
import mrs.contracts.Field;
import mrs.contracts.FieldGroup;
import mrs.contracts.MinorityReports;
import mrs.contracts.Source;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.Decisions;
import mrs.hydrate.consolidation.EventStates;
import mrs.hydrate.consolidation.GatherReports;
import mrs.hydrate.consolidation.Precedence;
import mrs.hydrate.consolidation.ReportLogs;
import mrs.jobs.relations.PlainValues;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * What each source had for each field group of a report, computed from its log rows as hydration
 * computes it, and which one the hydrated row says was used.
 */
final class Ladder {
  private Ladder() {}

  /** The groups in the order of their vocabulary, their sources strongest first. */
  static List<Story.Group> of(ReportLogs logs, Row hydrated) {
    Map<FieldGroup, Map<Source, Column>> values = values();
    List<Column> columns = new ArrayList<>();
    values.forEach(
        (group, sources) ->
            sources.forEach((source, value) -> columns.add(value.as(name(group, source)))));
    Optional<Row> said =
        new GatherReports(detected())
            .apply(logs).select(columns.toArray(Column[]::new)).collectAsList().stream()
                .findFirst();
    List<Story.Group> ladder = new ArrayList<>();
    for (FieldGroup group : FieldGroup.values()) {
      @Nullable String used = hydrated.getAs(group.sourceUsed().name());
      List<Story.Said> sources = new ArrayList<>();
      for (Source source : group.chain()) {
        sources.add(
            0,
            new Story.Said(
                source.word(),
                said.map(row -> plain(row, name(group, source))).orElse(null),
                source.word().equals(used)));
      }
      ladder.add(new Story.Group(group.word(), List.copyOf(sources)));
    }
    return ladder;
  }

  private static Map<FieldGroup, Map<Source, Column>> values() {
    Map<FieldGroup, Map<Source, Column>> values = new EnumMap<>(FieldGroup.class);
    values.put(FieldGroup.IDENTITY, one(FieldGroup.IDENTITY, Source.DETECTED, Contributor.MRDL));
    values.put(FieldGroup.DETECTION, one(FieldGroup.DETECTION, Source.DETECTED, Contributor.MRDL));
    values.put(FieldGroup.CLUSTER, one(FieldGroup.CLUSTER, Source.CLUSTERED, Contributor.MRCL));
    values.put(FieldGroup.ATTRIBUTION, Decisions.attribution());
    values.put(FieldGroup.EVENT, one(FieldGroup.EVENT, Source.COHORT, Contributor.MRCH));
    values.put(FieldGroup.STATUS, status());
    values.put(FieldGroup.FINAL, Decisions.decision());
    return values;
  }

  private static Map<Source, Column> one(FieldGroup group, Source source, Contributor log) {
    return Map.of(
        source,
        Precedence.value(
            group, f -> f.equals(DetectionLog.REPORT_ID) ? f.col() : f.of(log.column())));
  }

  private static Map<Source, Column> status() {
    Map<Source, Column> status = new EnumMap<>(Source.class);
    status.putAll(Decisions.decision());
    status.put(
        Source.DETECTED,
        struct(
            DetectionLog.REPORT_STATE.of(Contributor.MRDL.column()),
            DetectionLog.WITHDRAWN_REASON.of(Contributor.MRDL.column())));
    status.put(
        Source.COHORT,
        struct(
            MinorityReports.EVENT_STATUS.is(EventStates.status()),
            EventsEndedLog.RESOLUTION_REASON.of(Contributor.MEEL.column())));
    return status;
  }

  private static List<Field> detected() {
    return Stream.concat(
            Stream.of(FieldGroup.IDENTITY, FieldGroup.DETECTION)
                .flatMap(g -> g.fields().stream())
                .filter(f -> !f.equals(DetectionLog.REPORT_ID)),
            Stream.of(DetectionLog.REPORT_STATE, DetectionLog.WITHDRAWN_REASON))
        .toList();
  }

  /** The struct without its NULLs; NULL where nothing is left. */
  private static @Nullable Map<String, @Nullable Object> plain(Row row, String name) {
    int at = row.schema().getFieldIndex(name).isEmpty() ? -1 : row.fieldIndex(name);
    if (at < 0 || row.isNullAt(at)) {
      return null;
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    PlainValues.of(row.getStruct(at))
        .forEach(
            (field, value) -> {
              if (value != null) {
                values.put(field, value);
              }
            });
    return values.isEmpty() ? null : values;
  }

  private static String name(FieldGroup group, Source source) {
    return group.word() + "_by_" + source.word();
  }
}
