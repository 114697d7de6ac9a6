package mrs.transforms;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What is done with a dataset that a transform uses several times over. It means the same rows: to
 * the transform it makes no difference, but planning and computing them for each use would take
 * most of a night's time. The edge computes them at once.
 */
@FunctionalInterface
public interface Once {
  /** Leaves them described; each use computes them. */
  Once DESCRIBED = rows -> rows;

  /** The same rows. */
  Dataset<Row> of(Dataset<Row> rows);
}
