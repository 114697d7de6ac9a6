package mrs.jobs.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mrs.contracts.DataQualityLog;
import mrs.contracts.DeliveriesLog;
import mrs.contracts.DeliveryFailuresLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.SchemaDriftLog;
import mrs.contracts.Table;
import mrs.jobs.ingest.batch.DeliverySummary;
import mrs.jobs.ingest.batch.TableBatch;
import mrs.jobs.ingest.failures.DeliveryFailure;
import mrs.jobs.ingest.feed.Delivery;
import mrs.jobs.ingest.quality.DeliveryVerdict;
import mrs.jobs.ingest.quality.Drift;
import mrs.jobs.ingest.quality.Hint;
import mrs.jobs.ingest.quality.JudgeSales;
import mrs.jobs.ingest.quality.Judgement;
import mrs.jobs.runs.Books;
import mrs.jobs.runs.RunContext;
import mrs.jobs.warehouse.Append;
import mrs.jobs.warehouse.TableRows;
import mrs.jobs.warehouse.Warehouse;
import mrs.transforms.Mondays;
import mrs.transforms.RunStamp;

/**
 * Appends the deliveries of one ingest. First all of them are read; then dead letters are added,
 * then rows, one commit a table, then what the schema and the checks said, which deliveries failed,
 * and the deliveries' books. The ledger's entry, which comes last, is the caller's. Doing it again
 * adds nothing.
 *
 * <p>As everything was read before the first commit, a failure from there on is not due to a
 * delivery.
 *
 * @param fail says what becomes of deliveries that cannot be read
 * @param booked what an interrupted attempt had entered
 */
record AppendDeliveries(
    RunContext context, ReadDeliveries reader, FailDeliveries fail, Booked booked, RunStamp stamp) {

  /**
   * What came in.
   *
   * @param reasons one line for each reason to look at it, empty if there is none
   * @param hints what its feed's owner should know beside that, a line each
   */
  record Result(Books books, List<String> reasons, List<String> hints) {}

  Result apply(FrozenDeliveries deliveries) throws IOException {
    if (!booked.accounts().isEmpty()) {
      return new Result(books(booked.accounts(), 0), booked.reasons(), List.of());
    }
    try (ReadDeliveries.Read read = reader.apply(deliveries.found())) {
      return write(read, fail.apply(deliveries, read.failed()));
    }
  }

  private Result write(ReadDeliveries.Read read, FailDeliveries.Failed failed) throws IOException {
    Warehouse warehouse = context.warehouse();
    List<TableBatch> batches = read.batches();
    batches.forEach(b -> b.appendDeadLetters(warehouse));
    List<Added> added = batches.stream().map(b -> Added.of(b, warehouse)).toList();
    Judgement sales =
        batches.stream()
            .map(b -> JudgeSales.judge(warehouse, reader.feed(), b))
            .reduce(Judgement.NONE, Judgement::and);
    List<DeliveryVerdict> verdicts =
        booked.completedBy(
            Stream.concat(read.verdicts().stream(), sales.verdicts().stream()).toList());
    List<DeliveryAccount> accounts = accounts(added, verdicts);
    quarantine(accounts);
    List<DeliveryAccount> all =
        Stream.concat(accounts.stream(), failed.landed().stream().map(Landed::account)).toList();
    append(SchemaDriftLog.TABLE, read.drifts().stream().map(Drift::values).toList());
    append(DataQualityLog.TABLE, verdicts.stream().map(DeliveryVerdict::values).toList());
    append(
        DeliveryFailuresLog.TABLE,
        failed.failures().stream().map(DeliveryFailure::values).toList());
    append(DeliveriesLog.TABLE, all.stream().map(DeliveryAccount::values).toList());
    List<String> reasons = new ArrayList<>(failed.gone());
    reasons.addAll(IngestReasons.of(batches, accounts, verdicts, read.drifts()));
    reasons.addAll(lines(sales, Hint::needsLook));
    long gained = added.stream().mapToLong(Added::gained).sum();
    return new Result(books(all, gained), reasons, lines(sales, h -> !h.needsLook()));
  }

  private static List<String> lines(Judgement judgement, Predicate<Hint> which) {
    return judgement.hints().stream().filter(which).map(Hint::line).toList();
  }

  /** A batch whose rows are in, and how many its table gained by it. */
  private record Added(TableBatch batch, long gained) {
    static Added of(TableBatch batch, Warehouse warehouse) {
      return new Added(batch, batch.appendRows(warehouse));
    }
  }

  private List<DeliveryAccount> accounts(List<Added> added, List<DeliveryVerdict> verdicts) {
    Set<Long> suspects =
        verdicts.stream()
            .filter(v -> !v.passed())
            .map(DeliveryVerdict::ingestSeq)
            .collect(Collectors.toSet());
    List<DeliveryAccount> accounts = new ArrayList<>();
    for (Added one : added) {
      Map<Long, Long> rows = one.batch().rowsOfDeliveries(context.warehouse(), one.gained());
      Map<Long, Delivery> deliveries = one.batch().bySeq();
      for (DeliverySummary summary : one.batch().parsed().summaries()) {
        long seq = summary.ingestSeq();
        Delivery delivery = Optional.ofNullable(deliveries.get(seq)).orElseThrow();
        long ofDelivery = rows.getOrDefault(seq, 0L);
        accounts.add(new DeliveryAccount(delivery, summary, ofDelivery, suspects.contains(seq)));
      }
    }
    return accounts;
  }

  private void quarantine(List<DeliveryAccount> accounts) throws IOException {
    Warehouse warehouse = context.warehouse();
    Quarantine quarantine =
        new Quarantine(
            warehouse.root().resolve("quarantine"),
            warehouse.spark().sessionState().newHadoopConf());
    for (DeliveryAccount account : accounts) {
      if (account.summary().keepOriginal()) {
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
      stamped.put(LogColumns.WEEK_START, Mondays.of(stamp.writtenAt()));
      all.add(stamped);
    }
    Append.to(context.warehouse(), table).append(all.dataset(context.warehouse().spark()));
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
