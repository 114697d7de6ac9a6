package mrs.jobs.spark;

import java.util.List;
import java.util.function.UnaryOperator;
import mrs.transforms.Rounds;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/** Takes a transform's rounds now, a Spark job each; of a round only its end is kept. */
public record TakenRounds(SparkSession spark) implements Rounds {

  @Override
  public List<Row> few(Dataset<Row> rows) {
    return Actions.rows(rows);
  }

  @Override
  public <K, V> JavaPairRDD<K, V> kept(JavaPairRDD<K, V> pairs) {
    return pairs.persist(StorageLevel.MEMORY_ONLY());
  }

  @Override
  public <T> JavaRDD<T> last(
      JavaRDD<T> first, UnaryOperator<JavaRDD<T>> next, Function<T, Boolean> goesOn) {
    JavaRDD<T> round = cutOff(first);
    long going = round.filter(goesOn).count();
    while (going > 0) {
      JavaRDD<T> before = round;
      round = cutOff(next.apply(before));
      going = round.filter(goesOn).count();
      before.unpersist(false);
    }
    return round;
  }

  /** Kept by the executors, and without what it came from, which grows from round to round. */
  private static <T> JavaRDD<T> cutOff(JavaRDD<T> round) {
    JavaRDD<T> kept = round.persist(StorageLevel.MEMORY_AND_DISK());
    kept.rdd().localCheckpoint();
    return kept;
  }

  @Override
  public Dataset<Row> rows(JavaRDD<Row> rows, StructType schema) {
    return spark.createDataFrame(rows, schema);
  }
}
