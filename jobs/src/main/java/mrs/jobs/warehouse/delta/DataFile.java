package mrs.jobs.warehouse.delta;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mrs.contracts.Field;
import mrs.contracts.Table;
import org.apache.spark.sql.delta.actions.AddFile;
import scala.Option;

/** A data file of a table, and what the table's log says of it; the file itself is not opened. */
public final class DataFile {
  private final AddFile added;

  /** The file that {@code added}, an action of Delta's log, adds. */
  DataFile(AddFile added) {
    this.added = added;
  }

  /** Those of {@code files} that lie in partitions that {@code wanted} names. */
  public static List<DataFile> within(Table table, List<DataFile> files, Set<LocalDate> wanted) {
    Set<String> values = wanted.stream().map(LocalDate::toString).collect(Collectors.toSet());
    return table
        .partition()
        .map(
            p ->
                files.stream()
                    .filter(f -> f.partition(p).map(values::contains).orElse(false))
                    .toList())
        .orElse(files);
  }

  /** Its size in bytes. */
  public long size() {
    return added.size();
  }

  /** The value of {@code partition} that all of its rows have, as text; empty if none is given. */
  public Optional<String> partition(Field partition) {
    Option<String> value = added.partitionValues().get(partition.name());
    return value.isDefined() ? Optional.ofNullable(value.get()) : Optional.empty();
  }

  /** How many rows it has; 0 where the log does not say. */
  public long rows() {
    return added.numLogicalRecords().isDefined() ? (Long) added.numLogicalRecords().get() : 0;
  }

  /** The least and the greatest values that it holds. */
  public FileRange range() {
    return FileRange.of(added);
  }

  /** The action of Delta's log that adds it. */
  AddFile added() {
    return added;
  }
}
