package mrs.jobs.ingest.quality;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mrs.contracts.ContextualEvents;
import mrs.contracts.DriftKind;
import mrs.contracts.Field;
import mrs.contracts.OptionalInput;
import mrs.contracts.Products;
import mrs.contracts.SchemaDriftLog;
import mrs.contracts.Stores;
import mrs.contracts.Table;
import mrs.jobs.ingest.batch.DeliverySummary;
import mrs.jobs.ingest.feed.DeliveredColumns;
import mrs.jobs.ingest.parse.Remark;

/**
 * How one delivery departs from the contract in one column.
 *
 * @param code what it costs the rows that rest on the column; empty where nothing is missing
 * @param records records concerned
 * @param example the first value concerned, quoted; empty where it is the column itself
 */
public record Drift(
    long ingestSeq,
    Table table,
    String column,
    DriftKind kind,
    Optional<String> code,
    long records,
    String example) {

  /** Optional columns that every delivery has to bring, whether or not earlier ones did. */
  private static final Set<Field> ALWAYS_EXPECTED =
      Set.of(
          ContextualEvents.MAGNITUDE,
          Stores.STORE_GROUP,
          Products.CATEGORY_1,
          Products.CATEGORY_2,
          Products.CATEGORY_3);

  /** Every drift of {@code delivery}, given the columns that trailing deliveries had. */
  public static List<Drift> of(Table table, DeliverySummary delivery, Set<String> knownColumns) {
    List<Drift> drifts = new ArrayList<>();
    List<Field> contract = DeliveredColumns.of(table);
    if (delivery.rows() > 0) {
      contract.stream()
          .filter(f -> f.nullable() && !delivery.columns().contains(f.name()))
          .filter(f -> ALWAYS_EXPECTED.contains(f) || knownColumns.contains(f.name()))
          .forEach(f -> drifts.add(absent(table, delivery, f)));
      // Of a file without a single row, the dead letter says what was wrong with its header.
      Set<String> named = new HashSet<>(contract.stream().map(Field::name).toList());
      delivery.columns().stream()
          .filter(c -> !named.contains(c))
          .forEach(c -> drifts.add(unknown(table, delivery, c)));
    }
    delivery.remarks().forEach(r -> drifts.add(of(table, delivery, r)));
    return drifts;
  }

  private static Drift absent(Table table, DeliverySummary delivery, Field column) {
    return new Drift(
        delivery.ingestSeq(),
        table,
        column.name(),
        DriftKind.ABSENT,
        Optional.of(OptionalInput.driftCode(table, column)),
        delivery.rows(),
        "");
  }

  private static Drift unknown(Table table, DeliverySummary delivery, String column) {
    return of(table, delivery, new Remark(column, DriftKind.UNKNOWN, delivery.records(), ""));
  }

  private static Drift of(Table table, DeliverySummary delivery, Remark remark) {
    return new Drift(
        delivery.ingestSeq(),
        table,
        remark.column(),
        remark.kind(),
        Optional.empty(),
        remark.records(),
        remark.example());
  }

  /** Its columns in the log, without those of the run. */
  public Map<Field, Object> values() {
    Map<Field, Object> values = new HashMap<>();
    values.put(SchemaDriftLog.INGEST_SEQ, ingestSeq);
    values.put(SchemaDriftLog.TABLE_NAME, table.name());
    values.put(SchemaDriftLog.COLUMN_NAME, column);
    values.put(SchemaDriftLog.DRIFT, kind.word());
    code.ifPresent(c -> values.put(SchemaDriftLog.CODE, c));
    values.put(SchemaDriftLog.RECORDS, records);
    return values;
  }
}
