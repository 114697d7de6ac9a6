package mrs.hydrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import mrs.SparkTest;
import mrs.contracts.DetectionLog;
import mrs.contracts.FieldGroup;
import mrs.contracts.MinorityReports;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.GatherReports;
import mrs.hydrate.consolidation.GatheredReport;
import mrs.hydrate.consolidation.OfferedValues;
import mrs.hydrate.consolidation.PlainRow;
import mrs.hydrate.consolidation.ReportLogs;
import mrs.hydrate.consolidation.ReportSources;
import mrs.jobs.relations.PlainValues;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/** One report read in plain Java is what Spark makes of the whole logs. */
class GatheredReportProperties extends SparkTest {
  private static final Set<Contributor> OF_EVENTS =
      Set.of(Contributor.MELOG, Contributor.MEEL, Contributor.UMEEL);

  @Provide
  Arbitrary<LogHistory> histories() {
    return LogHistory.any();
  }

  /** Logs that are down, but MRDL. */
  @Provide
  Arbitrary<Set<Contributor>> down() {
    return Arbitraries.of(Contributor.values())
        .filter(log -> log != Contributor.MRDL)
        .set()
        .ofMaxSize(2);
  }

  @Property(tries = 10, seed = "14", shrinking = ShrinkingMode.OFF)
  void offersTheSameValuesAndContributesUpToTheSameTime(
      @ForAll("histories") LogHistory history, @ForAll("down") Set<Contributor> down) {
    ReportLogs logs = history.until(history.lastDay()).without(down);
    Map<Contributor, List<PlainRow>> rows = plain(logs);
    Map<String, String> read = new TreeMap<>();
    IntStream.range(0, LogHistory.REPORTS)
        .mapToObj(LogHistory::report)
        .forEach(id -> read.put(id, line(GatheredReport.of(own(rows, id)))));

    assertThat(read).isEqualTo(whole(logs));
  }

  private static String line(GatheredReport report) {
    Map<String, Object> offers = new LinkedHashMap<>();
    for (FieldGroup group : FieldGroup.values()) {
      ReportSources.of(group)
          .forEach(
              offer ->
                  offers.put(group + " by " + offer.source(), report.offered(offer).orElse(null)));
    }
    return offers + " " + report.newest().orElseThrow();
  }

  private static Map<String, String> whole(ReportLogs logs) {
    Map<String, Column> columns = new LinkedHashMap<>();
    OfferedValues.of(List.of(FieldGroup.values()))
        .forEach(
            (group, sources) ->
                sources.forEach((source, value) -> columns.put(group + " by " + source, value)));
    Map<String, String> offers = new TreeMap<>();
    List<Column> asked = new java.util.ArrayList<>();
    asked.add(mrs.transforms.SparkSchema.col(DetectionLog.REPORT_ID));
    columns.forEach((name, value) -> asked.add(value.as(name)));
    for (Row row :
        GatherReports.whole().apply(logs).select(asked.toArray(Column[]::new)).collectAsList()) {
      Map<String, Object> said = new LinkedHashMap<>();
      columns.keySet().forEach(name -> said.put(name, struct(row, name)));
      offers.put(row.getString(0), said.toString());
    }
    Map<String, String> lines = new TreeMap<>();
    for (Row row : HydratedRows.reports(logs).collectAsList()) {
      PlainRow hydrated = new PlainRow(PlainValues.of(row));
      String id = hydrated.text(DetectionLog.REPORT_ID).orElseThrow();
      lines.put(id, offers.get(id) + " " + hydrated.time(MinorityReports.WRITTEN_AT));
    }
    return lines;
  }

  private static Object struct(Row row, String name) {
    Row struct = row.<Row>getAs(name);
    if (struct == null) {
      return null;
    }
    Map<String, Object> values = PlainValues.of(struct);
    values.values().removeIf(Objects::isNull);
    return values.isEmpty() ? null : values;
  }

  private static Map<Contributor, List<PlainRow>> plain(ReportLogs logs) {
    Map<Contributor, List<PlainRow>> rows = new EnumMap<>(Contributor.class);
    for (Contributor log : Contributor.values()) {
      logs.get(log)
          .ifPresent(
              some ->
                  rows.put(
                      log,
                      some.collectAsList().stream()
                          .map(row -> new PlainRow(PlainValues.of(row)))
                          .toList()));
    }
    return rows;
  }

  private static Map<Contributor, List<PlainRow>> own(
      Map<Contributor, List<PlainRow>> rows, String id) {
    Map<Contributor, List<PlainRow>> own = new EnumMap<>(Contributor.class);
    rows.forEach(
        (log, some) ->
            own.put(
                log,
                some.stream()
                    .filter(
                        row ->
                            OF_EVENTS.contains(log)
                                || Optional.of(id).equals(row.text(DetectionLog.REPORT_ID)))
                    .toList()));
    return own;
  }
}
