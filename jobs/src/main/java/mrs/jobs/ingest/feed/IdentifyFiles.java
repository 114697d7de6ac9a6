package mrs.jobs.ingest.feed;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import scala.Tuple2;

/** Tells the identity of files by reading them once, in Spark tasks. */
public final class IdentifyFiles {
  private IdentifyFiles() {}

  /** The identity of each of {@code files}; the executors have to reach them. */
  public static Map<FeedFile, Identity> in(SparkSession spark, List<FeedFile> files) {
    if (files.isEmpty()) {
      return Map.of();
    }
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<SerializableConfiguration> hadoop =
        context.broadcast(new SerializableConfiguration(spark.sessionState().newHadoopConf()));
    List<List<FeedFile>> bins = Bins.of(files, FeedFile::bytes, context.defaultParallelism());
    return context
        .parallelize(bins, bins.size())
        .flatMap(List::iterator)
        .map(f -> new Tuple2<>(f, Fingerprint.of(f, hadoop.value().value())))
        .collect()
        .stream()
        .collect(Collectors.toMap(Tuple2::_1, Tuple2::_2));
  }
}
