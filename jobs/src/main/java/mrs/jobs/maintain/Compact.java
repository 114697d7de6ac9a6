package mrs.jobs.maintain;

import io.delta.tables.DeltaTable;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import mrs.contracts.Field;
import mrs.contracts.Table;
import mrs.jobs.maintain.Maintain.Done;
import mrs.jobs.warehouse.Warehouse;
import mrs.jobs.warehouse.delta.DataFile;
import org.apache.spark.sql.Row;

/**
 * Rewrites the partitions of a table that have many small files; rows and their order of keys stay.
 */
final class Compact {
  /** Files of at least this size are not small; Delta would put no others to them either. */
  private static final long SMALL_BYTES = 128L << 20;

  private Compact() {}

  /** One commit if a partition has more than {@code mostFiles} small files, none otherwise. */
  static Optional<Done> of(Warehouse warehouse, Table table, int mostFiles) {
    if (!warehouse.has(table) || DataFiles.count(warehouse.path(table)) <= mostFiles) {
      return Optional.empty();
    }
    List<String> crowded = crowded(warehouse, table, mostFiles);
    if (crowded.isEmpty()) {
      return Optional.empty();
    }
    var optimize =
        DeltaTable.forPath(warehouse.spark(), warehouse.path(table).toString()).optimize();
    Row metrics =
        table
            .partition()
            .map(p -> optimize.where(days(p, crowded)))
            .orElse(optimize)
            .executeCompaction()
            .select("metrics.numFilesRemoved", "metrics.numFilesAdded")
            .head();
    return Optional.of(
        new Done(
            table.name(),
            "compacted",
            metrics.get(0) + " files of " + crowded.size() + " partitions are " + metrics.get(1)));
  }

  /** Partition values with too many small files; one empty value for a table without partitions. */
  private static List<String> crowded(Warehouse warehouse, Table table, int mostFiles) {
    Map<String, Integer> small = new TreeMap<>();
    for (DataFile file : warehouse.files(table)) {
      if (file.size() < SMALL_BYTES) {
        String value = table.partition().flatMap(file::partition).orElse("");
        small.merge(value, 1, Integer::sum);
      }
    }
    return small.entrySet().stream()
        .filter(e -> e.getValue() > mostFiles)
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * A predicate of dates only: partitions are Mondays, and what is none is not a partition of ours.
   */
  private static String days(Field partition, List<String> values) {
    return values.stream()
        .map(v -> "DATE'" + LocalDate.parse(v) + "'")
        .collect(Collectors.joining(", ", partition.name() + " IN (", ")"));
  }
}
