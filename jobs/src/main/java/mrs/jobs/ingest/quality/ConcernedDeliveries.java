package mrs.jobs.ingest.quality;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import mrs.contracts.Field;
import mrs.contracts.SourceColumns;
import mrs.jobs.ingest.batch.TableBatch;
import mrs.transforms.SparkSchema;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The deliveries of a batch that something was found in.
 *
 * @param found by the deliveries' numbers, how many cells, lines or rows, and the first of them
 */
record ConcernedDeliveries(TableBatch batch, SortedMap<Long, Found> found) {
  private static final String DELIVERIES = "deliveries";

  /** How many, and the first of them. */
  record Found(long count, String example) {}

  /** The aggregate that {@link #of} takes apart: which deliveries had rows of one. */
  static Column deliveries() {
    return collect_set(col(SourceColumns.INGEST_SEQ)).as(DELIVERIES);
  }

  /** Whether rows of one came in several deliveries. */
  static Column several() {
    return org.apache.spark.sql.functions.size(col(DELIVERIES)).gt(1);
  }

  /** Those that had rows of {@code found}, each with its {@link #deliveries}. */
  static ConcernedDeliveries of(TableBatch batch, Dataset<Row> found, List<Field> key) {
    Object[] delivered = batch.bySeq().keySet().toArray();
    Dataset<Row> each =
        found
            .withColumn(SourceColumns.INGEST_SEQ.name(), explode(col(DELIVERIES)))
            .where(col(SourceColumns.INGEST_SEQ).isin(delivered));
    return byDelivery(batch, each, key);
  }

  /** Those that {@code rows} are of. */
  static ConcernedDeliveries byDelivery(TableBatch batch, Dataset<Row> rows, List<Field> key) {
    Column example = struct(key.stream().map(SparkSchema::col).toArray(Column[]::new));
    SortedMap<Long, Found> found = new TreeMap<>();
    for (Row row :
        rows.groupBy(col(SourceColumns.INGEST_SEQ))
            .agg(count(lit(1)), min(example))
            .collectAsList()) {
      found.put(row.getLong(0), new Found(row.getLong(1), row.getStruct(2).mkString("/")));
    }
    return new ConcernedDeliveries(batch, found);
  }

  /** How many cells, lines or rows in all. */
  long total() {
    return found.values().stream().mapToLong(Found::count).sum();
  }

  /** A failed check of each. */
  List<DeliveryVerdict> failed(String constraint, Function<Found, String> text) {
    List<DeliveryVerdict> verdicts = new ArrayList<>();
    found.forEach(
        (seq, one) ->
            verdicts.add(
                new DeliveryVerdict(
                    seq, batch.table().name(), constraint, false, one.count(), text.apply(one))));
    return verdicts;
  }

  /** One line for all of them, which starts with their names; empty if there are none. */
  Optional<String> line(String text) {
    if (found.isEmpty()) {
      return Optional.empty();
    }
    String first =
        Optional.ofNullable(batch.bySeq().get(found.firstKey())).orElseThrow().file().name();
    int others = found.size() - 1;
    String names = others == 0 ? first : first + " and " + others + " more";
    return Optional.of(names + ": " + text);
  }
}
