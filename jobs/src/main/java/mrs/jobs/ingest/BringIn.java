package mrs.jobs.ingest;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mrs.contracts.Catalogue;
import mrs.contracts.DataQualityLog;
import mrs.contracts.DeliveriesLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.SchemaDriftLog;
import mrs.contracts.Table;
import mrs.jobs.ingest.feed.Delivery;
import mrs.jobs.runs.Edge;
import mrs.jobs.runs.StageRun.Books;
import mrs.jobs.warehouse.Append;
import mrs.jobs.warehouse.TableRows;
import mrs.jobs.warehouse.Warehouse;
import mrs.transforms.RunStamp;
import org.apache.spark.sql.SparkSession;

/**
 * Brings the deliveries of one ingest in: dead letters first, then rows, one commit a table, then
 * what the checks and the schema said, then the deliveries' books. The ledger's entry, which comes
 * last, is the caller's. Doing it again adds nothing.
 *
 * @param known what earlier ingests brought in
 */
record BringIn(Edge edge, QualityGate gate, KnownDeliveries known, RunStamp stamp) {

  /**
   * What came in.
   *
   * @param reasons one line for each reason to look at it, empty if there is none
   */
  record Result(Books books, List<DeliveryAccount> deliveries, List<String> reasons) {}

  Result apply(List<Delivery> deliveries) throws IOException {
    List<TableBatch> batches = new ArrayList<>();
    try {
      for (Table table : Catalogue.FEEDS) {
        List<Delivery> ofTable =
            deliveries.stream().filter(d -> d.file().table().equals(table)).toList();
        if (!ofTable.isEmpty()) {
          batches.add(parse(table, ofTable));
        }
      }
      return write(batches);
    } finally {
      batches.forEach(TableBatch::close);
    }
  }

  private TableBatch parse(Table table, List<Delivery> deliveries) {
    Instant started = edge.clock().instant();
    SparkSession spark = edge.warehouse().spark();
    TableBatch batch =
        new TableBatch(
            table, deliveries, new ParseDeliveries(table, stamp).apply(spark, deliveries));
    String figures =
        table.name()
            + ": "
            + deliveries.size()
            + (deliveries.size() == 1 ? " delivery, " : " deliveries, ")
            + batch.records()
            + " records, "
            + batch.deadLetters()
            + " dead letters";
    edge.progress().done("parse", figures, Duration.between(started, edge.clock().instant()));
    return batch;
  }

  private Result write(List<TableBatch> batches) throws IOException {
    Warehouse warehouse = edge.warehouse();
    batches.forEach(b -> b.appendDeadLetters(warehouse));
    List<Landed> landed = batches.stream().map(b -> Landed.of(b, warehouse)).toList();
    List<Verdict> verdicts = batches.stream().map(this::judge).flatMap(List::stream).toList();
    List<Drift> drifts = batches.stream().map(this::drifts).flatMap(List::stream).toList();
    List<DeliveryAccount> accounts = accounts(landed, verdicts);
    quarantine(accounts);
    append(SchemaDriftLog.TABLE, drifts.stream().map(Drift::values).toList());
    append(DataQualityLog.TABLE, verdicts.stream().map(Verdict::values).toList());
    append(DeliveriesLog.TABLE, accounts.stream().map(DeliveryAccount::values).toList());
    long added = landed.stream().mapToLong(Landed::gained).sum();
    return new Result(
        books(accounts, added), accounts, IngestReasons.of(batches, accounts, verdicts, drifts));
  }

  private List<Verdict> judge(TableBatch batch) {
    GateRecords records = GateRecords.of(batch.table(), batch.parsed().tagged());
    return gate.judge(records, batch.parsed().summaries(), known.trailing(batch.table()));
  }

  private List<Drift> drifts(TableBatch batch) {
    List<Drift> drifts = new ArrayList<>();
    Trailing trailing = known.trailing(batch.table());
    for (DeliverySummary delivery : batch.parsed().summaries()) {
      drifts.addAll(Drift.of(batch.table(), delivery, trailing.knownColumns()));
      trailing = trailing.after(delivery);
    }
    return drifts;
  }

  /** A batch whose rows are in, and how many its table gained by it. */
  private record Landed(TableBatch batch, long gained) {
    static Landed of(TableBatch batch, Warehouse warehouse) {
      return new Landed(batch, batch.appendRows(warehouse));
    }
  }

  private List<DeliveryAccount> accounts(List<Landed> landed, List<Verdict> verdicts) {
    Set<Long> suspects =
        verdicts.stream()
            .filter(v -> !v.passed())
            .map(Verdict::ingestSeq)
            .collect(Collectors.toSet());
    List<DeliveryAccount> accounts = new ArrayList<>();
    for (Landed one : landed) {
      Map<Long, Long> rows = one.batch().rowsOfDeliveries(edge.warehouse(), one.gained());
      Map<Long, Delivery> deliveries = one.batch().bySeq();
      for (DeliverySummary summary : one.batch().parsed().summaries()) {
        long seq = summary.ingestSeq();
        Delivery delivery = Optional.ofNullable(deliveries.get(seq)).orElseThrow();
        long added = rows.getOrDefault(seq, 0L);
        accounts.add(new DeliveryAccount(delivery, summary, added, suspects.contains(seq)));
      }
    }
    return accounts;
  }

  private void quarantine(List<DeliveryAccount> accounts) throws IOException {
    Warehouse warehouse = edge.warehouse();
    Quarantine quarantine =
        new Quarantine(
            warehouse.root().resolve("quarantine"),
            warehouse.spark().sessionState().newHadoopConf());
    for (DeliveryAccount account : accounts) {
      if (account.summary().unusable()) {
        quarantine.keep(account.delivery());
      }
    }
  }

  private void append(Table table, Collection<Map<Field, Object>> rows) {
    if (rows.isEmpty()) {
      return;
    }
    TableRows all = new TableRows(table);
    for (Map<Field, Object> row : rows) {
      Map<Field, Object> stamped = new HashMap<>(row);
      stamped.put(LogColumns.RUN_ID, stamp.runId());
      stamped.put(LogColumns.WRITTEN_AT, stamp.writtenAt());
      stamped.put(LogColumns.WEEK_START, TableRows.monday(stamp.writtenAt()));
      all.add(stamped);
    }
    Append.to(edge.warehouse(), table).append(all.dataset(edge.warehouse().spark()));
  }

  private static Books books(List<DeliveryAccount> accounts, long added) {
    long records = 0;
    long rows = 0;
    long dead = 0;
    long duplicates = 0;
    for (DeliveryAccount account : accounts) {
      records += account.summary().records();
      rows += account.rowsAdded();
      dead += account.summary().deadLetters();
      duplicates += account.duplicates();
    }
    Map<String, Long> dropped = duplicates == 0 ? Map.of() : Map.of("duplicate", duplicates);
    return new Books(records, rows, added, dead, dropped);
  }
}
