package mrs.transforms.detection.judging.rules;

import java.io.Serializable;
import mrs.transforms.detection.model.Columns;
import mrs.transforms.detection.model.PoolField;

/**
 * Hysteresis of a pooled test: a group that was open yesterday needs less to stay open, so that an
 * event does not fall apart when it fades.
 */
final class OpenGroups implements Serializable {

  private static final double LASTING_SHARE = 0.8; // study
  private static final double LEAST_Z = 1.5; // study

  private final float[] sign;
  private final float[] score;
  private final float[] start;

  OpenGroups(Columns<PoolField> columns) {
    sign = columns.of(PoolField.OPEN_SIGN);
    score = columns.of(PoolField.OPEN_SCORE);
    start = columns.of(PoolField.OPEN_START);
  }

  /** The score of a group today, given its own and its statistic. */
  double lasting(int k, double own, double z) {
    boolean lasts = sign[k] != 0 && sign[k] == Math.signum(z) && Math.abs(z) > LEAST_Z;
    return lasts ? Math.max(own, LASTING_SHARE * score[k]) : own;
  }

  /** Keeps the group open; returns its first day. */
  long open(int k, long day, double z, double groupScore) {
    if (sign[k] != Math.signum(z)) {
      start[k] = day;
    }
    sign[k] = (float) Math.signum(z);
    score[k] = (float) groupScore;
    return (long) start[k];
  }

  void close(int k) {
    sign[k] = 0;
    score[k] = 0;
    start[k] = 0;
  }
}
