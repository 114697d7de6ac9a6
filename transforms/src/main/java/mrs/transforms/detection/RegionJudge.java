package mrs.transforms.detection;

/** Judges the series of a region, or of some of its stores. */
interface RegionJudge extends PassByPass {

  /** Gives the cells again to a judge that was put aside: it does not keep them. */
  void resume(RegionGrid cells);

  /** What judging gave, when it waits for nothing any more. */
  JudgeRegion.Verdict verdict();
}
