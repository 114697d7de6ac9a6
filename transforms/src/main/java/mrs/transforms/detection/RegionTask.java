package mrs.transforms.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import mrs.contracts.Method;
import mrs.transforms.Mondays;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Judges a region, or a part of it, by the facts that came in. First all tasks of the region tell
 * one another which stores, SKUs and days there are.
 */
final class RegionTask implements RegionWork {

  /** So many of the last days have a snapshot each; before, one a week is enough. */
  private static final int DAILY_SNAPSHOTS = 14;

  private final RegionPart part;
  private final Method method;
  private final long graceOverTo;
  private @Nullable Extent extent;
  private long judgedFrom;
  private @Nullable RegionJudge judge;
  private transient @Nullable RegionInput input;

  /**
   * Starts with a region's facts.
   *
   * @param method whether the model or the heuristic judges
   * @param graceOverTo last day of which absent cells are known to be missing, in days since
   *     1970-01-01
   */
  RegionTask(RegionPart part, Method method, long graceOverTo, RegionInput input) {
    this.part = part;
    this.method = method;
    this.graceOverTo = graceOverTo;
    this.input = input;
  }

  @Override
  public void resume(RegionInput facts) {
    input = facts;
    if (judge != null && extent != null) {
      judge.resume(facts.grid(extent));
    }
  }

  @Override
  public boolean waits() {
    return judge == null || judge.waits();
  }

  @Override
  public Tally say() {
    if (judge != null) {
      return judge.say();
    }
    Tally tally = new Tally();
    tally.tell(input().extent());
    return tally;
  }

  @Override
  public void hear(Tally all) {
    if (judge != null) {
      judge.hear(all);
      return;
    }
    extent = all.extent();
    RegionGrid grid = input().grid(extent);
    if (method == Method.DEVIATION_HEURISTIC) {
      judgedFrom = input().start();
      judge = DeviationHeuristic.of(grid, extent.roster(), judgedFrom, graceOverTo);
    } else {
      Optional<RegionState> before = input().state();
      int seen = before.map(b -> b.daysSeen).orElse(0);
      judgedFrom = extent.firstDay() + Math.max(0, FitWarmUp.DAYS - seen);
      judge = JudgeRegion.of(grid, before, extent.roster(), span(extent));
    }
  }

  private JudgeRegion.Span span(Extent days) {
    long first = days.firstDay();
    long last = days.lastDay();
    return new JudgeRegion.Span(
        last,
        graceOverTo,
        day -> day == first || day == Mondays.of(day) || day > last - DAILY_SNAPSHOTS);
  }

  @Override
  public List<Row> outcome() {
    JudgeRegion.Verdict verdict = Objects.requireNonNull(judge).verdict();
    List<Row> rows = new ArrayList<>();
    new ReconcileReports(part.region(), judgedFrom, method, input())
        .changes(verdict.reports(), input().reports())
        .forEach(c -> rows.add(RegionOutcome.report(c)));
    verdict.snapshots().forEach((day, s) -> rows.add(RegionOutcome.model(part, day, s)));
    verdict.cells().forEach((fate, n) -> rows.add(RegionOutcome.cells(fate, n)));
    long counted = accountedFrom(method, input());
    rows.add(RegionOutcome.cells(CellAccount.Fate.SUPERSEDED, input().superseded(counted)));
    return rows;
  }

  /** First day whose cells have to be accounted for; the heuristic looks back farther. */
  static long accountedFrom(Method method, RegionInput input) {
    return method == Method.BASELINE_MODEL ? Long.MIN_VALUE : input.start();
  }

  private RegionInput input() {
    return Objects.requireNonNull(input);
  }
}
