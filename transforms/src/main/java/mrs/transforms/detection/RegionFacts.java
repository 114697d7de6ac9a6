package mrs.transforms.detection;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import mrs.contracts.BaselineModels;
import mrs.contracts.ColumnType;
import mrs.contracts.ContextualEvents;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.SalesTimeseries;
import mrs.contracts.Stores;
import mrs.transforms.detection.reports.ReportValues;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;

/**
 * All that is known of a region, as rows of one shape, so that one shuffle brings it together: the
 * region, and a struct for each {@link FactKind}, exactly one of which is set. Days are days since
 * 1970-01-01, times are microseconds since 1970: no time zone can move them.
 */
final class RegionFacts {

  static final String REGION = "region";

  private RegionFacts() {}

  /** The day from which the region is judged. */
  static Dataset<Row> plans(Dataset<Row> plan) {
    return facts(
        plan,
        col(BaselineModels.REGION),
        FactKind.PLAN,
        Map.of(FactKind.START, unix_date(col(PlanRegions.START))));
  }

  /** The snapshots to start from. */
  static Dataset<Row> models(Dataset<Row> snapshots) {
    return facts(
        snapshots,
        col(BaselineModels.REGION),
        FactKind.MODEL,
        Map.of(
            FactKind.PART, col(BaselineModels.PART),
            FactKind.PARTS, col(BaselineModels.PARTS),
            FactKind.PAYLOAD, col(BaselineModels.PAYLOAD)));
  }

  /** {@code cells} are packed by {@link PackCells}. */
  static Dataset<Row> cells(Dataset<Row> cells) {
    return facts(
        cells,
        col(BaselineModels.REGION),
        FactKind.CELLS,
        Map.of(
            FactKind.DAY, unix_date(col(SalesTimeseries.SALES_DATE)),
            FactKind.PACKED, col(PackCells.CELLS)));
  }

  static Dataset<Row> stores(Dataset<Row> stores) {
    return facts(
        stores,
        col(BaselineModels.REGION),
        FactKind.STORE,
        Map.of(
            FactKind.STORE_ID, col(Stores.STORE_ID),
            FactKind.GROUP, col(Stores.STORE_GROUP)));
  }

  static Dataset<Row> context(Dataset<Row> events) {
    return facts(
        events,
        col(BaselineModels.REGION),
        FactKind.CONTEXT,
        Map.of(
            FactKind.EVENT, col(ContextualEvents.KIND),
            FactKind.STORE_ID, col(ContextualEvents.STORE_ID),
            FactKind.SKU, col(ContextualEvents.SKU),
            FactKind.FIRST, unix_date(col(ContextualEvents.STARTS_ON)),
            FactKind.LAST, unix_date(col(ContextualEvents.ENDS_ON)),
            FactKind.KNOWN_FROM, unix_date(col(FactKind.KNOWN_FROM)),
            FactKind.KNOWN_TO, unix_date(col(FactKind.KNOWN_TO))));
  }

  /** {@code currentRegion} is the column with the region that they are judged with now. */
  static Dataset<Row> confirmed(Dataset<Row> confirmed, String currentRegion) {
    return facts(
        confirmed,
        col(currentRegion),
        FactKind.CONFIRMED,
        Map.of(
            FactKind.STORE_ID, col(DetectionLog.STORE_ID),
            FactKind.SKU, col(DetectionLog.SKU),
            FactKind.FIRST, unix_date(col(DetectionLog.WINDOW_START)),
            FactKind.LAST, unix_date(col(DetectionLog.WINDOW_END))));
  }

  /** {@code currentRegion} is the column with the region that they are judged with now. */
  static Dataset<Row> reports(Dataset<Row> reports, String currentRegion) {
    Column[] values =
        ReportValues.FIELDS.stream()
            .map(f -> (isDay(f) ? unix_date(col(f)) : col(f)).as(f.name()))
            .toArray(Column[]::new);
    return facts(
        reports,
        col(currentRegion),
        FactKind.REPORT,
        Map.of(
            FactKind.WEEK, unix_date(col(LogColumns.WEEK_START)),
            FactKind.WRITTEN_AT, unix_micros(col(LogColumns.WRITTEN_AT)),
            FactKind.VALUES, struct(values)));
  }

  private static Dataset<Row> facts(
      Dataset<Row> rows, Column region, FactKind kind, Map<String, Column> values) {
    Column[] fields =
        Arrays.stream(kind.type().fields()).map(f -> value(values, f)).toArray(Column[]::new);
    Stream<Column> structs =
        Arrays.stream(FactKind.values())
            .map(k -> (k == kind ? struct(fields) : lit(null).cast(k.type())).as(k.column()));
    return rows.select(Stream.concat(Stream.of(region.as(REGION)), structs).toArray(Column[]::new));
  }

  private static Column value(Map<String, Column> values, StructField field) {
    Column value = Objects.requireNonNull(values.get(field.name()), field.name());
    return value.cast(field.dataType()).as(field.name());
  }

  static boolean isDay(Field field) {
    return field.type() == ColumnType.Plain.DATE;
  }
}
