package mrs.transforms.attribution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.contracts.DetectionLog;
import mrs.contracts.Direction;
import mrs.contracts.TestKind;
import mrs.contracts.WithdrawalReason;
import mrs.contracts.Words;
import mrs.transforms.attribution.evidence.ContextFact;
import mrs.transforms.attribution.evidence.EvidencePattern;
import mrs.transforms.attribution.evidence.GroupFacts;
import mrs.transforms.attribution.evidence.ReportFacts;
import mrs.transforms.attribution.evidence.WeighCauses;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Weighs the causes of one group, which are those of each of its reports.
 *
 * @param contextKnown whether there is any context to ask
 */
record WeighGroups(Calibration calibration, boolean contextKnown)
    implements FlatMapGroupsFunction<String, Row, Row> {

  @Override
  public Iterator<Row> call(String key, Iterator<Row> rows) {
    List<Row> reports = new ArrayList<>();
    Map<String, List<ContextFact>> context = new HashMap<>();
    while (rows.hasNext()) {
      Row row = rows.next();
      Optional<Row> near = ReadReport.optional(row, FactField.CONTEXT);
      near.ifPresentOrElse(
          c -> context.computeIfAbsent(id(row), i -> new ArrayList<>()).add(ReadReport.context(c)),
          () -> reports.add(row));
    }
    GroupFacts group = facts(reports, context);
    List<WeighCauses.Scored> ranked = WeighCauses.of(group);
    Row[] causes =
        ranked.stream()
            .map(s -> RowFactory.create(s.cause().word(), s.score(), s.evidence().toArray()))
            .toArray(Row[]::new);
    WeighCauses.Scored best = ranked.get(0);
    Optional<EvidencePattern> evidence = EvidencePattern.of(group, best);
    Calibration now = calibration.with(ReadReport.cases(reports.get(0)));
    List<@Nullable Object> proposal = new ArrayList<>();
    proposal.add(causes);
    proposal.add(best.cause().word());
    proposal.add(evidence.map(now::confidence).orElse(null));
    proposal.add(evidence.map(EvidencePattern::text).orElse(null));
    proposal.add(calibration.version());
    return reports.stream().map(r -> weighed(r, proposal)).iterator();
  }

  private GroupFacts facts(List<Row> rows, Map<String, List<ContextFact>> context) {
    List<ReportFacts> all =
        rows.stream()
            .map(r -> ReadReport.of(r, context.getOrDefault(id(r), List.of())))
            .sorted(ReportFacts.BY_ID)
            .toList();
    List<ReportFacts> active = all.stream().filter(r -> r.withdrawn().isEmpty()).toList();
    Optional<String> asRestated = Optional.of(WithdrawalReason.RESTATED.word());
    long restated = all.stream().filter(r -> r.withdrawn().equals(asRestated)).count();
    Row one = rows.get(0);
    return new GroupFacts(
        Words.of(TestKind.class, one.getAs(DetectionLog.TEST.name())),
        Words.of(Direction.class, one.getAs(DetectionLog.DIRECTION.name())),
        active.isEmpty() ? all : active,
        (double) restated / all.size(),
        others(rows),
        ReadReport.optional(one, FactField.STEP),
        contextKnown,
        causesSet(rows));
  }

  /** The days of a group may have been compared with one more or less. */
  private static Optional<Integer> others(List<Row> rows) {
    return rows.stream()
        .flatMap(r -> ReadReport.<Integer>optional(r, DetectionLog.COMPARED_WITH).stream())
        .max(Integer::compareTo);
  }

  /** Reports of a group are of one cluster, or not yet of any. */
  private static Map<String, Long> causesSet(List<Row> rows) {
    return rows.stream()
        .flatMap(r -> ReadReport.<String>optional(r, FactField.CLUSTER).stream())
        .min(String::compareTo)
        .map(cluster -> ReadReport.causesSet(rows.get(0), cluster))
        .orElse(Map.of());
  }

  private static String id(Row row) {
    return row.getAs(DetectionLog.REPORT_ID.name());
  }

  private static Row weighed(Row report, List<@Nullable Object> proposal) {
    List<@Nullable Object> values = new ArrayList<>();
    FactField.KEPT.forEach(f -> values.add(report.getAs(f.name())));
    values.addAll(proposal);
    return RowFactory.create(values.toArray());
  }
}
