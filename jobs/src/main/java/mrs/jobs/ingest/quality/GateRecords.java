package mrs.jobs.ingest.quality;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import mrs.contracts.Field;
import mrs.contracts.SourceColumns;
import mrs.contracts.Table;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.ingest.batch.Tagged;
import mrs.jobs.ingest.feed.DeliveredColumns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The records of a batch as the gate looks at them: a row each, dead letters among them; the value
 * of a required column is NULL where its absence is what made the record a dead letter.
 *
 * @param tagged what was parsed, where a row is looked up by what it says
 */
public record GateRecords(Table table, Dataset<Row> tagged, Dataset<Row> records) {
  /** Name of the column that tells rows from dead letters. */
  static final String TAG = Tagged.TAG.name();

  /** Name of the column of units. */
  static final String UNITS = UnifiedSalesData.UNITS.name();

  /** The records in {@code tagged}, what was parsed of deliveries of {@code table}. */
  public static GateRecords of(Table table, Dataset<Row> tagged) {
    List<Column> columns = new ArrayList<>();
    columns.add(col(SourceColumns.INGEST_SEQ));
    columns.add(col(Tagged.TAG));
    for (Field required : DeliveredColumns.requiredOf(table)) {
      columns.add(present(required));
    }
    Column isRecord = col(Tagged.TAG).notEqual(Tagged.SUMMARY);
    return new GateRecords(
        table, tagged, tagged.where(isRecord).select(columns.toArray(Column[]::new)));
  }

  /**
   * Units keep their value, as their range is judged too; of other columns only whether there is
   * one counts.
   */
  private static Column present(Field required) {
    boolean units = required.equals(UnifiedSalesData.UNITS);
    Column something =
        units ? org.apache.spark.sql.functions.coalesce(col(required), lit(0.0)) : lit(1);
    Column missing = col(Tagged.MISSING_COLUMN, Tagged.LETTER.name()).eqNullSafe(required.name());
    return when(missing, lit(null)).otherwise(something).as(required.name());
  }
}
