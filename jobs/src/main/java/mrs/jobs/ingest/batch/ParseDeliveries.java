package mrs.jobs.ingest.batch;

import static mrs.transforms.SparkSchema.as;
import static mrs.transforms.SparkSchema.col;
import static mrs.transforms.SparkSchema.nullOf;
import static org.apache.spark.sql.functions.lit;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import mrs.contracts.ContextualEvents;
import mrs.contracts.Errors;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.SourceColumns;
import mrs.contracts.Table;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.ingest.feed.Bins;
import mrs.jobs.ingest.feed.DeliveredColumns;
import mrs.jobs.ingest.feed.Delivery;
import mrs.jobs.ingest.parse.Plausible;
import mrs.transforms.RunStamp;
import mrs.transforms.SparkSchema;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Parses the deliveries of one table in one pass over their files, in Spark tasks; nothing shuffles
 * but lines whose copies count. The result is persisted, as its rows, dead letters and summaries
 * are read apart.
 *
 * @param feed how sales are delivered
 * @param stamp the ingest's run; its logical time is what "now" is for times that are to be
 *     plausible
 */
public record ParseDeliveries(Table table, MrsConfig.SalesFeed feed, RunStamp stamp) {

  /** Parses {@code deliveries}; the result has to be closed. */
  public ParsedBatch apply(SparkSession spark, List<Delivery> deliveries) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<SerializableConfiguration> hadoop =
        context.broadcast(new SerializableConfiguration(spark.sessionState().newHadoopConf()));
    List<List<Delivery>> bins =
        Bins.of(deliveries, d -> d.file().bytes(), context.defaultParallelism());
    Plausible plausible = new Plausible(stamp.writtenAt());
    Dataset<Row> tagged =
        spark
            .createDataFrame(
                context
                    .parallelize(bins, bins.size())
                    .flatMap(List::iterator)
                    .flatMap(new TaggedRows(plausible, feed.qualifyStores(), hadoop)),
                Tagged.schema(table))
            .persist(StorageLevel.MEMORY_AND_DISK());
    List<DeliverySummary> summaries =
        only(tagged, Tagged.SUMMARY)
            .select(col(SourceColumns.INGEST_SEQ), col(Tagged.FIGURES))
            .collectAsList()
            .stream()
            .map(r -> DeliverySummary.of(r.getLong(0), r.getStruct(1)))
            .sorted(Comparator.comparingLong(DeliverySummary::ingestSeq))
            .toList();
    return new ParsedBatch(tagged, rows(tagged), deadLetters(tagged), summaries);
  }

  private static Dataset<Row> only(Dataset<Row> tagged, int tag) {
    return tagged.where(col(Tagged.TAG).equalTo(tag));
  }

  /** Rows of the table, with content hash and partition. */
  private Dataset<Row> rows(Dataset<Row> tagged) {
    Dataset<Row> typed =
        only(tagged, Tagged.ROW)
            .select(
                Stream.concat(
                        DeliveredColumns.of(table).stream().map(Tagged::typed),
                        Tagged.source().stream().map(SparkSchema::col))
                    .toArray(Column[]::new));
    Dataset<Row> hashed = HashContent.of(table, feed).apply(typed);
    return table
        .partition()
        .map(week -> hashed.withColumn(week.name(), Tagged.weekOf(col(day()))))
        .orElse(hashed);
  }

  private Field day() {
    return table.equals(UnifiedSalesData.TABLE)
        ? UnifiedSalesData.SALES_DATE
        : ContextualEvents.STARTS_ON;
  }

  private Dataset<Row> deadLetters(Dataset<Row> tagged) {
    return only(tagged, Tagged.DEAD_LETTER)
        .select(
            col(Errors.SOURCE_HASH, Tagged.LETTER.name()),
            col(SourceColumns.SOURCE_FILE),
            col(SourceColumns.SOURCE_LINE),
            col(Errors.CODE, Tagged.LETTER.name()),
            col(Errors.TEXT, Tagged.LETTER.name()),
            col(Errors.PAYLOAD, Tagged.LETTER.name()),
            col(Errors.PAYLOAD_BYTES, Tagged.LETTER.name()),
            col(Errors.PAYLOAD_SHA256, Tagged.LETTER.name()),
            as(Errors.ATTEMPTS, lit(1)),
            nullOf(Errors.REPORT_ID),
            as(LogColumns.RUN_ID, lit(stamp.runId())),
            as(LogColumns.WRITTEN_AT, lit(java.sql.Timestamp.from(stamp.writtenAt()))),
            Tagged.weekOf(lit(java.sql.Timestamp.from(stamp.writtenAt()))));
  }
}
