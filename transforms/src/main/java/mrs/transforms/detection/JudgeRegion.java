package mrs.transforms.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Judges one region day by day. A day is judged by earlier days, by the other series of the same
 * day, and by the context known that day; later days change nothing.
 */
final class JudgeRegion {

  /** Days of the warm-up that are replayed to learn how the tests' statistics are spread. */
  private static final int REPLAYED_DAYS = 21;

  /** A series without a cell for so many days is forgotten. */
  private static final int FORGOTTEN_AFTER = 180;

  private final RegionState state;
  private final DayView view;
  private final PooledEffects effects;
  private final PooledVolumes volumes;
  private final LearnDay learning;
  private final JudgeZeroRuns zeroRuns;
  private final JudgeLevelShifts levelShifts;
  private final List<DayJudge> tests;
  private final DayFindings findings;
  private final ReportBook book;
  private final CellAccount account = new CellAccount();
  private final long graceOverTo;

  private JudgeRegion(RegionState state, long graceOverTo) {
    this.state = state;
    this.graceOverTo = graceOverTo;
    view = new DayView(state);
    effects = new PooledEffects(view);
    volumes = new PooledVolumes(view);
    learning = new LearnDay(state, view, effects, volumes);
    SpreadGroup group = new SpreadGroup(view);
    zeroRuns = new JudgeZeroRuns(view, group);
    levelShifts = new JudgeLevelShifts(view, effects, group);
    tests =
        List.of(
            new JudgeMissingDays(view, group, graceOverTo),
            new JudgeStoreDays(view, effects, volumes, group),
            new JudgeSkuDays(view, effects, volumes, group),
            zeroRuns,
            levelShifts,
            new JudgeCells(view, effects, group));
    findings = new DayFindings(view.size);
    book = new ReportBook(state);
  }

  /**
   * What judging gave.
   *
   * @param reports those that could still change on the first judged day, and all later ones
   * @param snapshots what was known after a day, by day
   * @param cells what became of the cells of the judged days
   */
  record Verdict(
      List<Report> reports,
      SortedMap<Long, Snapshot> snapshots,
      Map<CellAccount.Fate, Long> cells) {}

  /** What was known after a day, encoded, of so many series and after so many days. */
  record Snapshot(int series, int daysSeen, byte[] payload) {}

  /**
   * Judges the days after {@code before} (the grid's first day when it is empty) up to {@code
   * span}'s last.
   *
   * @param grid has to hold these days without a gap
   * @param before what was known after an earlier day, empty for a new region
   */
  static Verdict judge(RegionGrid grid, java.util.Optional<RegionState> before, Span span) {
    TreeSet<SeriesKey> series = new TreeSet<>(grid.series());
    before.ifPresent(b -> series.addAll(b.knownSeries()));
    Layout layout = new Layout(List.copyOf(series), grid.groupOfStore());
    RegionState state =
        before.map(b -> b.over(layout)).orElseGet(() -> RegionState.empty(layout, grid.firstDay()));
    long from = state.day + 1;
    int[] places = Layout.places(layout.series, grid.series());
    JudgeRegion judge = new JudgeRegion(state, span.graceOverTo());
    SortedMap<Long, Snapshot> snapshots = new TreeMap<>();
    for (long day = from; day <= span.judgeTo(); day++) {
      judge.take(grid.day(day).rearranged(places));
      if (span.snapshots().test(day)) {
        snapshots.put(
            day,
            new Snapshot(state.knownSeries().size(), state.daysSeen, StateCodec.encode(state)));
      }
    }
    return new Verdict(judge.book.reports(), snapshots, judge.account.cells());
  }

  /**
   * How far to judge.
   *
   * @param judgeTo last day to look at
   * @param graceOverTo last day of which absent cells are known to be missing, not late
   * @param snapshots the days after which to remember what was learnt
   */
  record Span(long judgeTo, long graceOverTo, java.util.function.LongPredicate snapshots) {}

  private void take(RegionDay day) {
    arrive(day);
    account.add(day, state, graceOverTo);
    if (state.warmedUp()) {
      judge(day);
    } else {
      state.warmUp.add(day);
    }
    state.day = day.day();
    state.daysSeen++;
    if (state.daysSeen == FitWarmUp.DAYS) {
      finishWarmUp();
    }
  }

  /** Greets new series and forgets those that are long gone. */
  private void arrive(RegionDay day) {
    float[] lastSeen = state.series.of(SeriesField.LAST_SEEN);
    boolean forgot = false;
    for (int i = 0; i < view.size; i++) {
      if (day.sold(i)) {
        if (lastSeen[i] == 0 && state.warmedUp()) {
          state.series.of(SeriesField.OFFSET)[i] = state.region(RegionField.OFFSET);
          state.series.of(SeriesField.VARIANCE)[i] = state.region(RegionField.VARIANCE);
        }
        lastSeen[i] = day.day();
      } else if (lastSeen[i] > 0 && day.day() - (long) lastSeen[i] > FORGOTTEN_AFTER) {
        state.forget(i);
        forgot = true;
      }
    }
    if (forgot) {
      state.forgetEmptyPools();
    }
  }

  private void judge(RegionDay day) {
    state.tails.values().forEach(Tail::fit);
    look(day);
    findings.clear();
    tests.forEach(t -> t.judge(findings));
    book.advance(findings, view);
    learn();
  }

  private void look(RegionDay day) {
    view.load(day);
    effects.compute();
    volumes.compute();
    zeroRuns.advance();
    levelShifts.advance();
  }

  private void learn() {
    state.tails.values().forEach(Tail::fade);
    tests.forEach(DayJudge::remember);
    learning.learn();
  }

  private void finishWarmUp() {
    FitWarmUp.fit(state);
    FitSpread.fit(state, view, effects, volumes);
    int skipped = state.warmUp.size() - REPLAYED_DAYS;
    for (RegionDay day : new ArrayList<>(state.warmUp).subList(skipped, state.warmUp.size())) {
      look(day);
      learn();
    }
    state.warmUp.clear();
  }
}
