package mrs.jobs.ingest.quality;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.row_number;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mrs.contracts.SourceColumns;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.ingest.batch.Tagged;
import mrs.jobs.messages.Escapes;
import mrs.transforms.SparkSchema;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** Which rows of deliveries have units out of range: the farthest of each, named. */
final class FarthestUnits {
  private static final int SHOWN = 3;
  private static final String RANK = "rank";
  private static final int UNITS_AT = 5;

  private FarthestUnits() {}

  /**
   * Per delivery, its rows with units beyond ±{@code most}, in words.
   *
   * @param tagged parsed sales, as {@link Tagged#schema} has them
   */
  static Map<Long, String> of(Dataset<Row> tagged, double most) {
    Column units = col(UnifiedSalesData.UNITS);
    Column rank =
        row_number()
            .over(
                Window.partitionBy(col(SourceColumns.INGEST_SEQ))
                    .orderBy(abs(units).desc(), col(SourceColumns.SOURCE_LINE)));
    Column[] shown =
        Stream.concat(
                Stream.of(SourceColumns.INGEST_SEQ, SourceColumns.SOURCE_LINE)
                    .map(SparkSchema::col),
                Stream.of(
                        UnifiedSalesData.STORE_ID,
                        UnifiedSalesData.SKU,
                        UnifiedSalesData.SALES_DATE,
                        UnifiedSalesData.UNITS)
                    .map(Tagged::typed))
            .toArray(Column[]::new);
    return tagged
        .where(col(Tagged.TAG).equalTo(Tagged.ROW).and(abs(units).gt(most)))
        .withColumn(RANK, rank)
        .where(col(RANK).leq(SHOWN))
        .orderBy(col(SourceColumns.INGEST_SEQ), col(RANK))
        .select(shown)
        .collectAsList()
        .stream()
        .collect(
            Collectors.groupingBy(
                r -> r.getLong(0),
                TreeMap::new,
                Collectors.mapping(FarthestUnits::text, Collectors.joining(", "))));
  }

  private static String text(Row row) {
    return Escapes.of(row.getString(2) + " " + row.getString(3))
        + " on "
        + row.getDate(4)
        + " "
        + row.getDouble(UNITS_AT)
        + " (line "
        + row.getLong(1)
        + ")";
  }
}
