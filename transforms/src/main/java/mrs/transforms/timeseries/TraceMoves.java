package mrs.transforms.timeseries;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.datediff;

import mrs.contracts.Field;
import mrs.contracts.UnifiedSalesData;
import mrs.transforms.Transform;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Finds the earlier days that newly delivered lines were under before. Their cells lose what moved,
 * and have to be settled again although nothing was delivered for them.
 */
public record TraceMoves(BuildTimeseries.Rules rules)
    implements Transform<TraceMoves.Inputs, Dataset<Row>> {

  /**
   * Where to look.
   *
   * @param fresh sales that are new to the run
   * @param sales all of them, from {@link BuildTimeseries.Rules#reachDays} before the earliest
   *     fresh day on
   */
  public record Inputs(Dataset<Row> fresh, Dataset<Row> sales) {}

  /** (store_id, sales_date) of each such day; only earlier ones, as later days follow anyway. */
  @Override
  public Dataset<Row> apply(Inputs in) {
    Column apart =
        datediff(col(UnifiedSalesData.SALES_DATE, "f"), col(UnifiedSalesData.SALES_DATE, "s"));
    return lines(in.sales())
        .as("s")
        .join(
            lines(in.fresh()).as("f"),
            same(UnifiedSalesData.STORE_ID)
                .and(same(UnifiedSalesData.SKU))
                .and(same(UnifiedSalesData.LINE_ID))
                .and(apart.between(1, rules.reachDays())))
        .select(col(UnifiedSalesData.STORE_ID, "s"), col(UnifiedSalesData.SALES_DATE, "s"))
        .distinct();
  }

  private static Dataset<Row> lines(Dataset<Row> sales) {
    return sales
        .where(col(UnifiedSalesData.LINE_ID).isNotNull())
        .select(
            col(UnifiedSalesData.STORE_ID),
            col(UnifiedSalesData.SKU),
            col(UnifiedSalesData.LINE_ID),
            col(UnifiedSalesData.SALES_DATE));
  }

  private static Column same(Field field) {
    return col(field, "s").equalTo(col(field, "f"));
  }
}
