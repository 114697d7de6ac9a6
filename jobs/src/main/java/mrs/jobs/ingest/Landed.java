package mrs.jobs.ingest;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import mrs.contracts.Catalogue;
import mrs.contracts.Errors;
import mrs.contracts.LogColumns;
import mrs.contracts.SourceColumns;
import mrs.contracts.Table;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.ingest.batch.DeliverySummary;
import mrs.jobs.warehouse.Warehouse;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * What an interrupted ingest had brought in of a delivery that cannot be read any more.
 *
 * <p>It is all of the delivery or nothing: an ingest adds the rows of a table in one commit, after
 * the dead letters. So rows that are there are whole and count; what is lost are the delivery's
 * checks, and how many of its records were there already.
 *
 * @param rows its rows in the table, at least one
 */
record Landed(FrozenIngest.Entry entry, long rows, long deadLetters, @Nullable Timestamp newest) {

  /** Those of {@code entries} of which rows are there. At most two jobs a table. */
  static List<Landed> of(Warehouse warehouse, String runId, List<FrozenIngest.Entry> entries) {
    return entries.stream()
        .collect(Collectors.groupingBy(FrozenIngest.Entry::tableName))
        .entrySet()
        .stream()
        .flatMap(e -> of(warehouse, runId, named(e.getKey()), e.getValue()).stream())
        .toList();
  }

  private static Table named(String table) {
    return Catalogue.find(table).orElseThrow();
  }

  private static List<Landed> of(
      Warehouse warehouse, String runId, Table table, List<FrozenIngest.Entry> entries) {
    Object[] seqs = entries.stream().map(FrozenIngest.Entry::ingestSeq).toArray();
    Column received =
        table.field(UnifiedSalesData.RECEIVED_AT.name()).isPresent()
            ? col(UnifiedSalesData.RECEIVED_AT)
            : lit(null).cast(DataTypes.TimestampType);
    Map<Long, Row> rows = new HashMap<>();
    warehouse
        .read(table)
        .where(col(SourceColumns.INGEST_SEQ).isin(seqs))
        .groupBy(col(SourceColumns.INGEST_SEQ))
        .agg(count(lit(1)), max(received))
        .collectAsList()
        .forEach(r -> rows.put(r.getLong(0), r));
    Map<String, Long> letters = rows.isEmpty() ? Map.of() : letters(warehouse, runId, table);
    return entries.stream()
        .flatMap(
            e ->
                Optional.ofNullable(rows.get(e.ingestSeq()))
                    .map(r -> landed(e, r, letters.getOrDefault(e.sha256(), 0L)))
                    .stream())
        .toList();
  }

  private static Landed landed(FrozenIngest.Entry entry, Row row, long letters) {
    return new Landed(entry, row.getLong(1), letters, row.getTimestamp(2));
  }

  private static Map<String, Long> letters(Warehouse warehouse, String runId, Table table) {
    Map<String, Long> letters = new HashMap<>();
    warehouse
        .read(Errors.of(table))
        .where(col(LogColumns.RUN_ID).equalTo(runId))
        .groupBy(col(Errors.SOURCE_HASH))
        .agg(count(lit(1)))
        .collectAsList()
        .forEach(r -> letters.put(r.getString(0), r.getLong(1)));
    return letters;
  }

  /** Its books, as far as they can be told; suspect, as nothing was checked. */
  DeliveryAccount account() {
    DeliverySummary summary =
        new DeliverySummary(
            entry.ingestSeq(),
            rows + deadLetters,
            deadLetters,
            List.of(),
            List.of(),
            newest,
            false);
    return new DeliveryAccount(entry.withoutFile(), summary, rows, true);
  }
}
