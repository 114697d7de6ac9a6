package mrs.transforms.detection.passes;

import java.io.Serializable;

/**
 * What one task contributes to a pass over a region, and after merging what all tasks did. Each
 * pass has a type of its own, whose fields say what is counted. The tasks that share a region come
 * to the same message, bit by bit, in whatever way its stores are shared out: to what is of one
 * store only one task contributes, and what is added up over stores is either of few enough binary
 * digits to be exact ({@link Totals#exact}) or kept by store.
 */
public interface Message<M extends Message<M>> extends Serializable {

  /** Adds what another task contributed to the same pass, which must not be used afterwards. */
  void merge(M other);

  /**
   * Draws conclusions when all are merged, so that less has to be moved; as a rule there are none.
   */
  default void finish() {}
}
