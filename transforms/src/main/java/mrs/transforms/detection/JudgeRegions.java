package mrs.transforms.detection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import mrs.contracts.Method;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;

/**
 * Judges the region whose {@link RegionFacts} come in, and gives {@link RegionOutcome} rows.
 *
 * @param method whether the model or the heuristic judges
 * @param graceOverTo last day of which absent cells are known to be missing, in days since
 *     1970-01-01
 */
record JudgeRegions(Method method, long graceOverTo)
    implements FlatMapGroupsFunction<String, Row, Row> {

  /** So many of the last days have a snapshot each; before, one a week is enough. */
  private static final int DAILY_SNAPSHOTS = 14;

  @Override
  public Iterator<Row> call(String region, Iterator<Row> facts) {
    RegionInput input = new RegionInput(facts);
    if (!input.toBeJudged()) {
      return Collections.emptyIterator();
    }
    RegionGrid grid = input.grid();
    boolean modelled = method == Method.BASELINE_MODEL;
    JudgeRegion.Verdict verdict =
        modelled ? judge(grid, input) : DeviationHeuristic.judge(grid, input.start(), graceOverTo);
    long from = modelled ? judgedFrom(grid, input) : input.start();
    List<Row> rows = new ArrayList<>();
    new ReconcileReports(region, from, method, input)
        .changes(verdict.reports(), input.reports)
        .forEach(c -> rows.add(RegionOutcome.report(c)));
    verdict.snapshots().forEach((day, s) -> rows.add(RegionOutcome.model(region, day, s)));
    verdict.cells().forEach((fate, n) -> rows.add(RegionOutcome.cells(fate, n)));
    rows.add(
        RegionOutcome.cells(
            CellAccount.Fate.SUPERSEDED, input.superseded(modelled ? Long.MIN_VALUE : from)));
    return rows.iterator();
  }

  private JudgeRegion.Verdict judge(RegionGrid grid, RegionInput input) {
    long first = input.state().map(s -> s.day + 1).orElse(grid.firstDay());
    long last = grid.lastDay();
    return JudgeRegion.judge(
        grid,
        input.state(),
        new JudgeRegion.Span(
            last,
            graceOverTo,
            day ->
                day == first
                    || day == ReconcileReports.monday(day)
                    || day > last - DAILY_SNAPSHOTS));
  }

  /** The first day that was not only learnt from. */
  private static long judgedFrom(RegionGrid grid, RegionInput input) {
    int seen = input.state().map(s -> s.daysSeen).orElse(0);
    long next = input.state().map(s -> s.day + 1).orElse(grid.firstDay());
    return next + Math.max(0, FitWarmUp.DAYS - seen);
  }
}
