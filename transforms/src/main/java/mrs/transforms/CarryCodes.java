package mrs.transforms;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_intersect;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.array_union;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.size;

import java.util.List;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.SalesTimeseries;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import scala.collection.JavaConverters;

/**
 * Gives reports the codes of the cells in their windows: what the cells' deliveries lacked, the
 * reports had to do without.
 *
 * @param codes those of columns that reports rest on
 */
public record CarryCodes(List<String> codes) implements Transform<CarryCodes.Inputs, Dataset<Row>> {
  private static final List<Field> CELL =
      List.of(SalesTimeseries.STORE_ID, SalesTimeseries.SKU, SalesTimeseries.SALES_DATE);
  private static final String CARRIED = "carried";

  /** Keeps a copy. */
  public CarryCodes {
    codes = List.copyOf(codes);
  }

  /**
   * What is carried from where to where.
   *
   * @param reports rows of the detection log
   * @param cells rows of the time series, of the days that the reports are of
   */
  public record Inputs(Dataset<Row> reports, Dataset<Row> cells) {}

  /** The same reports; only the rows of cells that ever had a code are shuffled. */
  @Override
  public Dataset<Row> apply(Inputs in) {
    String id = DetectionLog.REPORT_ID.name();
    Dataset<Row> carried =
        in.reports()
            .as("r")
            .join(degraded(in.cells()).as("c"), inWindow())
            .groupBy(col(DetectionLog.REPORT_ID, "r").as(id))
            .agg(array_distinct(flatten(collect_set(col("c." + CARRIED)))).as(CARRIED));
    Column reasons =
        array_sort(
            array_union(
                col(LogColumns.DEGRADED_REASONS),
                coalesce(
                    col(CARRIED), array().cast(SparkSchema.type(LogColumns.DEGRADED_REASONS)))));
    return in.reports()
        .join(carried, JavaConverters.asScalaBuffer(List.of(id)).toSeq(), "left")
        .withColumn(LogColumns.DEGRADED_REASONS.name(), reasons)
        .withColumn(LogColumns.IS_DEGRADED.name(), size(col(LogColumns.DEGRADED_REASONS)).gt(0))
        .drop(CARRIED);
  }

  /** The cells that have one of the codes by their latest row, with those. */
  private Dataset<Row> degraded(Dataset<Row> cells) {
    Column[] key = CELL.stream().map(SparkSchema::col).toArray(Column[]::new);
    List<String> names = CELL.stream().map(Field::name).toList();
    Column wanted = array(codes.stream().map(functions::lit).toArray(Column[]::new));
    Column carried = array_intersect(col(LogColumns.DEGRADED_REASONS), wanted);
    Dataset<Row> ever = cells.where(size(carried).gt(0)).select(key).distinct();
    Dataset<Row> rows = cells.join(ever, JavaConverters.asScalaBuffer(names).toSeq(), "left_semi");
    return Latest.by(rows, CELL.toArray(Field[]::new))
        .withColumn(CARRIED, carried)
        .where(size(col(CARRIED)).gt(0));
  }

  private static Column inWindow() {
    return col(DetectionLog.STORE_ID, "r")
        .equalTo(col(SalesTimeseries.STORE_ID, "c"))
        .and(col(DetectionLog.SKU, "r").equalTo(col(SalesTimeseries.SKU, "c")))
        .and(
            col(SalesTimeseries.SALES_DATE, "c")
                .between(col(DetectionLog.WINDOW_START, "r"), col(DetectionLog.WINDOW_END, "r")));
  }
}
