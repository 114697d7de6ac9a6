package mrs.transforms.detection.judging;

import java.io.Serializable;
import java.util.List;
import mrs.transforms.detection.judging.day.ClosedWeekdays;
import mrs.transforms.detection.judging.day.DayView;
import mrs.transforms.detection.judging.day.ObserveDay;
import mrs.transforms.detection.judging.day.OpenStores;
import mrs.transforms.detection.judging.day.SilentStockOuts;
import mrs.transforms.detection.judging.day.SkuResiduals;
import mrs.transforms.detection.judging.learning.LearnDay;
import mrs.transforms.detection.judging.rules.DayAlarms;
import mrs.transforms.detection.judging.rules.DayRule;
import mrs.transforms.detection.judging.rules.DayStatistics;
import mrs.transforms.detection.judging.rules.FoundCells;
import mrs.transforms.detection.judging.rules.JudgeCells;
import mrs.transforms.detection.judging.rules.JudgeLevelShifts;
import mrs.transforms.detection.judging.rules.JudgeLoneRuns;
import mrs.transforms.detection.judging.rules.JudgeMissingDays;
import mrs.transforms.detection.judging.rules.JudgeRegionDays;
import mrs.transforms.detection.judging.rules.JudgeSkuDays;
import mrs.transforms.detection.judging.rules.JudgeStoreDays;
import mrs.transforms.detection.judging.rules.JudgeZeroRuns;
import mrs.transforms.detection.judging.rules.RegionDays;
import mrs.transforms.detection.judging.rules.SpreadGroup;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.model.Tail;
import mrs.transforms.detection.passes.Pass;
import mrs.transforms.detection.reports.DayFindings;
import mrs.transforms.detection.series.DayCells;

/**
 * The passes in which a day is looked at, judged by all tests, and learnt from. Contributing and
 * receiving move what a task knows, in this order:
 *
 * <pre>
 * pass             contributes                  moves as it contributes   moves as it receives
 * --------------   --------------------------   -----------------------   --------------------------
 * open             known series, what cells     the day in view           known pools, the region's
 *                  show, what stores reported,                            day, volumes, stores due,
 *                  which were open                                        weekdays of stores
 * stores           residuals of stores          -                         effects of stores
 * skusAndZeros     residuals of SKUs, zeros     runs of zeros             effects of SKUs, evidence
 *                                                                         of pools
 * storesAndFound   residuals of stores, cells   fit of the tails,         effects of stores, shifts
 *                  of groups found              severities of groups,     of the level, reports,
 *                                               who led yesterday         who leads
 * teach            statistics of the tests,     fading of the tails,      tails, zero rates, the
 *                  what the region shows        what tests remember,      region, weekday
 *                                               series and pools          profiles of stores
 * </pre>
 *
 * A day on which the region sells nothing of anything is judged by that as soon as all have opened
 * it, and has no further pass. A day that is only learnt from has the same passes; in the fourth
 * nothing is judged, and shifts of the level move as it receives; in the fifth no profile is
 * learnt, it was fitted to the day.
 */
final class JudgeDay implements Serializable {

  final ObserveDay look;
  final ClosedWeekdays closedWeekdays;
  final SilentStockOuts silentStockOuts;
  private final RegionState state;
  private final LearnDay learning;
  private final RegionDays regionDays;
  private final JudgeRegionDays regionTest;
  private final JudgeMissingDays missingDays;
  private final JudgeZeroRuns zeroRuns;
  private final JudgeLevelShifts levelShifts;
  private final List<DayRule> tests;
  private final SpreadGroup group;
  private final DayAlarms alarms;
  private final DayFindings findings;
  private final ReportBook book;
  private final long graceOverTo;

  JudgeDay(String region, RegionState state, long graceOverTo) {
    this.state = state;
    this.graceOverTo = graceOverTo;
    closedWeekdays = new ClosedWeekdays(state);
    silentStockOuts = new SilentStockOuts(state);
    look = new ObserveDay(state);
    DayView view = look.view();
    learning = new LearnDay(state, view, look.effects(), look.volumes());
    group = new SpreadGroup(view);
    alarms = new DayAlarms();
    regionDays = new RegionDays(view, look.volumes().regionDay());
    missingDays = new JudgeMissingDays(view, regionDays, group, graceOverTo);
    regionTest = new JudgeRegionDays(region, view, regionDays, group, alarms);
    book = new ReportBook(state, regionDays);
    zeroRuns = new JudgeZeroRuns(view, group, alarms);
    levelShifts = new JudgeLevelShifts(view, look.effects(), group, alarms);
    tests =
        List.of(
            missingDays,
            new JudgeStoreDays(view, look.effects(), look.volumes(), group, alarms),
            new JudgeSkuDays(view, look.effects(), look.volumes(), group, alarms),
            zeroRuns,
            new JudgeLoneRuns(view, zeroRuns, group, alarms),
            levelShifts,
            new JudgeCells(view, look.effects(), look.volumes(), group, alarms));
    findings = new DayFindings(view.size());
  }

