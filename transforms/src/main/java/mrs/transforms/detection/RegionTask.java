package mrs.transforms.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import mrs.contracts.Method;
import mrs.transforms.Mondays;
import mrs.transforms.detection.judging.CellAccount;
import mrs.transforms.detection.judging.HeuristicJudge;
import mrs.transforms.detection.judging.ModelJudge;
import mrs.transforms.detection.judging.RegionJudge;
import mrs.transforms.detection.judging.RegionResult;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.passes.Contribution;
import mrs.transforms.detection.passes.Pass;
import mrs.transforms.detection.reports.ReconcileReports;
import mrs.transforms.detection.series.Extent;
import mrs.transforms.detection.series.RegionGrid;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Judges a region, or a part of it, by the facts that came in. In the first pass all tasks of the
 * region contribute which stores, SKUs and days there are.
 */
final class RegionTask implements RegionWork {

  /**
   * So many of the last days have a snapshot each; before, one a week is enough, on which {@link
   * DetectDeviations#LOOK_BACK_DAYS} relies.
   */
  private static final int DAILY_SNAPSHOTS = 14; // chosen, not fitted

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
      judge.resume(facts.grid(part.region(), extent));
    }
  }

  @Override
  public boolean waits() {
    return judge == null || judge.waits();
  }

  @Override
  public Contribution contribute() {
    return judge == null ? firstPass().contribute() : judge.contribute();
  }

  @Override
  public void receive(Contribution all) {
    if (judge == null) {
      firstPass().receive(all);
    } else {
      judge.receive(all);
    }
  }

  private Pass<RegionExtent> firstPass() {
    return new Pass<>(
        RegionExtent.class,
        () -> new RegionExtent(input().extent()),
        all -> judge = judge(all.extent()));
  }

  private RegionJudge judge(Extent all) {
    extent = all;
    RegionGrid grid = input().grid(part.region(), all);
    if (method == Method.DEVIATION_HEURISTIC) {
      judgedFrom = input().start();
      return HeuristicJudge.of(grid, all.roster(), judgedFrom, graceOverTo);
    }
    Optional<RegionState> before = input().state();
    int seen = before.map(RegionState::daysSeen).orElse(0);
    judgedFrom = all.firstDay() + Math.max(0, RegionState.WARM_UP_DAYS - seen);
    return ModelJudge.of(grid, before, all.roster(), span(all));
  }

  private ModelJudge.Span span(Extent days) {
    long first = days.firstDay();
    long last = days.lastDay();
    return new ModelJudge.Span(
        last,
        graceOverTo,
        day -> day == first || day == Mondays.of(day) || day > last - DAILY_SNAPSHOTS);
  }

  @Override
  public List<Row> outcome() {
    RegionResult result = Objects.requireNonNull(judge).result();
    List<Row> rows = new ArrayList<>();
    new ReconcileReports(part.region(), judgedFrom, method, input())
        .changes(result.reports(), input().reports())
        .forEach(c -> rows.add(RegionOutcome.report(c)));
    result.snapshots().forEach((day, s) -> rows.add(RegionOutcome.model(part, day, s)));
    result.cells().forEach((fate, n) -> rows.add(RegionOutcome.cells(fate, n)));
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
