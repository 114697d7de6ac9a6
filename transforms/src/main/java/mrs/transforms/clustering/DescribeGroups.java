package mrs.transforms.clustering;

import java.sql.Date;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import mrs.contracts.DetectionLog;
import mrs.contracts.Direction;
import mrs.contracts.Field;
import mrs.contracts.Products;
import mrs.contracts.ReportState;
import mrs.contracts.Words;
import mrs.transforms.Worklist;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Describes one group: gives each of its reports with the group's pattern. A group whose reports
 * are all settled, clustered and untouched gives nothing: nothing about it can have changed.
 */
record DescribeGroups() implements FlatMapGroupsFunction<String, Row, Row> {

  @Override
  public Iterator<Row> call(String group, Iterator<Row> rows) {
    List<Row> reports = new ArrayList<>();
    rows.forEachRemaining(reports::add);
    boolean fresh = reports.stream().anyMatch(DescribeGroups::isListed);
    if (reports.stream().noneMatch(DescribeGroups::open)) {
      return Collections.emptyIterator();
    }
    List<Member> members = reports.stream().map(DescribeGroups::member).toList();
    String word = reports.get(0).getAs(DetectionLog.DIRECTION.name());
    GroupShape shape = GroupShape.of(Words.of(Direction.class, word), members);
    boolean active = members.stream().anyMatch(Member::active);
    Object[] seen = seen(group, fresh, active, shape);
    return reports.stream().map(r -> judged(r, seen)).iterator();
  }

  private static Row judged(Row report, Object[] seen) {
    Stream<@Nullable Object> own = JudgedField.REPORT.stream().map(f -> report.getAs(f.name()));
    return RowFactory.create(Stream.concat(own, Stream.of(seen)).toArray());
  }

  private static @Nullable Object[] seen(
      String group, boolean fresh, boolean active, GroupShape shape) {
    Pattern pattern = shape.pattern();
    return new @Nullable Object[] {
      group,
      fresh,
      active,
      shape.logRatio().orElse(null),
      pattern.id(),
      pattern.title(),
      pattern.direction().word(),
      pattern.size().word(),
      pattern.breadth().word(),
      pattern.duration().word(),
      pattern.shape().word()
    };
  }

  private static boolean isListed(Row report) {
    return Worklist.isListed(report.getAs(Worklist.TURN.name())) || touched(report);
  }

  private static boolean touched(Row report) {
    return report.<Boolean>getAs(JudgedField.TOUCHED.name());
  }

  private static boolean open(Row report) {
    return !Worklist.isSettled(report.getAs(Worklist.TURN.name()))
        || report.getAs(JudgedField.STANDING.name()) == null
        || touched(report);
  }

  private static Member member(Row report) {
    String state = report.getAs(DetectionLog.REPORT_STATE.name());
    return new Member(
        report.getAs(DetectionLog.STORE_ID.name()),
        report.getAs(DetectionLog.SKU.name()),
        report.<@Nullable String>getAs(Products.CATEGORY_1.name()),
        day(report, DetectionLog.WINDOW_START),
        day(report, DetectionLog.WINDOW_END),
        report.<@Nullable Double>getAs(DetectionLog.OBSERVED_UNITS.name()),
        report.<@Nullable Double>getAs(DetectionLog.EXPECTED_UNITS.name()),
        state.equals(ReportState.ACTIVE.word()));
  }

  private static long day(Row report, Field field) {
    return report.<Date>getAs(field.name()).toLocalDate().toEpochDay();
  }
}
