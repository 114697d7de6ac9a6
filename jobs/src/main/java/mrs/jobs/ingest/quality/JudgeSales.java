package mrs.jobs.ingest.quality;

import java.util.List;
import java.util.Optional;
import mrs.contracts.SalesGrain;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.config.MrsConfig.SalesFeed;
import mrs.jobs.ingest.batch.TableBatch;
import mrs.jobs.warehouse.Warehouse;

/**
 * Judges sales that came in by what they say beside earlier ones: whether they contradict one
 * another, whether a store or a line means several, and whether their feed sends zeros as it is
 * said to.
 */
public final class JudgeSales {
  private JudgeSales() {}

  /** Judges {@code batch}, whose rows are in. */
  public static Judgement judge(Warehouse warehouse, SalesFeed feed, TableBatch batch) {
    JudgeStores stores = new JudgeStores(warehouse, feed);
    if (!batch.table().equals(UnifiedSalesData.TABLE)) {
      return stores.judge(batch);
    }
    return SalesSpan.of(batch)
        .map(
            sales ->
                conflicts(warehouse, feed, sales, batch)
                    .and(stores.judge(sales, batch))
                    .and(new JudgeLines(warehouse, feed).judge(sales, batch)))
        .orElse(Judgement.NONE);
  }

  private static Judgement conflicts(
      Warehouse warehouse, SalesFeed feed, SalesSpan sales, TableBatch batch) {
    Optional<String> zeros = new ZeroSales(warehouse, feed.zeros()).hint(sales);
    return Judgement.of(contradictions(warehouse, feed, sales, batch))
        .and(Judgement.needsLook(zeros));
  }

  /** Rows of one receipt that were sent at one time do not contradict one another: all count. */
  private static List<DeliveryVerdict> contradictions(
      Warehouse warehouse, SalesFeed feed, SalesSpan sales, TableBatch batch) {
    return feed.salesGrain() == SalesGrain.RECEIPT
        ? List.of()
        : new SalesConflicts(warehouse, feed.salesGrain()).among(sales, batch.bySeq().keySet());
  }
}
