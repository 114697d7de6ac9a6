package mrs.jobs.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mrs.contracts.Catalogue;
import mrs.contracts.Table;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.ingest.batch.DeliverySummary;
import mrs.jobs.ingest.batch.ParseDeliveries;
import mrs.jobs.ingest.batch.TableBatch;
import mrs.jobs.ingest.failures.Isolate;
import mrs.jobs.ingest.feed.Delivery;
import mrs.jobs.ingest.feed.Integrity;
import mrs.jobs.ingest.quality.DeliveryVerdict;
import mrs.jobs.ingest.quality.Drift;
import mrs.jobs.ingest.quality.GateRecords;
import mrs.jobs.ingest.quality.QualityGate;
import mrs.jobs.ingest.quality.Trailing;
import mrs.jobs.messages.FailureLine;
import mrs.jobs.messages.Failures;
import mrs.jobs.runs.RunContext;
import mrs.transforms.RunStamp;
import org.apache.spark.sql.SparkSession;

/**
 * Reads deliveries: parses them, judges them, looks how they depart from the contract. It writes
 * nothing, so that a delivery that fails has left nothing behind, and what comes after it rests on
 * no file any more.
 *
 * @param feed how sales are delivered
 * @param trailing per table name, the deliveries before these
 */
record ReadDeliveries(
    RunContext context,
    MrsConfig.SalesFeed feed,
    QualityGate gate,
    Map<String, Trailing> trailing,
    RunStamp stamp) {

  /**
   * Deliveries that were read.
   *
   * @param failed those that cannot be, each with why
   */
  record Read(
      List<TableBatch> batches,
      List<DeliveryVerdict> verdicts,
      List<Drift> drifts,
      Map<Delivery, String> failed)
      implements AutoCloseable {

    @Override
    public void close() {
      batches.forEach(TableBatch::close);
    }
  }

  /**
   * Reads {@code deliveries} at once. Where that fails it finds out for which of them, and reads
   * the others.
   *
   * @throws RuntimeException if there is an outage, or what fails is not due to single deliveries
   */
  Read apply(List<Delivery> deliveries) {
    Map<Delivery, String> failed = new LinkedHashMap<>();
    for (Delivery delivery : deliveries) {
      if (delivery.identity().integrity() == Integrity.OUT_OF_REACH) {
        failed.put(delivery, "the file cannot be read: " + delivery.identity().problem());
      }
    }
    List<Delivery> within = without(deliveries, failed);
    try {
      return read(within, failed);
    } catch (Exception e) {
      // Spark throws checked exceptions that its Java signatures do not declare.
      if (Failures.isOutage(e)) {
        throw e;
      }
      context.progress().say("cannot read all deliveries at once: " + FailureLine.of(e));
      new Isolate<Delivery>(some -> read(some, Map.of()).close(), Failures::isOutage)
          .failing(within)
          .forEach((delivery, why) -> failed.put(delivery, FailureLine.of(why)));
      return read(without(deliveries, failed), failed);
    }
  }

  private static List<Delivery> without(List<Delivery> all, Map<Delivery, String> failed) {
    return all.stream().filter(d -> !failed.containsKey(d)).toList();
  }

  private Read read(List<Delivery> deliveries, Map<Delivery, String> failed) {
    List<TableBatch> batches = new ArrayList<>();
    try {
      for (Table table : Catalogue.FEEDS) {
        List<Delivery> ofTable =
            deliveries.stream().filter(d -> d.file().table().equals(table)).toList();
        if (!ofTable.isEmpty()) {
          batches.add(parse(table, ofTable));
        }
      }
      List<DeliveryVerdict> verdicts =
          batches.stream().map(this::judge).flatMap(List::stream).toList();
      List<Drift> drifts = batches.stream().map(this::drifts).flatMap(List::stream).toList();
      return new Read(batches, verdicts, drifts, failed);
    } catch (Exception e) {
      // Spark throws checked exceptions that its Java signatures do not declare.
      batches.forEach(TableBatch::close);
      throw e;
    }
  }

  private TableBatch parse(Table table, List<Delivery> deliveries) {
    Instant started = context.clock().instant();
    SparkSession spark = context.warehouse().spark();
    TableBatch batch =
        new TableBatch(
            table, deliveries, new ParseDeliveries(table, feed, stamp).apply(spark, deliveries));
    String figures =
        table.name()
            + ": "
            + deliveries.size()
            + (deliveries.size() == 1 ? " delivery, " : " deliveries, ")
            + batch.records()
            + " records, "
            + batch.deadLetters()
            + " dead letters";
    context.progress().done("parse", figures, Duration.between(started, context.clock().instant()));
    return batch;
  }

  private List<DeliveryVerdict> judge(TableBatch batch) {
    GateRecords records = GateRecords.of(batch.table(), batch.parsed().tagged());
    return gate.judge(records, batch.parsed().summaries(), before(batch.table()));
  }

  private List<Drift> drifts(TableBatch batch) {
    List<Drift> drifts = new ArrayList<>();
    Trailing before = before(batch.table());
    for (DeliverySummary delivery : batch.parsed().summaries()) {
      drifts.addAll(Drift.of(batch.table(), delivery, before.knownColumns()));
      before = before.after(delivery);
    }
    return drifts;
  }

  private Trailing before(Table table) {
    return trailing.getOrDefault(table.name(), Trailing.NONE);
  }
}
