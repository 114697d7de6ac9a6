package mrs.jobs.ingest.batch;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.stream.Stream;
import mrs.contracts.LogColumns;
import mrs.contracts.SalesGrain;
import mrs.contracts.SourceColumns;
import mrs.contracts.Table;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.ingest.feed.DeliveredColumns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Gives delivered rows the hash of what they say, by which an identical row is known and left out.
 *
 * <p>Where identical rows of a delivery are that many sales (invoice lines that no id tells apart),
 * the k-th of them by its line in the file is hashed with k. So each delivery brings its copies,
 * the same delivery once more adds nothing, and of several deliveries the one with most copies
 * stands.
 *
 * @param grain what a row of sales is: of cells none is counted so, of lines those without an id,
 *     of receipts all
 */
record HashContent(Table table, SalesGrain grain) {
  private static final String PLAIN = "plain_hash";
  private static final String COPY = "copy";

  /** For rows of {@code table}, sales being delivered as {@code feed} says. */
  static HashContent of(Table table, MrsConfig.SalesFeed feed) {
    return new HashContent(table, feed.salesGrain());
  }

  /** {@code rows} with their content hash; where copies count they are shuffled by it. */
  Dataset<Row> apply(Dataset<Row> rows) {
    String hash = LogColumns.CONTENT_HASH.name();
    if (!table.equals(UnifiedSalesData.TABLE) || grain == SalesGrain.CELL) {
      return rows.withColumn(hash, xxhash64(content()));
    }
    Column one =
        grain == SalesGrain.RECEIPT ? lit(false) : col(UnifiedSalesData.LINE_ID).isNotNull();
    Column copy =
        row_number()
            .over(
                Window.partitionBy(col(PLAIN), col(SourceColumns.INGEST_SEQ))
                    .orderBy(col(SourceColumns.SOURCE_LINE)));
    Column[] withCopy =
        Stream.concat(Stream.of(content()), Stream.of(col(COPY))).toArray(Column[]::new);
    return rows.withColumn(PLAIN, xxhash64(content()))
        .withColumn(COPY, copy)
        .withColumn(
            hash, when(one.or(col(COPY).equalTo(1)), col(PLAIN)).otherwise(xxhash64(withCopy)))
        .drop(PLAIN, COPY);
  }

  /**
   * The delivered columns in the contract's order, each followed by whether it is NULL: the hash
   * alone passes over NULLs, so that a value could move to the next column unseen.
   */
  private Column[] content() {
    return DeliveredColumns.of(table).stream()
        .flatMap(f -> Stream.of(col(f), col(f).isNull()))
        .toArray(Column[]::new);
  }
}
