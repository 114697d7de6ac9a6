package mrs.serving.query;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mrs.contracts.ColumnType;
import mrs.contracts.Field;
import mrs.contracts.Table;
import mrs.serving.files.TableFile;

/**
 * A table's rows as a view over exactly these files, with the columns and types of its contract:
 * one that a file lacks is NULL in its rows, or what another column said before there was this one.
 *
 * <p>Partition columns are taken from the log and not from the files' paths: DuckDB would take any
 * folder called {@code name=value} above the warehouse for a column, too.
 *
 * @param rows a condition in SQL that its rows meet; empty = all of them
 */
public record FileView(Table table, List<TableFile> files, Optional<String> rows) implements View {
  /** Keeps its own list. */
  public FileView {
    files = List.copyOf(files);
  }

  /** Of all rows. */
  public FileView(Table table, List<TableFile> files) {
    this(table, files, Optional.empty());
  }

  @Override
  public String name() {
    return table.name();
  }

  @Override
  public String query() {
    StringJoiner sources = new StringJoiner("\nUNION ALL BY NAME\n");
    sources.add(noRow());
    byPartition().forEach((partition, some) -> sources.add(rowsOf(partition, some)));
    String columns = table.fields().stream().map(this::column).collect(Collectors.joining(", "));
    return "SELECT "
        + columns
        + " FROM (\n"
        + sources
        + ")"
        + rows.map(condition -> " WHERE " + condition).orElse("");
  }

  /** Every column that may be asked for, so that each is there even if no file has it. */
  private String noRow() {
    return Stream.concat(
            table.fields().stream().map(f -> typedNull(f.name(), f.type())),
            table.fields().stream()
                .flatMap(f -> f.formerly().map(n -> typedNull(n, f.type())).stream()))
        .distinct()
        .collect(Collectors.joining(", ", "SELECT ", " WHERE false"));
  }

  private Map<Map<String, Optional<String>>, List<TableFile>> byPartition() {
    return files.stream()
        .collect(
            Collectors.groupingBy(TableFile::partition, LinkedHashMap::new, Collectors.toList()));
  }

  private String rowsOf(Map<String, Optional<String>> partition, List<TableFile> some) {
    StringJoiner columns = new StringJoiner(", ").add("*");
    partition.forEach(
        (name, value) ->
            columns.add(
                "CAST("
                    + value.map(Quoted::text).orElse("NULL")
                    + " AS "
                    + table.field(name).map(f -> type(f.type())).orElse("VARCHAR")
                    + ") AS "
                    + Quoted.name(name)));
    return "SELECT "
        + columns
        + " FROM read_parquet("
        + some.stream()
            .map(f -> Quoted.text(f.path().toString()))
            .collect(Collectors.joining(", ", "[", "]"))
        + ", union_by_name=true, hive_partitioning=false)";
  }

  private String column(Field field) {
    String values =
        Stream.concat(Stream.of(field.name()), field.formerly().stream())
            .map(Quoted::name)
            .collect(Collectors.joining(", "));
    return "CAST("
        + (field.formerly().isPresent() ? "coalesce(" + values + ")" : values)
        + " AS "
        + type(field.type())
        + ") AS "
        + Quoted.name(field.name());
  }

  private static String typedNull(String name, ColumnType type) {
    return "CAST(NULL AS " + type(type) + ") AS " + Quoted.name(name);
  }

  private static String type(ColumnType type) {
    if (type instanceof ColumnType.ArrayOf array) {
      return type(array.element()) + "[]";
    } else if (type instanceof ColumnType.StructOf struct) {
      return struct.fields().stream()
          .map(f -> Quoted.name(f.name()) + " " + type(f.type()))
          .collect(Collectors.joining(", ", "STRUCT(", ")"));
    }
    return switch ((ColumnType.Plain) type) {
      case STRING -> "VARCHAR";
      case BINARY -> "BLOB";
      case INT -> "INTEGER";
      case DATE, TIMESTAMP, BIGINT, DOUBLE, BOOLEAN -> type.sql();
    };
  }
}
