package mrs.jobs.runs;

import static mrs.transforms.SparkSchema.col;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mrs.contracts.Catalogue;
import mrs.contracts.DeliveriesLog;
import mrs.contracts.LogColumns;
import mrs.contracts.SchemaDriftLog;
import mrs.contracts.SourceColumns;
import mrs.contracts.Stage;
import mrs.contracts.Table;
import mrs.jobs.spark.Actions;
import mrs.jobs.warehouse.PinnedTables;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries that are in: what a run is frozen to, and what their drift costs. A row a
 * delivery.
 */
public final class Deliveries {
  /** None, for whom no feed matters. */
  public static final Deliveries NONE = new Deliveries(List.of(), Map.of(), Map.of());

  private final List<Delivery> all;
  private final Map<Long, List<String>> driftCodes;
  private final Map<String, Long> upTo;

  private Deliveries(
      List<Delivery> all, Map<Long, List<String>> driftCodes, Map<String, Long> upTo) {
    this.all = all;
    this.driftCodes = driftCodes;
    this.upTo = upTo;
  }

  /** One delivery. */
  private record Delivery(long seq, String table, long records, Instant newest) {}

  /** Those of committed ingests that {@code run} is frozen to. */
  public static Deliveries load(PinnedTables tables, RunLedger ledger, RunConfig run) {
    return load(tables, ledger, run.inputSeqs());
  }

  /** All those of committed ingests. */
  public static Deliveries load(PinnedTables tables, RunLedger ledger) {
    return load(tables, ledger, Map.of());
  }

  private static Deliveries load(PinnedTables tables, RunLedger ledger, Map<String, Long> upTo) {
    List<Delivery> all =
        Actions.rows(new CommittedRows(tables, ledger).writtenBy(Stage.INGEST, DeliveriesLog.TABLE))
            .stream()
            .map(Deliveries::delivery)
            .filter(d -> d.seq() <= upTo.getOrDefault(d.table(), Long.MAX_VALUE))
            .toList();
    Map<Long, List<String>> codes = new HashMap<>();
    for (Row row :
        Actions.rows(
            tables.read(SchemaDriftLog.TABLE).where(col(SchemaDriftLog.CODE).isNotNull()))) {
      codes.merge(
          row.<Long>getAs(SourceColumns.INGEST_SEQ.name()),
          List.of(row.<String>getAs(SchemaDriftLog.CODE.name())),
          (a, b) -> Stream.concat(a.stream(), b.stream()).toList());
    }
    return new Deliveries(all, codes, upTo);
  }

  /** Per input table, the last delivery; what a new run is frozen to. */
  public Map<String, Long> lastSeqs() {
    Map<String, Long> last = new HashMap<>();
    for (Table table : Catalogue.FEEDS) {
      last.put(table.name(), last(table).map(Delivery::seq).orElse(0L));
    }
    return last;
  }

  /** The last number of {@code table} that counts. */
  public long upTo(Table table) {
    return upTo.getOrDefault(table.name(), Long.MAX_VALUE);
  }

  /** When the newest row of {@code table} was sent, or, where rows have no such time, came in. */
  public Optional<Instant> newest(Table table) {
    return all.stream()
        .filter(d -> d.table().equals(table.name()) && d.records() > 0)
        .map(Delivery::newest)
        .max(Comparator.naturalOrder());
  }

  /** Codes of the columns that the last delivery of {@code table} lacked. */
  public List<String> driftCodes(Table table) {
    return last(table).map(d -> driftCodes.getOrDefault(d.seq(), List.of())).orElse(List.of());
  }

  private Optional<Delivery> last(Table table) {
    return all.stream()
        .filter(d -> d.table().equals(table.name()))
        .max(Comparator.comparing(Delivery::seq));
  }

  private static Delivery delivery(Row row) {
    @Nullable Timestamp newest = row.getAs(DeliveriesLog.NEWEST.name());
    Timestamp time = newest == null ? row.getAs(LogColumns.WRITTEN_AT.name()) : newest;
    return new Delivery(
        row.<Long>getAs(DeliveriesLog.INGEST_SEQ.name()),
        row.getAs(DeliveriesLog.TABLE_NAME.name()),
        row.<Long>getAs(DeliveriesLog.ROWS_ADDED.name())
            + row.<Long>getAs(DeliveriesLog.DUPLICATES.name()),
        time.toInstant());
  }
}