  /** What is reported of the days that were judged. */
  ReportBook book() {
    return book;
  }

  /**
   * The first pass of a day that is judged.
   *
   * @param sent the day as it came, which teaches on which weekdays stores open
   * @param day the same without the stores that are closed on such days
   */
  Pass<?> opening(DayCells sent, DayCells day) {
    return open(day, () -> OpenStores.of(sent, state.index()))
        .then(
            all -> {
              closedWeekdays.learn(day.day(), all.open(), day.day() > graceOverTo);
              regionDays.receive(all.open(), all.reported(), all.region().expectedOfStore());
            });
  }

  /** Whether the region sold nothing of anything on the day that was opened. */
  boolean nothingSold() {
    return regionDays.nothingSold();
  }

  /** Judges such a day, which teaches nothing. */
  void judgeNothingSold() {
    state.wide().groupRates().fit();
    findings.clear();
    regionTest.judge(findings);
    state.wide().groupRates().beginDay();
    state.wide().groupRates().add(alarms.pooled());
    alarms.clear();
    book.advance(findings, look.view());
  }

  /** The passes of any other day that was opened, in order. */
  List<Pass<?>> judged() {
    return List.of(
        look.stores(),
        skusAndZeros(),
        storesAndFound(),
        teach().then(all -> learning.learnProfiles()));
  }

  /**
   * The passes of a day that is only learnt from, in order; on which weekdays stores open is known.
   */
  List<Pass<?>> replayed(DayCells day) {
    return List.of(
        open(day, () -> new OpenStores(state.index().stores().size())),
        look.stores(),
        skusAndZeros(),
        look.stores().then(all -> levelShifts.advance()),
        teach());
  }

  private Pass<OpeningMessage> open(DayCells day, Pass.Contribute<OpenStores> open) {
    return new Pass<>(
        OpeningMessage.class,
        () ->
            new OpeningMessage(
                state.contributeKnown(),
                look.contributeRegion(day),
                missingDays.contribute(),
                open.contribute()),
        all -> {
          state.receiveKnown(all.known());
          look.receiveRegion(all.region());
          missingDays.receive(all.reported());
        });
  }

  private Pass<SkusAndZeros> skusAndZeros() {
    return new Pass<>(
        SkusAndZeros.class,
        () -> {
          SkuResiduals skus = look.effects().contributeSkus();
          zeroRuns.advance();
          return new SkusAndZeros(skus, zeroRuns.contribute());
        },
        all -> {
          look.effects().receiveSkus(all.skus());
          zeroRuns.receive(all.zeros());
        });
  }

  private Pass<StoresAndFound> storesAndFound() {
    return new Pass<>(
        StoresAndFound.class,
        () -> new StoresAndFound(look.effects().contributeStores(), found()),
        all -> {
          look.effects().receiveStores(all.stores());
          judge(all.found());
        });
  }

  private FoundCells found() {
    state.wide().tails().values().forEach(Tail::fit);
    state.wide().groupRates().fit();
    state.wide().seriesRates().fit();
    group.beginDay();
    FoundCells found = new FoundCells();
    tests.forEach(t -> t.contribute(found));
    return found;
  }

  private void judge(FoundCells all) {
    levelShifts.advance();
    findings.clear();
    tests.forEach(t -> t.judge(findings, all));
    state.wide().groupRates().beginDay();
    state.wide().seriesRates().beginDay();
    state.wide().groupRates().add(alarms.pooled());
    book.advance(findings, look.view());
    regionDays.endDay();
  }

  private Pass<TeachingMessage> teach() {
    return new Pass<>(
        TeachingMessage.class,
        () -> new TeachingMessage(statistics(), learning.contribute()),
        all -> {
          all.statistics().teach(state);
          learning.receive(all.region());
        });
  }

  private DayStatistics statistics() {
    state.wide().tails().values().forEach(Tail::fade);
    DayStatistics statistics = new DayStatistics();
    tests.forEach(t -> t.remember(statistics));
    statistics.add(alarms);
    alarms.clear();
    return statistics;
  }
}
