package mrs.transforms;

import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * What the edge does for a transform that goes on in rounds, as many as the data need. The
 * transform describes where it begins and what comes next; the edge takes the rounds.
 */
public interface Rounds {

  /** The few rows by which a transform decides whether there are rounds to take, and of what. */
  List<Row> few(Dataset<Row> rows);

  /** The same pairs, at hand in every round; those that are lost are computed anew. */
  <K, V> JavaPairRDD<K, V> kept(JavaPairRDD<K, V> pairs);

  /**
   * What is left of {@code first} when none of it goes on.
   *
   * @param next a round; it keeps the partitions
   */
  <T> JavaRDD<T> last(
      JavaRDD<T> first, UnaryOperator<JavaRDD<T>> next, Function<T, Boolean> goesOn);

  /** Rows of this schema. */
  Dataset<Row> rows(JavaRDD<Row> rows, StructType schema);
}
