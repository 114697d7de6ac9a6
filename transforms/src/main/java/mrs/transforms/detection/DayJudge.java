package mrs.transforms.detection;

/** One way to find what does not fit on the day that is looked at. */
interface DayJudge {

  /** Adds what it finds. Only what was known before the day may decide. */
  void judge(DayFindings findings);

  /** Adds the day's statistics to their recent distribution, and moves what the test remembers. */
  void remember();
}
