package mrs.jobs.ingest.batch;

import static mrs.transforms.SparkSchema.as;
import static mrs.transforms.SparkSchema.col;

import java.util.List;
import mrs.contracts.ColumnType;
import mrs.contracts.Errors;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.SourceColumns;
import mrs.contracts.Table;
import mrs.jobs.ingest.feed.DeliveredColumns;
import mrs.transforms.Mondays;
import mrs.transforms.SparkSchema;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The one dataset that parsing gives: rows, dead letters and summaries, told apart by a tag that is
 * never NULL. Days and times are numbers in it, so that no time zone of any JVM touches them.
 */
public final class Tagged {
  /** What a row of the dataset is. */
  public static final Field TAG =
      Field.integer("tag", "0 = row, 1 = dead letter, 2 = summary.").required();

  /** The tag of a row. */
  public static final int ROW = 0;

  /** The tag of a dead letter. */
  public static final int DEAD_LETTER = 1;

  /** The tag of a delivery's summary. */
  public static final int SUMMARY = 2;

  /** The required column without a value, of a dead letter with that reason. */
  public static final Field MISSING_COLUMN =
      Field.string("missing_column", "The column without a value; empty if none.");

  /** What a dead letter says; NULL in other rows. */
  public static final Field LETTER =
      Field.struct(
          "letter",
          List.of(
              Errors.SOURCE_HASH,
              Errors.CODE,
              Errors.TEXT,
              MISSING_COLUMN,
              Errors.PAYLOAD,
              Errors.PAYLOAD_BYTES,
              Errors.PAYLOAD_SHA256),
          "A dead letter's columns.");

  /** What a summary says; NULL in other rows. */
  static final Field FIGURES = Field.struct("figures", SummaryColumns.ALL, "A summary's columns.");

  private Tagged() {}

  /** The dataset's schema: tag, source columns, delivered columns, dead letter, summary. */
  public static StructType schema(Table table) {
    StructType schema = new StructType().add(always(TAG));
    for (Field f : source()) {
      schema = schema.add(always(f));
    }
    for (Field f : DeliveredColumns.of(table)) {
      schema = schema.add(f.name(), wire(f), true);
    }
    return schema.add(SparkSchema.structField(LETTER)).add(SparkSchema.structField(FIGURES));
  }

  /** The columns that every row of it has. */
  static List<Field> source() {
    return List.of(SourceColumns.INGEST_SEQ, SourceColumns.SOURCE_FILE, SourceColumns.SOURCE_LINE);
  }

  /** The delivered column as the contract types it. */
  public static Column typed(Field field) {
    if (field.type() == ColumnType.Plain.DATE) {
      return functions
          .expr("date_from_unix_date(cast(" + field.name() + " as int))")
          .as(field.name());
    }
    if (field.type() == ColumnType.Plain.TIMESTAMP) {
      return functions.timestamp_micros(col(field)).as(field.name());
    }
    return col(field);
  }

  private static StructField always(Field field) {
    return SparkSchema.structField(field.required());
  }

  private static DataType wire(Field field) {
    boolean number =
        field.type() == ColumnType.Plain.DATE || field.type() == ColumnType.Plain.TIMESTAMP;
    return number ? DataTypes.LongType : SparkSchema.type(field);
  }

  /** The Monday of the week of {@code day}, as the partition column. */
  static Column weekOf(Column day) {
    return as(LogColumns.WEEK_START, Mondays.of(day));
  }
}
