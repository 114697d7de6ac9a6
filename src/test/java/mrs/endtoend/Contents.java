package mrs.endtoend;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mrs.contracts.Catalogue;
import mrs.contracts.Field;
import mrs.contracts.StageRunsLog;
import mrs.contracts.Table;
import mrs.jobs.warehouse.Warehouse;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * What stands in tables, as sorted lines of JSON: equal lines, equal tables, in whatever order and
 * files.
 */
final class Contents {
  private static final Map<String, String> WITH_NULLS = Map.of("ignoreNullFields", "false");

  private Contents() {}

  /** The rows of {@code rows}, without these columns. */
  static List<String> of(Dataset<Row> rows, Field... without) {
    List<String> left = Arrays.stream(without).map(Field::name).toList();
    Column[] columns =
        Arrays.stream(rows.columns())
            .filter(c -> !left.contains(c))
            .map(functions::col)
            .toArray(Column[]::new);
    return rows
        .select(functions.to_json(functions.struct(columns), WITH_NULLS))
        .collectAsList()
        .stream()
        .map(r -> r.getString(0))
        .sorted()
        .toList();
  }

  /** The rows of a table. */
  static List<String> of(Warehouse warehouse, Table table, Field... without) {
    return of(warehouse.read(table), without);
  }

  /** The rows of {@code tables}, by their names. */
  static Map<String, List<String>> of(Warehouse warehouse, Collection<Table> tables) {
    Map<String, List<String>> contents = new TreeMap<>();
    tables.forEach(t -> contents.put(t.name(), of(warehouse, t)));
    return contents;
  }

  /** Every table but the ledger, whose attempts carry real times, and what only spares work. */
  static List<Table> allButLedger() {
    return Catalogue.ALL.stream()
        .filter(t -> !t.equals(StageRunsLog.TABLE) && !Catalogue.MEMORIES.contains(t))
        .toList();
  }
}
