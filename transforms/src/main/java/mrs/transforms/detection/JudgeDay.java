package mrs.transforms.detection;

import java.io.Serializable;
import java.util.List;

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
    DayView view = look.view;
    learning = new LearnDay(state, view, look.effects, look.volumes);
    SpreadGroup group = new SpreadGroup(view);
    missingDays = new JudgeMissingDays(view, group, graceOverTo);
    zeroRuns = new JudgeZeroRuns(view, group);
    levelShifts = new JudgeLevelShifts(view, look.effects, group);
    tests =
        List.of(
            missingDays,
            new JudgeStoreDays(view, look.effects, look.volumes, group),
            new JudgeSkuDays(view, look.effects, look.volumes, group),
            zeroRuns,
            levelShifts,
            new JudgeCells(view, look.effects, group));
    findings = new DayFindings(view.size);
  }

  /**
   * The passes of a day that is judged.
   *
   * @param forgotten how many series were forgotten when it began
   */
  List<Pass> judged(RegionDay day, int forgotten) {
    return passes(day, new Judge(), forgotten);
  }

  /** The passes of a day that is only learnt from. */
  List<Pass> replayed(RegionDay day) {
    return passes(day, new Replay(), 0);
  }

  /** The passes of a day; {@code judging} comes when all that the day shows is known. */
  private List<Pass> passes(RegionDay day, Pass judging, int forgotten) {
    return List.of(
        new Known(forgotten).and(look.region(day)).and(new MissingDays()),
        look.stores(),
        look.skus().and(new ZeroRuns()),
        look.stores().and(judging),
        new Learn());
  }

  /** Which stores and SKUs still have a series that is known; of the others nothing is kept. */
  private final class Known implements Pass {

    private final int forgotten;

    private Known(int forgotten) {
      this.forgotten = forgotten;
    }

    @Override
    public void say(Tally tally) {
      state.sayKnown(tally);
      tally.line(Line.FORGOTTEN, 1)[0] += forgotten;
    }

    @Override
    public void hear(Tally all) {
      state.hearKnown(all);
      if (all.of(Line.FORGOTTEN)[0] > 0) {
        state.forgetEmptyPools();
      }
    }
  }

  private final class MissingDays implements Pass {

    @Override
    public void say(Tally tally) {
      missingDays.say(tally);
    }

    @Override
    public void hear(Tally all) {
      missingDays.count(all);
    }
  }

  private final class ZeroRuns implements Pass {

    @Override
    public void say(Tally tally) {
      zeroRuns.advance();
      zeroRuns.say(tally);
    }

    @Override
    public void hear(Tally all) {
      zeroRuns.count(all);
    }
  }

  /** A day that is only learnt from. */
  private final class Replay implements Pass {

    @Override
    public void say(Tally tally) {}

    @Override
    public void hear(Tally all) {
      levelShifts.advance();
    }
  }

  private final class Judge implements Pass {

    @Override
    public void say(Tally tally) {
      state.tails.values().forEach(Tail::fit);
      tests.forEach(t -> t.sayFound(tally));
    }

    @Override
    public void hear(Tally all) {
      levelShifts.advance();
      findings.clear();
      tests.forEach(t -> t.judge(findings, all));
      book.advance(findings, look.view);
    }
  }

  private final class Learn implements Pass {

    @Override
    public void say(Tally tally) {
      state.tails.values().forEach(Tail::fade);
      tests.forEach(t -> t.remember(tally));
      learning.learn(tally);
    }

    @Override
    public void hear(Tally all) {
      tests.forEach(t -> t.hear(all));
      learning.hear(all);
    }
  }
}
