package mrs.jobs.ingest.quality;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import mrs.contracts.DataQualityLog;
import mrs.contracts.DeliveriesLog;
import mrs.contracts.Field;
import mrs.contracts.SourceColumns;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.ingest.batch.TableBatch;
import mrs.jobs.warehouse.Warehouse;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Judges whether a store's id means one store.
 *
 * <p>An id that comes with two retailers speaks against all deliveries that sent it, whichever came
 * first: one retailer's sales would take the place of the other's. Those that came in before have
 * the verdict in {@code data_quality_log} and get a line; their books are closed. Where stores are
 * qualified by their retailer, an id of a store in another table that is not qualified names none.
 */
record JudgeStores(Warehouse warehouse, MrsConfig.SalesFeed feed) {
  private static final String ONE_RETAILER = "store_of_one_retailer";
  private static final String RETAILERS = "retailers";
  private static final String DELIVERIES = "deliveries";
  private static final int SHOWN = 3;

  /** Judges {@code sales}, which are those of {@code batch} and are in their table. */
  Judgement judge(SalesSpan sales, TableBatch batch) {
    return !feed.qualifyStores() && namesRetailers(batch) ? shared(sales, batch) : Judgement.NONE;
  }

  /** Judges a batch of another table. */
  Judgement judge(TableBatch batch) {
    Optional<Field> store = batch.table().field(UnifiedSalesData.STORE_ID.name());
    return feed.qualifyStores() && store.isPresent() && batch.rows() > 0
        ? Judgement.of(unqualified(batch))
        : Judgement.NONE;
  }

  private static boolean namesRetailers(TableBatch batch) {
    return batch.parsed().summaries().stream()
        .anyMatch(s -> s.columns().contains(UnifiedSalesData.RETAILER.name()));
  }

  private Judgement shared(SalesSpan sales, TableBatch batch) {
    Set<Long> delivered = batch.bySeq().keySet();
    List<Row> stores =
        sales
            .around(warehouse, feed.rules().reachDays())
            .where(col(UnifiedSalesData.RETAILER).isNotNull())
            .groupBy(col(UnifiedSalesData.STORE_ID))
            .agg(
                array_sort(collect_set(col(UnifiedSalesData.RETAILER))).as(RETAILERS),
                collect_set(col(SourceColumns.INGEST_SEQ)).as(DELIVERIES))
            .where(size(col(RETAILERS)).gt(1))
            .select(
                col(UnifiedSalesData.STORE_ID), array_join(col(RETAILERS), ", "), col(DELIVERIES))
            .orderBy(col(UnifiedSalesData.STORE_ID))
            .collectAsList();
    Map<Long, List<String>> byDelivery = new TreeMap<>();
    for (Row store : stores) {
      List<Long> seqs = store.getList(2);
      if (seqs.stream().anyMatch(delivered::contains)) {
        String what = store.getString(0) + " (" + store.getString(1) + ")";
        seqs.forEach(s -> byDelivery.computeIfAbsent(s, n -> new ArrayList<>()).add(what));
      }
    }
    if (!delivered.containsAll(byDelivery.keySet())) {
      byDelivery.keySet().removeAll(judgedBefore(delivered));
    }
    List<DeliveryVerdict> verdicts = new ArrayList<>();
    byDelivery.forEach((seq, of) -> verdicts.add(shared(seq, of)));
    byDelivery.keySet().removeAll(delivered);
    return Judgement.of(verdicts).and(Judgement.needsLook(before(byDelivery.keySet())));
  }

  /** A line for the deliveries that came in before, which no reason of this ingest names. */
  private Optional<String> before(Set<Long> deliveries) {
    return deliveries.isEmpty()
        ? Optional.empty()
        : Optional.of(
            ONE_RETAILER
                + " fails now for "
                + deliveries.size()
                + (deliveries.size() == 1 ? " delivery" : " deliveries")
                + " that came in before, such as "
                + first(deliveries)
                + "; data_quality_log says by which stores");
  }

  private String first(Set<Long> deliveries) {
    return warehouse
        .read(DeliveriesLog.TABLE)
        .where(col(DeliveriesLog.INGEST_SEQ).isin(deliveries.toArray()))
        .agg(min_by(col(DeliveriesLog.SOURCE_FILE), col(DeliveriesLog.INGEST_SEQ)))
        .head()
        .getString(0);
  }

  /** Earlier deliveries that the log has this verdict of already. */
  private Set<Long> judgedBefore(Set<Long> delivered) {
    Set<Long> judged = new HashSet<>();
    for (Row row :
        warehouse
            .read(DataQualityLog.TABLE)
            .where(col(DataQualityLog.CONSTRAINT).equalTo(ONE_RETAILER))
            .select(col(DataQualityLog.INGEST_SEQ))
            .distinct()
            .collectAsList()) {
      judged.add(row.getLong(0));
    }
    judged.removeAll(delivered);
    return judged;
  }

  private static DeliveryVerdict shared(long seq, List<String> stores) {
    return new DeliveryVerdict(
        seq,
        UnifiedSalesData.TABLE.name(),
        ONE_RETAILER,
        false,
        stores.size(),
        stores.size()
            + " store ids come with several retailers, such as "
            + String.join("; ", new TreeSet<>(stores).stream().limit(SHOWN).toList())
            + ", and take each other's place; set feeds.sales.qualify_stores to true, in a new"
            + " warehouse");
  }

  private static List<DeliveryVerdict> unqualified(TableBatch batch) {
    Field store = UnifiedSalesData.STORE_ID;
    Dataset<Row> rows =
        batch.parsed().rows().where(col(store).isNotNull().and(not(col(store).contains(":"))));
    return ConcernedDeliveries.byDelivery(batch, rows, List.of(store))
        .failed(
            "store_qualified",
            f ->
                f.count()
                    + " rows name a store without its retailer, such as "
                    + f.example()
                    + ", which matches none; send retailer:store_id, as"
                    + " feeds.sales.qualify_stores is true");
  }
}
