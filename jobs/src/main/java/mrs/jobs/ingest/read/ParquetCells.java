package mrs.jobs.ingest.read;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Reads values of Parquet rows as cells, whatever type the file gives them. */
final class ParquetCells {
  private static final long JULIAN_DAY_OF_EPOCH = 2_440_588L;

  private ParquetCells() {}

  static Cell cell(Group row, int field) throws Unusable {
    Type type = row.getType().getType(field);
    if (row.getFieldRepetitionCount(field) == 0) {
      return Cell.ABSENT;
    }
    if (!type.isPrimitive() || type.isRepetition(Type.Repetition.REPEATED)) {
      return new Cell.Other("a structure");
    }
    return primitive(row, field, type.asPrimitiveType());
  }

  /** The row in words, a line a column that has a value: days and times in ISO form. */
  static String text(Group row) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < row.getType().getFieldCount(); i++) {
      if (row.getFieldRepetitionCount(i) > 0) {
        text.append(row.getType().getFieldName(i)).append(": ").append(shown(row, i)).append('\n');
      }
    }
    return text.toString();
  }

  private static String shown(Group row, int field) {
    try {
      Cell cell = cell(row, field);
      if (!(cell instanceof Cell.Other)) {
        return cell.shown();
      }
    } catch (Unusable e) {
      // Text that is no UTF-8 is shown as the library decodes it.
    }
    boolean structure = !row.getType().getType(field).isPrimitive();
    return structure
        ? "{" + row.getGroup(field, 0).toString().strip() + "}"
        : row.getValueToString(field, 0);
  }

  private static Cell primitive(Group row, int field, PrimitiveType type) throws Unusable {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> new Cell.Truth(row.getBoolean(field, 0));
      // The shortest decimal that gives this float: 0.1f is 0.1, not 0.10000000149.
      case FLOAT -> new Cell.Numeral(Float.toString(row.getFloat(field, 0)));
      case DOUBLE -> new Cell.Numeral(Double.toString(row.getDouble(field, 0)));
      case INT32 -> {
        int value = row.getInteger(field, 0);
        yield whole(value, logical, Integer.toUnsignedLong(value));
      }
      case INT64 -> whole(row.getLong(field, 0), logical, row.getLong(field, 0));
      case INT96 -> int96(row.getInt96(field, 0));
      default -> binary(row.getBinary(field, 0), logical);
    };
  }

  private static Cell whole(long value, @Nullable LogicalTypeAnnotation logical, long unsigned) {
    if (logical instanceof DateLogicalTypeAnnotation) {
      return new Cell.Day(value);
    }
    if (logical instanceof TimestampLogicalTypeAnnotation timestamp) {
      return new Cell.Moment(micros(value, timestamp), timestamp.isAdjustedToUTC());
    }
    if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
      return decimal(BigInteger.valueOf(value), decimal);
    }
    if (logical instanceof IntLogicalTypeAnnotation integer && !integer.isSigned()) {
      return new Cell.Numeral(Long.toUnsignedString(unsigned));
    }
    boolean plain = logical == null || logical instanceof IntLogicalTypeAnnotation;
    return plain ? new Cell.Numeral(Long.toString(value)) : new Cell.Other("a " + logical);
  }

  private static long micros(long value, TimestampLogicalTypeAnnotation type) {
    return switch (type.getUnit()) {
      case MILLIS -> TimeUnit.MILLISECONDS.toMicros(value);
      case MICROS -> value;
      case NANOS -> Math.floorDiv(value, 1_000L);
    };
  }

  /**
   * The form that Spark, Hive and Impala wrote instants in: nanoseconds of the day, then the Julian
   * day.
   */
  private static Cell int96(Binary value) {
    ByteBuffer bytes = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    long nanos = bytes.getLong();
    long day = Integer.toUnsignedLong(bytes.getInt()) - JULIAN_DAY_OF_EPOCH;
    return new Cell.Moment(TimeUnit.DAYS.toMicros(day) + Math.floorDiv(nanos, 1_000L), true);
  }

  private static Cell binary(Binary value, @Nullable LogicalTypeAnnotation logical)
      throws Unusable {
    if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
      return decimal(new BigInteger(value.getBytes()), decimal);
    }
    boolean text =
        logical == null
            || logical instanceof LogicalTypeAnnotation.StringLogicalTypeAnnotation
            || logical instanceof LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
    return text ? new Cell.Text(Utf8.decode(value.getBytes(), 0)) : new Cell.Other("a " + logical);
  }

  private static Cell decimal(BigInteger unscaled, DecimalLogicalTypeAnnotation type) {
    return new Cell.Numeral(new BigDecimal(unscaled, type.getScale()).toPlainString());
  }
}
