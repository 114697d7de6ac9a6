package mrs.transforms.detection;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.time.LocalDate;
import java.util.stream.Stream;
import mrs.contracts.BaselineModels;
import mrs.contracts.ContextKind;
import mrs.contracts.ContextualEvents;
import mrs.contracts.LogColumns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * The context that bears on what is expected (promotions and stock-outs), each version of an event
 * with the days on which it was the latest one known, in the regions that it concerns.
 */
final class KnownContext {

  private static final Column[] TOLD =
      Stream.of(
              ContextualEvents.KIND,
              ContextualEvents.STORE_ID,
              ContextualEvents.SKU,
              ContextualEvents.STARTS_ON,
              ContextualEvents.ENDS_ON)
          .map(f -> col(f, "e"))
          .toArray(Column[]::new);

  private KnownContext() {}

  /**
   * Adds {@code region}, {@code known_from} and {@code known_to} (NULL: still known).
   *
   * @param stores (store_id, region)
   * @param regions (region) of those that are to be judged
   */
  static Dataset<Row> of(
      Dataset<Row> events, Dataset<Row> stores, Dataset<Row> regions, LocalDate lastDay) {
    Dataset<Row> known =
        withKnownDays(events)
            .where(
                col(ContextualEvents.KIND)
                    .isin(ContextKind.PROMOTION.word(), ContextKind.STOCK_OUT.word()))
            .where(col(ContextualEvents.STARTS_ON).leq(lit(Date.valueOf(lastDay))));
    Dataset<Row> judged = regions.select(col(BaselineModels.REGION));
    Dataset<Row> ofStore =
        StoreRegions.withHome(known.where(col(ContextualEvents.STORE_ID).isNotNull()), stores)
            .as("e")
            .join(
                judged.as("h"),
                col("e." + StoreRegions.HOME)
                    .equalTo(col(BaselineModels.REGION, "h"))
                    .and(concerns()));
    Dataset<Row> ofAll =
        known
            .where(col(ContextualEvents.STORE_ID).isNull())
            .as("e")
            .join(judged.as("h"), concerns());
    return select(ofStore).unionByName(select(ofAll));
  }

  private static Column concerns() {
    return coalesce(
        col(ContextualEvents.REGION, "e").equalTo(col(BaselineModels.REGION, "h")), lit(true));
  }

  private static Dataset<Row> withKnownDays(Dataset<Row> events) {
    WindowSpec versions =
        Window.partitionBy(col(ContextualEvents.FEED), col(ContextualEvents.EVENT_ID))
            .orderBy(col(ContextualEvents.RECEIVED_AT), col(LogColumns.CONTENT_HASH));
    Column received = col(ContextualEvents.RECEIVED_AT).cast("date");
    return events
        .withColumn(FactKind.KNOWN_FROM, received)
        .withColumn(FactKind.KNOWN_TO, date_add(lead(received, 1).over(versions), -1));
  }

  private static Dataset<Row> select(Dataset<Row> joined) {
    Column[] known =
        Stream.of(
                col(BaselineModels.REGION, "h"),
                col("e." + FactKind.KNOWN_FROM),
                col("e." + FactKind.KNOWN_TO))
            .toArray(Column[]::new);
    return joined.select(Stream.concat(Stream.of(known), Stream.of(TOLD)).toArray(Column[]::new));
  }
}
