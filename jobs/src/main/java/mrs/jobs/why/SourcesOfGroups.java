package mrs.jobs.why;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.contracts.FieldGroup;
import mrs.contracts.Source;
import mrs.hydrate.consolidation.GatherReports;
import mrs.hydrate.consolidation.Offer;
import mrs.hydrate.consolidation.OfferedValues;
import mrs.hydrate.consolidation.ReportLogs;
import mrs.hydrate.consolidation.ReportSources;
import mrs.jobs.relations.PlainValues;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * What each source had for each field group of a report, and which one the hydrated row says was
 * used. Who offers what is told by {@link ReportSources}, as to hydration.
 */
final class SourcesOfGroups {
  private static final List<FieldGroup> GROUPS = List.of(FieldGroup.values());

  private SourcesOfGroups() {}

  /** The groups in the order of their vocabulary, their sources strongest first. */
  static List<Explanation.GroupSources> of(ReportLogs logs, Row hydrated) {
    List<Column> columns = new ArrayList<>();
    OfferedValues.of(GROUPS)
        .forEach(
            (group, sources) ->
                sources.forEach((source, value) -> columns.add(value.as(name(group, source)))));
    Optional<Row> offered =
        GatherReports.whole()
            .apply(logs)
            .select(columns.toArray(Column[]::new))
            .collectAsList()
            .stream()
            .findFirst();
    return GROUPS.stream().map(group -> group(group, offered, hydrated)).toList();
  }

  private static Explanation.GroupSources group(
      FieldGroup group, Optional<Row> offered, Row hydrated) {
    @Nullable String used = hydrated.getAs(group.sourceUsed().name());
    List<Explanation.Offered> sources = new ArrayList<>();
    for (Offer offer : ReportSources.of(group)) {
      Source source = offer.source();
      sources.add(
          new Explanation.Offered(
              source.word(),
              offered.map(row -> plain(row, name(group, source))).orElse(null),
              source.word().equals(used)));
    }
    return new Explanation.GroupSources(group.word(), List.copyOf(sources));
  }

  /** The struct without its NULLs; NULL where nothing is left. */
  private static @Nullable Map<String, @Nullable Object> plain(Row row, String name) {
    int at = row.fieldIndex(name);
    if (row.isNullAt(at)) {
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
