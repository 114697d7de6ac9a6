package mrs.transforms;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Picks, deterministically, the latest row of each id. */
public final class Latest {
  private Latest() {}

  /** The row with the greatest (written_at, version, content_hash) of each {@code id}. */
  public static Dataset<Row> by(Dataset<Row> rows, Field... id) {
    return by(
        rows,
        List.of(id),
        List.of(LogColumns.WRITTEN_AT, LogColumns.VERSION, LogColumns.CONTENT_HASH));
  }

  /**
   * The row with the greatest {@code order} of each {@code id}, in one shuffle and without a sort:
   * the greatest struct whose first fields are the order.
   */
  public static Dataset<Row> by(Dataset<Row> rows, List<Field> id, List<Field> order) {
    List<String> rest =
        Arrays.stream(rows.columns())
            .filter(
                c -> Stream.concat(id.stream(), order.stream()).noneMatch(f -> f.name().equals(c)))
            .toList();
    Column[] ordered =
        Stream.concat(order.stream().map(Field::name), rest.stream())
            .map(c -> col("`" + c + "`"))
            .toArray(Column[]::new);
    Column[] ids = id.stream().map(SparkSchema::col).toArray(Column[]::new);
    Dataset<Row> greatest = rows.groupBy(ids).agg(max(struct(ordered)).as("latest"));
    Column[] columns =
        Arrays.stream(rows.columns())
            .map(
                c ->
                    id.stream().anyMatch(f -> f.name().equals(c))
                        ? col(c)
                        : col("latest." + c).as(c))
            .toArray(Column[]::new);
    return greatest.select(columns);
  }
}
