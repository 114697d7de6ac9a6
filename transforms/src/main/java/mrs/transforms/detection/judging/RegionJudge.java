package mrs.transforms.detection.judging;

import java.util.ArrayDeque;
import java.util.Deque;
import mrs.transforms.detection.passes.Contribution;
import mrs.transforms.detection.passes.Pass;
import mrs.transforms.detection.passes.PassByPass;
import mrs.transforms.detection.series.RegionGrid;

/** Judges the series of a region, or of some of its stores. */
public abstract class RegionJudge implements PassByPass {

  /** Those to come before it can go on by itself. */
  final Deque<Pass<?>> passes = new ArrayDeque<>();

  /** Goes on as far as it can by itself: until there is a pass again, or nothing is left. */
  abstract void goOn();

  /** Gives the cells again to a judge that was put aside: it does not keep them. */
  public abstract void resume(RegionGrid cells);

  /** What judging gave, when it waits for nothing any more. */
  public abstract RegionResult result();

  @Override
  public final boolean waits() {
    return !passes.isEmpty();
  }

  @Override
  public final Contribution contribute() {
    return passes.element().contribute();
  }

  @Override
  public final void receive(Contribution all) {
    passes.remove().receive(all);
    goOn();
  }
}
