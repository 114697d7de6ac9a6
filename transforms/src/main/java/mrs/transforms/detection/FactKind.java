package mrs.transforms.detection;

import static mrs.transforms.SparkSchema.field;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import mrs.transforms.SparkSchema;
import mrs.transforms.detection.reports.ReportValues;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** What a row of {@link RegionFacts} tells, and the struct that it tells it in. */
enum FactKind {
  /** From which day the region is judged. */
  PLAN(field(FactKind.START, DataTypes.IntegerType)),

  /** A snapshot to start from, or a part of one. */
  MODEL(
      field(FactKind.PART, DataTypes.IntegerType),
      field(FactKind.PARTS, DataTypes.IntegerType),
      field(FactKind.PAYLOAD, DataTypes.BinaryType)),

  /** Cells of one day, packed. */
  CELLS(field(FactKind.DAY, DataTypes.IntegerType), field(FactKind.PACKED, DataTypes.BinaryType)),

  /** A store and its group, which may be null. */
  STORE(
      field(FactKind.STORE_ID, DataTypes.StringType), field(FactKind.GROUP, DataTypes.StringType)),

  /** Days with a known cause; a null store or SKU stands for all, null known days for no bound. */
  CONTEXT(
      field(FactKind.EVENT, DataTypes.StringType),
      field(FactKind.STORE_ID, DataTypes.StringType),
      field(FactKind.SKU, DataTypes.StringType),
      field(FactKind.FIRST, DataTypes.IntegerType),
      field(FactKind.LAST, DataTypes.IntegerType),
      field(FactKind.KNOWN_FROM, DataTypes.IntegerType),
      field(FactKind.KNOWN_TO, DataTypes.IntegerType)),

  /** Days of a series that people confirmed as an anomaly. */
  CONFIRMED(
      field(FactKind.STORE_ID, DataTypes.StringType),
      field(FactKind.SKU, DataTypes.StringType),
      field(FactKind.FIRST, DataTypes.IntegerType),
      field(FactKind.LAST, DataTypes.IntegerType)),

  /** A report of an earlier night: the week of its partition, its age, and MRDL's own columns. */
  REPORT(
      field(FactKind.WEEK, DataTypes.IntegerType),
      field(FactKind.WRITTEN_AT, DataTypes.LongType),
      field(FactKind.VALUES, reportType()));

  static final String START = "start";
  static final String PART = "part";
  static final String PARTS = "parts";
  static final String PAYLOAD = "payload";
  static final String DAY = "day";
  static final String PACKED = "packed";
  static final String STORE_ID = "store_id";
  static final String GROUP = "store_group";
  static final String EVENT = "event";
  static final String SKU = "sku";
  static final String FIRST = "first_day";
  static final String LAST = "last_day";
  static final String KNOWN_FROM = "known_from";
  static final String KNOWN_TO = "known_to";
  static final String WEEK = "week";
  static final String WRITTEN_AT = "written_at";
  static final String VALUES = "report_values";

  private static final List<FactKind> ALL = List.of(values());

  private final StructType type;

  FactKind(StructField... fields) {
    type = DataTypes.createStructType(Arrays.asList(fields));
  }

  /** The kind of a fact: the one struct that is set. */
  static FactKind of(Row fact) {
    return ALL.stream()
        .filter(k -> !fact.isNullAt(fact.fieldIndex(k.column())))
        .findFirst()
        .orElseThrow();
  }

  /** The column that has the struct. */
  String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  StructType type() {
    return type;
  }

  /** What a fact of this kind tells. */
  Row in(Row fact) {
    return fact.getAs(column());
  }

  /** MRDL's own columns, days as numbers. */
  static StructType reportType() {
    return DataTypes.createStructType(
        ReportValues.FIELDS.stream()
            .map(
                f ->
                    field(
                        f.name(),
                        RegionFacts.isDay(f) ? DataTypes.IntegerType : SparkSchema.type(f)))
            .toList());
  }
}
