package mrs.transforms.cohorting;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mrs.contracts.AttributionLog;
import mrs.contracts.ClusteredLog;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.transforms.ReportGroup;
import mrs.transforms.Worklist;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Joins the reports of one place to components. A report that has no event yet and waits takes no
 * part, and comes out by itself, in no component.
 */
record JoinPlaces(JoinReports joining) implements FlatMapGroupsFunction<String, Row, Row> {

  @Override
  public Iterator<Row> call(String place, Iterator<Row> rows) {
    Map<String, Row> byId = new HashMap<>();
    List<Row> joined = new ArrayList<>();
    while (rows.hasNext()) {
      Row row = rows.next();
      if (takesPart(row)) {
        byId.put(row.getAs(DetectionLog.REPORT_ID.name()), row);
      } else {
        joined.add(RowFactory.create(null, null, null, null, new Row[] {member(row)}));
      }
    }
    List<PlacedReport> reports = byId.values().stream().map(JoinPlaces::report).toList();
    for (List<PlacedReport> component : joining.components(reports)) {
      joined.add(component(place, component, byId));
    }
    return joined.iterator();
  }

  private static boolean takesPart(Row report) {
    String turn = report.getAs(Worklist.TURN.name());
    return Worklist.isListed(turn)
        || Worklist.isSettled(turn)
        || report.getAs(MemberField.FORMER.name()) != null;
  }

  /** A component is named by its first report: no other one has that. */
  private static Row component(String place, List<PlacedReport> component, Map<String, Row> byId) {
    PlacedReport first = component.get(0);
    Map<String, Long> formers =
        component.stream()
            .flatMap(r -> Stream.ofNullable(r.event()))
            .collect(
                Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    return RowFactory.create(
        first.id(),
        Date.valueOf(LocalDate.ofEpochDay(first.first())),
        Place.scope(place, component),
        formers.entrySet().stream()
            .map(f -> RowFactory.create(f.getKey(), f.getValue()))
            .toArray(Row[]::new),
        component.stream()
            .map(r -> member(Objects.requireNonNull(byId.get(r.id()))))
            .toArray(Row[]::new));
  }

  private static Row member(Row report) {
    return RowFactory.create(
        MemberField.MEMBER.stream().map(f -> report.getAs(f.name())).toArray());
  }

  private static PlacedReport report(Row row) {
    return new PlacedReport(
        row.getAs(DetectionLog.REPORT_ID.name()),
        row.getAs(DetectionLog.STORE_ID.name()),
        row.getAs(DetectionLog.SKU.name()),
        row.getAs(DetectionLog.DIRECTION.name()),
        row.getAs(DetectionLog.TEST.name()),
        ReportGroup.of(row),
        day(row, DetectionLog.WINDOW_START),
        day(row, DetectionLog.WINDOW_END),
        row.<Double>getAs(DetectionLog.SEVERITY.name()),
        units(row, DetectionLog.OBSERVED_UNITS),
        units(row, DetectionLog.EXPECTED_UNITS),
        row.<@Nullable String>getAs(AttributionLog.PROPOSED_CAUSE.name()),
        row.<@Nullable String>getAs(ClusteredLog.CLUSTER_ID.name()),
        row.<@Nullable String>getAs(MemberField.FORMER.name()));
  }

  private static double units(Row row, Field field) {
    Double units = row.<@Nullable Double>getAs(field.name());
    return units == null ? 0 : units;
  }

  private static long day(Row row, Field field) {
    return row.<Date>getAs(field.name()).toLocalDate().toEpochDay();
  }
}
