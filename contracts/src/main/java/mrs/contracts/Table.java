package mrs.contracts;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A table: what it holds, its columns in order, its key and its partition column.
 *
 * @param key names of the columns that identify a row; no two rows of the table share them
 * @param partition name of the partition column, empty for small snapshots
 */
public record Table(
    String name,
    Kind kind,
    String doc,
    List<Field> fields,
    List<Field> key,
    Optional<Field> partition) {

  /** What may happen to a table's rows. */
  public enum Kind implements Words {
    /** Delivered from outside; rows are only ever added. */
    INPUT,
    /** Written by one stage or by the edge; rows are only ever added. */
    LOG,
    /** Computed from logs and inputs, rebuildable; rows are only ever added. */
    DERIVED,
    /** Rows that could not be used, kept with their reason; rows are only ever added. */
    ERRORS,
    /** Computed by hydration, rewritten week by week. */
    OUTPUT
  }

  /** Checks that the key and the partition column are columns of the table. */
  public Table {
    fields = List.copyOf(fields);
    key = List.copyOf(key);
    for (Field f : Stream.concat(key.stream(), partition.stream()).toList()) {
      if (!fields.contains(f)) {
        throw new IllegalArgumentException(
            "table " + name + ": '" + f.name() + "' is no column of it");
      }
    }
  }

  static Table partitioned(
      String name, Kind kind, String doc, List<Field> fields, List<Field> key, Field partition) {
    return new Table(name, kind, doc, fields, key, Optional.of(partition));
  }

  /** A log: the columns of its own followed by those that every log row carries. */
  static Table log(String name, String doc, List<Field> own, List<Field> key) {
    List<Field> all = Stream.concat(own.stream(), LogColumns.ALL.stream()).toList();
    return partitioned(name, Kind.LOG, doc, all, key, LogColumns.WEEK_START);
  }

  /** Whether rows are only ever added to the table. */
  public boolean appendOnly() {
    return kind != Kind.OUTPUT;
  }

  /** Names of the key's columns. */
  public List<String> keyNames() {
    return key.stream().map(Field::name).toList();
  }

  /** The column called {@code column}, where the table has it. */
  public Optional<Field> field(String column) {
    return fields.stream().filter(f -> f.name().equals(column)).findFirst();
  }
}
