package mrs.transforms.detection;

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
import org.apache.spark.sql.types.DataTypes;
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
        BaselineModels.REGION.col(),
        FactKind.PLAN,
        Map.of(FactKind.START, unix_date(col(PlanRegions.START))));
  }

  /** The snapshots to start from. */
  static Dataset<Row> models(Dataset<Row> snapshots) {
    return facts(
        snapshots,
        BaselineModels.REGION.col(),
        FactKind.MODEL,
        Map.of(
            FactKind.PART, BaselineModels.PART.col(),
            FactKind.PARTS, BaselineModels.PARTS.col(),
            FactKind.PAYLOAD, BaselineModels.PAYLOAD.col()));
  }

  /** {@code cells} are packed by {@link PackCells}. */
  static Dataset<Row> cells(Dataset<Row> cells) {
    return facts(
        cells,
        BaselineModels.REGION.col(),
        FactKind.CELLS,
        Map.of(
            FactKind.DAY, unix_date(SalesTimeseries.SALES_DATE.col()),
            FactKind.PACKED, col(PackCells.CELLS)));
  }

  static Dataset<Row> stores(Dataset<Row> stores) {
    return facts(
        stores,
        BaselineModels.REGION.col(),
        FactKind.STORE,
        Map.of(
            FactKind.STORE_ID, Stores.STORE_ID.col(),
            FactKind.GROUP, Stores.STORE_GROUP.col()));
  }

  static Dataset<Row> context(Dataset<Row> events) {
    return facts(
        events,
        BaselineModels.REGION.col(),
        FactKind.CONTEXT,
        Map.of(
            FactKind.EVENT, ContextualEvents.KIND.col(),
            FactKind.STORE_ID, ContextualEvents.STORE_ID.col(),
            FactKind.SKU, ContextualEvents.SKU.col(),
            FactKind.FIRST, unix_date(ContextualEvents.STARTS_ON.col()),
            FactKind.LAST, unix_date(ContextualEvents.ENDS_ON.col()),
            FactKind.KNOWN_FROM, unix_date(col(FactKind.KNOWN_FROM)),
            FactKind.KNOWN_TO, unix_date(col(FactKind.KNOWN_TO))));
  }

  /** {@code currentRegion} is the column with the region that they are judged with now. */
  static Dataset<Row> excluded(Dataset<Row> confirmed, String currentRegion) {
    return facts(
        confirmed,
        col(currentRegion),
        FactKind.EXCLUDED,
        Map.of(
            FactKind.STORE_ID, DetectionLog.STORE_ID.col(),
            FactKind.SKU, DetectionLog.SKU.col(),
            FactKind.FIRST, unix_date(DetectionLog.WINDOW_START.col()),
            FactKind.LAST, unix_date(DetectionLog.WINDOW_END.col())));
  }

  /** {@code currentRegion} is the column with the region that they are judged with now. */
  static Dataset<Row> reports(Dataset<Row> reports, String currentRegion) {
    Column[] values =
        ReportValues.FIELDS.stream()
            .map(f -> (isDay(f) ? unix_date(f.col()) : f.col()).as(f.name()))
            .toArray(Column[]::new);
    return facts(
        reports,
        col(currentRegion),
        FactKind.REPORT,
        Map.of(
            FactKind.WEEK, unix_date(LogColumns.WEEK_START.col()),
            FactKind.WRITTEN_AT, unix_micros(LogColumns.WRITTEN_AT.col()),
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
    return field.type().equals(DataTypes.DateType);
  }
}
