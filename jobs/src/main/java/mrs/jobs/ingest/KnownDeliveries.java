package mrs.jobs.ingest;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mrs.contracts.DeliveriesLog;
import mrs.contracts.RunKind;
import mrs.contracts.Stage;
import mrs.contracts.Table;
import mrs.jobs.runs.Edge;
import mrs.jobs.runs.RunConfig;
import org.apache.spark.sql.Row;

/**
 * What committed ingests brought in.
 *
 * @param content table and content of each delivery
 * @param trailing per table name, its last deliveries
 * @param lastSeq the greatest number given so far, to unfinished ingests too
 */
record KnownDeliveries(Set<Content> content, Map<String, Trailing> trailing, long lastSeq) {

  /** The same content for another table is another delivery. */
  record Content(String tableName, String sha256) {}

  static KnownDeliveries load(Edge edge) {
    List<Row> rows =
        edge
            .ledger()
            .trusted(edge.warehouse().read(DeliveriesLog.TABLE), Stage.INGEST)
            .collectAsList()
            .stream()
            .sorted(Comparator.comparing(r -> r.<Long>getAs(DeliveriesLog.INGEST_SEQ.name())))
            .toList();
    Set<Content> content = new HashSet<>();
    Map<String, Trailing> trailing = new HashMap<>();
    for (Row row : rows) {
      String table = row.getAs(DeliveriesLog.TABLE_NAME.name());
      content.add(new Content(table, row.getAs(DeliveriesLog.SOURCE_HASH.name())));
      long records = row.getAs(DeliveriesLog.RECORDS.name());
      long dead = row.getAs(DeliveriesLog.DEAD_LETTERS.name());
      if (records > dead) {
        List<String> columns = row.getList(row.fieldIndex(DeliveriesLog.COLUMNS.name()));
        Trailing before = trailing.getOrDefault(table, Trailing.NONE);
        trailing.put(table, before.after(records, Set.copyOf(columns)));
      }
    }
    return new KnownDeliveries(content, trailing, lastSeq(edge));
  }

  /** The trailing deliveries of the next one of {@code table}. */
  Trailing trailing(Table table) {
    return trailing.getOrDefault(table.name(), Trailing.NONE);
  }

  private static long lastSeq(Edge edge) {
    return edge.ledger().runs(RunKind.INGEST).stream()
        .map(KnownDeliveries::frozen)
        .flatMap(f -> f.deliveries().stream())
        .mapToLong(FrozenIngest.Entry::ingestSeq)
        .max()
        .orElse(0);
  }

  /** What {@code run}, an ingest, is to bring in. */
  static FrozenIngest frozen(RunConfig run) {
    return FrozenIngest.fromJson(run.deliveries().orElseThrow());
  }
}
