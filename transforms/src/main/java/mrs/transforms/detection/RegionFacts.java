package mrs.transforms.detection;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * All that is known of a region, as rows of one shape, so that one shuffle brings it together. Days
 * are days since 1970-01-01, times are microseconds since 1970: no time zone can move them.
 */
final class RegionFacts {

  /** What a row tells. */
  enum Kind {
    PLAN,
    MODEL,
    CELLS,
    STORE,
    CONTEXT,
    EXCLUDED,
    REPORT
  }

  static final String REGION = "region";
  static final String KIND = "kind";
  static final String PART = "part";
  static final String PARTS = "parts";
  static final String STORE_ID = "store_id";
  static final String SKU = "sku";
  static final String FIRST = "first_day";
  static final String LAST = "last_day";
  static final String KNOWN_FROM = "known_from";
  static final String KNOWN_TO = "known_to";
  static final String WORD = "word";
  static final String WRITTEN_AT = "written_at";
  static final String PAYLOAD = "payload";
  static final String REPORT = "report";

  private static final List<StructField> SHAPE =
      List.of(
          field(REGION, DataTypes.StringType),
          field(KIND, DataTypes.StringType),
          field(PART, DataTypes.IntegerType),
          field(PARTS, DataTypes.IntegerType),
          field(STORE_ID, DataTypes.StringType),
          field(SKU, DataTypes.StringType),
          field(FIRST, DataTypes.IntegerType),
          field(LAST, DataTypes.IntegerType),
          field(KNOWN_FROM, DataTypes.IntegerType),
          field(KNOWN_TO, DataTypes.IntegerType),
          field(WORD, DataTypes.StringType),
          field(WRITTEN_AT, DataTypes.LongType),
          field(PAYLOAD, DataTypes.BinaryType),
          field(REPORT, reportType()));

  private RegionFacts() {}

  /** The day from which the region is judged. */
  static Dataset<Row> plans(Dataset<Row> plan) {
    return facts(
        plan,
        Kind.PLAN,
        Map.of(
            REGION, BaselineModels.REGION.col(),
            FIRST, unix_date(col(PlanRegions.START))));
  }

  /** The snapshots to start from. */
  static Dataset<Row> models(Dataset<Row> snapshots) {
    return facts(
        snapshots,
        Kind.MODEL,
        Map.of(
            REGION, BaselineModels.REGION.col(),
            PART, BaselineModels.PART.col(),
            PARTS, BaselineModels.PARTS.col(),
            PAYLOAD, BaselineModels.PAYLOAD.col()));
  }

  /** {@code cells} are packed by {@link PackCells}. */
  static Dataset<Row> cells(Dataset<Row> cells) {
    return facts(
        cells,
        Kind.CELLS,
        Map.of(
            REGION, BaselineModels.REGION.col(),
            FIRST, unix_date(SalesTimeseries.SALES_DATE.col()),
            PAYLOAD, col(PackCells.CELLS)));
  }

  static Dataset<Row> stores(Dataset<Row> stores) {
    return facts(
        stores,
        Kind.STORE,
        Map.of(
            REGION, BaselineModels.REGION.col(),
            STORE_ID, Stores.STORE_ID.col(),
            WORD, Stores.STORE_GROUP.col()));
  }

  static Dataset<Row> context(Dataset<Row> events) {
    return facts(
        events,
        Kind.CONTEXT,
        Map.of(
            REGION, BaselineModels.REGION.col(),
            STORE_ID, ContextualEvents.STORE_ID.col(),
            SKU, ContextualEvents.SKU.col(),
            FIRST, unix_date(ContextualEvents.STARTS_ON.col()),
            LAST, unix_date(ContextualEvents.ENDS_ON.col()),
            KNOWN_FROM, unix_date(col(KNOWN_FROM)),
            KNOWN_TO, unix_date(col(KNOWN_TO)),
            WORD, ContextualEvents.KIND.col()));
  }

  static Dataset<Row> excluded(Dataset<Row> confirmed, String currentRegion) {
    return facts(
        confirmed,
        Kind.EXCLUDED,
        Map.of(
            REGION, col(currentRegion),
            STORE_ID, DetectionLog.STORE_ID.col(),
            SKU, DetectionLog.SKU.col(),
            FIRST, unix_date(DetectionLog.WINDOW_START.col()),
            LAST, unix_date(DetectionLog.WINDOW_END.col())));
  }

  /** {@code reports} carry the region that they are judged with now as {@link #REGION}. */
  static Dataset<Row> reports(Dataset<Row> reports, String currentRegion) {
    Column[] values =
        ReportValues.FIELDS.stream()
            .map(f -> (isDay(f) ? unix_date(f.col()) : f.col()).as(f.name()))
            .toArray(Column[]::new);
    return facts(
        reports,
        Kind.REPORT,
        Map.of(
            REGION, col(currentRegion),
            FIRST, unix_date(LogColumns.WEEK_START.col()),
            WRITTEN_AT, unix_micros(LogColumns.WRITTEN_AT.col()),
            REPORT, struct(values)));
  }

  private static Dataset<Row> facts(Dataset<Row> rows, Kind kind, Map<String, Column> told) {
    List<Column> columns = new ArrayList<>();
    for (StructField field : SHAPE) {
      Column value =
          field.name().equals(KIND) ? lit(kind.name()) : told.getOrDefault(field.name(), lit(null));
      columns.add(value.cast(field.dataType()).as(field.name()));
    }
    return rows.select(columns.toArray(Column[]::new));
  }

  /** MRDL's own columns, days as numbers. */
  static StructType reportType() {
    return DataTypes.createStructType(
        ReportValues.FIELDS.stream()
            .map(f -> field(f.name(), isDay(f) ? DataTypes.IntegerType : f.type()))
            .toList());
  }

  static boolean isDay(Field field) {
    return field.type().equals(DataTypes.DateType);
  }

  static StructField field(String name, DataType type) {
    return DataTypes.createStructField(name, type, true);
  }
}
