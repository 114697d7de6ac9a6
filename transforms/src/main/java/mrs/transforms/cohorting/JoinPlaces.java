package mrs.transforms.cohorting;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import mrs.contracts.ClusteredLog;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** Joins the reports of one place, and gives each with its component. */
record JoinPlaces(JoinReports joining) implements FlatMapGroupsFunction<String, Row, Row> {

  @Override
  public Iterator<Row> call(String place, Iterator<Row> rows) {
    Map<String, Row> byId = new HashMap<>();
    rows.forEachRemaining(r -> byId.put(r.getAs(DetectionLog.REPORT_ID.name()), r));
    List<PlacedReport> reports = byId.values().stream().map(JoinPlaces::report).toList();
    List<Row> joined = new ArrayList<>();
    for (List<PlacedReport> component : joining.components(reports)) {
      PlacedReport first = component.get(0);
      LocalDate start = LocalDate.ofEpochDay(first.first());
      String scope = Place.scope(place, component);
      for (PlacedReport report : component) {
        joined.add(
            joined(byId.get(report.id()), first.id(), Date.valueOf(start), scope));
      }
    }
    return joined.iterator();
  }

  /** A component is named by its first report: no other one has that. */
  private static Row joined(Row report, String component, Date start, String scope) {
    @Nullable Object[] values = new @Nullable Object[MemberField.JOINED.size()];
    for (int i = 0; i < MemberField.PLACED.size(); i++) {
      values[i] = report.getAs(MemberField.PLACED.get(i).name());
    }
    int next = MemberField.PLACED.size();
    values[next] = component;
    values[next + 1] = start;
    values[next + 2] = scope;
    return RowFactory.create(values);
  }

  private static PlacedReport report(Row row) {
    return new PlacedReport(
        row.getAs(DetectionLog.REPORT_ID.name()),
        row.getAs(DetectionLog.STORE_ID.name()),
        row.getAs(DetectionLog.SKU.name()),
        row.getAs(DetectionLog.DIRECTION.name()),
        row.getAs(DetectionLog.TEST.name()),
        row.getAs(DetectionLog.GROUP_KEY.name()) + "@" + day(row, DetectionLog.GROUP_START),
        day(row, DetectionLog.WINDOW_START),
        day(row, DetectionLog.WINDOW_END),
        row.<@Nullable String>getAs(ClusteredLog.CLUSTER_ID.name()),
        row.<@Nullable String>getAs(MemberField.FORMER.name()));
  }

  private static long day(Row row, Field field) {
    return row.<Date>getAs(field.name()).toLocalDate().toEpochDay();
  }
}
