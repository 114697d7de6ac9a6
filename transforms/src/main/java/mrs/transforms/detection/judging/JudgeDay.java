package mrs.transforms.detection.judging;

import java.io.Serializable;
import java.util.List;
import mrs.transforms.detection.judging.day.DayView;
import mrs.transforms.detection.judging.day.LookAtDay;
import mrs.transforms.detection.judging.learning.LearnDay;
import mrs.transforms.detection.judging.rules.DayJudge;
import mrs.transforms.detection.judging.rules.JudgeCells;
import mrs.transforms.detection.judging.rules.JudgeLevelShifts;
import mrs.transforms.detection.judging.rules.JudgeMissingDays;
import mrs.transforms.detection.judging.rules.JudgeSkuDays;
import mrs.transforms.detection.judging.rules.JudgeStoreDays;
import mrs.transforms.detection.judging.rules.JudgeZeroRuns;
import mrs.transforms.detection.judging.rules.SpreadGroup;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.model.Tail;
import mrs.transforms.detection.passes.Line;
import mrs.transforms.detection.passes.Pass;
import mrs.transforms.detection.passes.Tally;
import mrs.transforms.detection.reports.DayFindings;
import mrs.transforms.detection.series.RegionDay;

/** The passes in which a day is looked at, judged by all tests, and learnt from. */
final class JudgeDay implements Serializable {

  final LookAtDay look;
  private final RegionState state;
  private final LearnDay learning;
  private final JudgeMissingDays missingDays;
  private final JudgeZeroRuns zeroRuns;
  private final JudgeLevelShifts levelShifts;
  private final List<DayJudge> tests;
  private final DayFindings findings;
  private final ReportBook book;

  JudgeDay(RegionState state, ReportBook book, long graceOverTo) {
    this.state = state;
    this.book = book;
    look = new LookAtDay(state);
    DayView view = look.view();
    learning = new LearnDay(state, view, look.effects(), look.volumes());
    SpreadGroup group = new SpreadGroup(view);
    missingDays = new JudgeMissingDays(view, group, graceOverTo);
    zeroRuns = new JudgeZeroRuns(view, group);
    levelShifts = new JudgeLevelShifts(view, look.effects(), group);
    tests =
        List.of(
            missingDays,
            new JudgeStoreDays(view, look.effects(), look.volumes(), group),
            new JudgeSkuDays(view, look.effects(), look.volumes(), group),
            zeroRuns,
            levelShifts,
            new JudgeCells(view, look.effects(), group));
    findings = new DayFindings(view.size());
  }

  /**
   * The passes of a day that is judged.
   *
   * @param forgotten how many series were forgotten when it began
   */
  List<Pass> judged(RegionDay day, int forgotten) {
    return passes(day, look.stores().and(new Pass(this::sayFound, this::judge)), forgotten);
  }

  /** The passes of a day that is only learnt from. */
  List<Pass> replayed(RegionDay day) {
    return passes(day, look.stores().then(all -> levelShifts.advance()), 0);
  }

  /** The passes of a day; after {@code stores}, the second over stores, all is known of it. */
  private List<Pass> passes(RegionDay day, Pass stores, int forgotten) {
    return List.of(
        known(forgotten).and(look.region(day)).and(new Pass(missingDays::say, missingDays::count)),
        look.stores(),
        look.skus().and(new Pass(this::sayZeroRuns, zeroRuns::count)),
        stores,
        new Pass(this::learn, this::hearLearnt));
  }

  /** Which stores and SKUs still have a series that is known; of the others nothing is kept. */
  private Pass known(int forgotten) {
    return new Pass(
        tally -> {
          state.sayKnown(tally);
          tally.line(Line.FORGOTTEN, 1)[0] += forgotten;
        },
        all -> {
          state.hearKnown(all);
          if (all.of(Line.FORGOTTEN)[0] > 0) {
            state.forgetEmptyPools();
          }
        });
  }

  private void sayZeroRuns(Tally tally) {
    zeroRuns.advance();
    zeroRuns.say(tally);
  }

  private void sayFound(Tally tally) {
    state.tails().forEach(Tail::fit);
    tests.forEach(t -> t.sayFound(tally));
  }

  private void judge(Tally all) {
    levelShifts.advance();
    findings.clear();
    tests.forEach(t -> t.judge(findings, all));
    book.advance(findings, look.view());
  }

  private void learn(Tally tally) {
    state.tails().forEach(Tail::fade);
    tests.forEach(t -> t.remember(tally));
    learning.learn(tally);
  }

  private void hearLearnt(Tally all) {
    tests.forEach(t -> t.hear(all));
    learning.hear(all);
  }
}
