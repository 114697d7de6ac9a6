package mrs.transforms.detection.judging.rules;

import java.io.Serializable;
import mrs.transforms.detection.reports.DayFindings;

/**
 * One way to find what does not fit on the day that is looked at: a rule carries out one of the
 * tests that {@link mrs.contracts.TestKind} names. Of every store and SKU all tasks know what the
 * region shows; of cells and series each knows its own.
 */
public interface DayRule extends Serializable {

  /** Adds which cells of its own would be found, where a find is shared out over the region. */
  default void contribute(FoundCells found) {}

  /**
   * Adds what it finds of its own series. Only what was known before the day may decide.
   *
   * @param all what all tasks contributed
   */
  void judge(DayFindings findings, FoundCells all);

  /**
   * Remembers what the day shows of stores and SKUs, and moves what the test remembers. What cells
   * and series show is only contributed.
   */
  void remember(DayStatistics statistics);
}
