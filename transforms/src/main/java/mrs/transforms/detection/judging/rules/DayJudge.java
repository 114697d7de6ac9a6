package mrs.transforms.detection.judging.rules;

import java.io.Serializable;
import mrs.transforms.detection.passes.Tally;
import mrs.transforms.detection.reports.DayFindings;

/**
 * One way to find what does not fit on the day that is looked at. Of every store and SKU all tasks
 * know what the region shows; of cells and series each knows its own.
 */
public interface DayJudge extends Serializable {

  /** Says which cells of its own would be found, where a find is shared out over the region. */
  default void sayFound(Tally tally) {}

  /**
   * Adds what it finds of its own series. Only what was known before the day may decide.
   *
   * @param all what {@link #sayFound} gave
   */
  void judge(DayFindings findings, Tally all);

  /**
   * Adds the day's statistics to their recent distribution, and moves what the test remembers. What
   * cells and series show is only said.
   */
  void remember(Tally tally);

  /** Remembers what all said in {@link #remember}. */
  default void hear(Tally all) {}
}
