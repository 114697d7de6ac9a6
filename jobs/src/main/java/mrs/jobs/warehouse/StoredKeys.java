package mrs.jobs.warehouse;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mrs.contracts.LogColumns;
import mrs.contracts.Table;
import mrs.jobs.warehouse.delta.DataFile;
import mrs.transforms.SparkSchema;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The keys that a table has already, and in which of its files one of a batch may be. */
record StoredKeys(Warehouse warehouse, Table table) {

  /**
   * Files that may have a key of a batch: those of its partitions and, where a key says when it was
   * written, those that are not older than the whole batch.
   *
   * @param days the partitions of the batch
   * @param earliest when the first of its rows was written; empty where keys do not say
   */
  List<DataFile> mayHave(Set<LocalDate> days, Optional<Instant> earliest) {
    List<DataFile> files = warehouse.files(table);
    if (table.partition().isPresent()) {
      files = DataFile.within(table, files, days);
    }
    if (earliest.isEmpty()) {
      return files;
    }
    Instant justBefore = earliest.get().minusMillis(1);
    return files.stream()
        .filter(f -> f.range().mayExceed(LogColumns.WRITTEN_AT, justBefore))
        .toList();
  }

  /** The key and the content hash of each row in {@code files}. */
  Dataset<Row> of(List<DataFile> files) {
    return warehouse
        .newest(table)
        .rows(files)
        .select(
            Stream.concat(table.key().stream(), Stream.of(LogColumns.CONTENT_HASH))
                .distinct()
                .map(SparkSchema::col)
                .toArray(Column[]::new));
  }
}
