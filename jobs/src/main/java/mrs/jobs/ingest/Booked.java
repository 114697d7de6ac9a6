package mrs.jobs.ingest;

import static mrs.transforms.SparkSchema.col;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mrs.contracts.DataQualityLog;
import mrs.contracts.DeliveriesLog;
import mrs.contracts.LogColumns;
import mrs.jobs.ingest.batch.DeliverySummary;
import mrs.jobs.ingest.quality.DeliveryVerdict;
import mrs.jobs.warehouse.Warehouse;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * What an interrupted ingest had entered about its deliveries. What it said stands: deliveries that
 * are gone since would make later ones look different beside those that are left.
 *
 * @param accounts its books; where there is one, all are there, and everything before them
 * @param verdicts what its checks said
 */
record Booked(List<DeliveryAccount> accounts, List<DeliveryVerdict> verdicts) {
  /** Of an ingest that begins. */
  static final Booked NOTHING = new Booked(List.of(), List.of());

  static Booked of(Warehouse warehouse, String runId) {
    return new Booked(
        warehouse
            .read(DeliveriesLog.TABLE)
            .where(col(LogColumns.RUN_ID).equalTo(runId))
            .orderBy(col(DeliveriesLog.INGEST_SEQ))
            .collectAsList()
            .stream()
            .map(Booked::account)
            .toList(),
        warehouse
            .read(DataQualityLog.TABLE)
            .where(col(LogColumns.RUN_ID).equalTo(runId))
            .orderBy(col(DataQualityLog.INGEST_SEQ), col(DataQualityLog.CONSTRAINT))
            .collectAsList()
            .stream()
            .map(Booked::verdict)
            .toList());
  }

  private static DeliveryAccount account(Row row) {
    FrozenIngest.Entry entry =
        new FrozenIngest.Entry(
            row.<Long>getAs(DeliveriesLog.INGEST_SEQ.name()),
            row.getAs(DeliveriesLog.TABLE_NAME.name()),
            row.getAs(DeliveriesLog.SOURCE_FILE.name()),
            row.getAs(DeliveriesLog.SOURCE_HASH.name()));
    @Nullable Timestamp newest = row.getAs(DeliveriesLog.NEWEST.name());
    DeliverySummary summary =
        new DeliverySummary(
            entry.ingestSeq(),
            row.<Long>getAs(DeliveriesLog.RECORDS.name()),
            row.<Long>getAs(DeliveriesLog.DEAD_LETTERS.name()),
            row.getList(row.fieldIndex(DeliveriesLog.COLUMNS.name())),
            List.of(),
            newest,
            false);
    return new DeliveryAccount(
        entry.withoutFile(),
        summary,
        row.<Long>getAs(DeliveriesLog.ROWS_ADDED.name()),
        row.<Boolean>getAs(DeliveriesLog.SUSPECT.name()));
  }

  private static DeliveryVerdict verdict(Row row) {
    return new DeliveryVerdict(
        row.<Long>getAs(DataQualityLog.INGEST_SEQ.name()),
        row.getAs(DataQualityLog.TABLE_NAME.name()),
        row.getAs(DataQualityLog.CONSTRAINT.name()),
        row.<Boolean>getAs(DataQualityLog.PASSED.name()),
        row.<Double>getAs(DataQualityLog.METRIC.name()),
        row.getAs(DataQualityLog.TEXT.name()));
  }

  /** What was said before, and what is found now of deliveries that were not judged before. */
  List<DeliveryVerdict> completedBy(List<DeliveryVerdict> found) {
    List<Long> judged = verdicts.stream().map(DeliveryVerdict::ingestSeq).distinct().toList();
    List<DeliveryVerdict> all = new ArrayList<>(verdicts);
    found.stream().filter(v -> !judged.contains(v.ingestSeq())).forEach(all::add);
    return all;
  }

  /** Why the ingest needs a look, a line each, as far as its books tell. */
  List<String> reasons() {
    Map<String, Long> letters = new TreeMap<>();
    accounts.stream()
        .filter(a -> a.summary().deadLetters() > 0)
        .forEach(
            a ->
                letters.merge(
                    a.delivery().file().tableName(), a.summary().deadLetters(), Long::sum));
    List<String> lines = new ArrayList<>();
    letters.forEach((table, n) -> lines.add(table + ": " + n + " dead letters"));
    lines.addAll(IngestReasons.of(List.of(), accounts, verdicts, List.of()));
    return lines;
  }
}
