package mrs.jobs.warehouse;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import mrs.contracts.Field;
import mrs.contracts.Table;
import org.apache.spark.sql.Row;

/**
 * Reads few rows of tables, by Spark or without it. Each table is read at one version, that of its
 * first look.
 */
public interface TableReader {
  /**
   * The rows of {@code table} in which one of some columns has one of its values, with all columns
   * of the contract.
   *
   * @param anyOf texts by column; empty = all rows are wanted
   */
  List<Row> rows(Table table, Map<Field, ? extends Collection<String>> anyOf);

  /** All rows of {@code table}. */
  default List<Row> rows(Table table) {
    return rows(table, Map.of());
  }
}
