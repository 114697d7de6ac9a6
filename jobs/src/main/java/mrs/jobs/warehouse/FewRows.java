package mrs.jobs.warehouse;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.Table;
import mrs.jobs.spark.Actions;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.LocalTableScanExec;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * So few rows that this process holds them.
 *
 * @param table whose they are, or are to be
 * @param schema their columns, all or some of the table's
 * @param rows as Spark holds them
 */
record FewRows(Table table, StructType schema, List<InternalRow> rows) {
  /** So many are few; chosen, not fitted. */
  static final int MOST = 10_000;

  /**
   * Fetches {@code rows} in one job; in none where they are here already. Empty where there are
   * more than {@link #MOST}, or one partition has far more than its share.
   */
  static Optional<FewRows> of(Table table, Dataset<Row> rows) {
    Optional<FewRows> local = local(table, rows);
    return local.isPresent() ? local : fetched(table, rows);
  }

  /** {@code rows}, if they are in this process already, however many. */
  static Optional<FewRows> local(Table table, Dataset<Row> rows) {
    SparkPlan plan = rows.queryExecution().executedPlan();
    return plan instanceof LocalTableScanExec
        ? Optional.of(new FewRows(table, rows.schema(), List.of(plan.executeCollect())))
        : Optional.empty();
  }

  private static Optional<FewRows> fetched(Table table, Dataset<Row> rows) {
    return Actions.on(rows, "few rows", () -> fetched(table, rows.schema(), rows.queryExecution()));
  }

  private static Optional<FewRows> fetched(Table table, StructType schema, QueryExecution plan) {
    RDD<InternalRow> partitions = plan.executedPlan().execute();
    int most = MOST / Math.max(1, partitions.getNumPartitions());
    List<List<InternalRow>> fetched =
        partitions
            .toJavaRDD()
            .mapPartitions(part -> List.of(first(part, most + 1)).iterator())
            .collect();
    return fetched.stream().anyMatch(part -> part.size() > most)
        ? Optional.empty()
        : Optional.of(new FewRows(table, schema, fetched.stream().flatMap(List::stream).toList()));
  }

  private static List<InternalRow> first(Iterator<InternalRow> rows, int most) {
    List<InternalRow> first = new ArrayList<>();
    while (first.size() < most && rows.hasNext()) {
      first.add(rows.next().copy());
    }
    return first;
  }

  /** Whether there is none. */
  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Whether every value is there that the contract asks for. */
  boolean isComplete() {
    int[] needed =
        table.fields().stream().filter(f -> !f.nullable()).mapToInt(this::index).toArray();
    return rows.stream().allMatch(row -> Arrays.stream(needed).noneMatch(row::isNullAt));
  }

  /** The content hash of each key; empty if two rows have one key. */
  Optional<Map<List<Object>, Long>> byKey() {
    int hash = index(LogColumns.CONTENT_HASH);
    Map<List<Object>, Long> hashes = new HashMap<>();
    for (InternalRow row : rows) {
      if (hashes.put(key(row), row.getLong(hash)) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(hashes);
  }

  /** The partitions that they lie in. */
  Set<LocalDate> weeks() {
    return table
        .partition()
        .map(
            p ->
                rows.stream()
                    .map(row -> LocalDate.ofEpochDay(row.getInt(index(p))))
                    .collect(Collectors.toSet()))
        .orElse(Set.of());
  }

  /** When the first of them was written; empty where a key does not say. */
  Optional<Instant> earliest() {
    if (!table.key().contains(LogColumns.WRITTEN_AT)) {
      return Optional.empty();
    }
    int writtenAt = index(LogColumns.WRITTEN_AT);
    return rows.stream()
        .map(row -> Instant.EPOCH.plus(row.getLong(writtenAt), ChronoUnit.MICROS))
        .min(Instant::compareTo);
  }

  /**
   * Those whose key is not {@code known}; empty if one is known with another content.
   *
   * @param hashes what {@link #byKey} gives
   */
  Optional<FewRows> without(Map<List<Object>, Long> hashes, Map<List<Object>, Long> known) {
    boolean same =
        hashes.entrySet().stream()
            .allMatch(
                e -> Objects.equals(known.getOrDefault(e.getKey(), e.getValue()), e.getValue()));
    return same
        ? Optional.of(
            new FewRows(
                table, schema, rows.stream().filter(row -> !known.containsKey(key(row))).toList()))
        : Optional.empty();
  }

  private List<Object> key(InternalRow row) {
    List<@Nullable Object> key = new ArrayList<>();
    for (Field field : table.key()) {
      int at = index(field);
      key.add(row.isNullAt(at) ? null : row.get(at, schema.fields()[at].dataType()));
    }
    return key;
  }

  private int index(Field field) {
    return schema.fieldIndex(field.name());
  }
}
