package mrs.transforms;

import static mrs.transforms.SparkSchema.as;
import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mrs.contracts.LogColumns;
import mrs.contracts.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * What every row of one stage of one run carries.
 *
 * @param writtenAt the run's logical time
 * @param version the stage's logic version
 * @param reasons codes of the inputs that the stage had to do without; sorted, distinct
 */
public record RunStamp(String runId, Instant writtenAt, int version, List<String> reasons) {
  /** Sorts the reasons and drops repeated ones. */
  public RunStamp {
    reasons = reasons.stream().sorted().distinct().toList();
  }

  /** {@code rows} with run, time and version, and the stage's reasons as the only ones. */
  public Dataset<Row> onto(Dataset<Row> rows) {
    return onto(rows, literal(List.of()));
  }

  /**
   * {@code rows} with run, time and version, and the stage's reasons together with those of {@code
   * own}.
   */
  public Dataset<Row> onto(Dataset<Row> rows, Column own) {
    Column all = array_sort(array_distinct(concat(literal(reasons), own)));
    // All at once: each further step would have Spark go through all that the rows come from.
    Map<String, Column> columns = new LinkedHashMap<>();
    columns.put(LogColumns.DEGRADED_REASONS.name(), all);
    columns.put(LogColumns.IS_DEGRADED.name(), size(all).gt(0));
    columns.put(LogColumns.RUN_ID.name(), lit(runId));
    columns.put(LogColumns.WRITTEN_AT.name(), lit(java.sql.Timestamp.from(writtenAt)));
    columns.put(LogColumns.VERSION.name(), lit(version));
    return rows.withColumns(columns);
  }

  /**
   * {@code rows} as rows of {@code table}: its columns in their order and types, but for the hash,
   * which the append adds.
   */
  public static Dataset<Row> asRowsOf(Table table, Dataset<Row> rows) {
    return rows.select(
        table.fields().stream()
            .filter(f -> !f.equals(LogColumns.CONTENT_HASH))
            .map(f -> as(f, col(f)))
            .toArray(Column[]::new));
  }

  /** These codes, as a value of {@code degraded_reasons}. */
  public static Column literal(List<String> codes) {
    Column[] each = codes.stream().map(functions::lit).toArray(Column[]::new);
    return functions.array(each).cast(SparkSchema.type(LogColumns.DEGRADED_REASONS));
  }
}
