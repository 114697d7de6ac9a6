package mrs.jobs.ingest.quality;

import java.util.List;
import java.util.Optional;
import mrs.contracts.SalesGrain;
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

  /** Judges {@code batch}, whose rows are in; of a batch without sales there is nothing to find. */
  public static Judgement judge(Warehouse warehouse, SalesFeed feed, TableBatch batch) {
    return SalesSpan.of(batch)
        .map(s -> conflicts(warehouse, feed, s, batch))
        .orElse(Judgement.NONE)
        .and(new JudgeStores(feed).judge(warehouse, batch))
        .and(new JudgeLines(feed).judge(warehouse, batch));
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
