package mrs.contracts;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * One column of a table: its name, type, whether it may be NULL, and what it says.
 *
 * @param doc one sentence; units and the meaning of NULL included
 */
public record Field(String name, DataType type, boolean nullable, String doc) {

  /** One named count. Delta enforces no NOT NULL inside arrays, so none is declared there. */
  public static final StructType COUNT_TYPE =
      DataTypes.createStructType(
          List.of(
              DataTypes.createStructField("name", DataTypes.StringType, true),
              DataTypes.createStructField("count", DataTypes.LongType, true)));

  /** A STRING column that may be NULL. */
  public static Field string(String name, String doc) {
    return new Field(name, DataTypes.StringType, true, doc);
  }

  /** A DATE column that may be NULL. */
  public static Field date(String name, String doc) {
    return new Field(name, DataTypes.DateType, true, doc);
  }

  /** A TIMESTAMP column (UTC) that may be NULL. */
  public static Field timestamp(String name, String doc) {
    return new Field(name, DataTypes.TimestampType, true, doc);
  }

  /** An INT column that may be NULL. */
  public static Field integer(String name, String doc) {
    return new Field(name, DataTypes.IntegerType, true, doc);
  }

  /** A BIGINT column that may be NULL. */
  public static Field bigint(String name, String doc) {
    return new Field(name, DataTypes.LongType, true, doc);
  }

  /** A DOUBLE column that may be NULL; never NaN or infinite. */
  public static Field real(String name, String doc) {
    return new Field(name, DataTypes.DoubleType, true, doc);
  }

  /** A BOOLEAN column that may be NULL. */
  public static Field bool(String name, String doc) {
    return new Field(name, DataTypes.BooleanType, true, doc);
  }

  /** A BINARY column that may be NULL. */
  public static Field binary(String name, String doc) {
    return new Field(name, DataTypes.BinaryType, true, doc);
  }

  /** An ARRAY of STRING that may be NULL; its elements are not. */
  public static Field strings(String name, String doc) {
    return new Field(name, DataTypes.createArrayType(DataTypes.StringType), true, doc);
  }

  /** Counts by name: an ARRAY of (name, count), sorted by name, that may be NULL. */
  public static Field counts(String name, String doc) {
    return new Field(name, DataTypes.createArrayType(COUNT_TYPE), true, doc);
  }

  /** A column of another type that may be NULL. */
  public static Field of(String name, DataType type, String doc) {
    return new Field(name, type, true, doc);
  }

  /** The same column, never NULL. */
  public Field required() {
    return new Field(name, type, false, doc);
  }

  /** The same column under another meaning, for a table that says something else with it. */
  public Field saying(String otherDoc) {
    return new Field(name, type, nullable, otherDoc);
  }

  /** A reference to this column. */
  public Column col() {
    return functions.col(name);
  }

  /** A reference to this column of the dataset that was aliased {@code alias}. */
  public Column of(String alias) {
    return functions.col(alias + "." + name);
  }

  /** A NULL of this column's type, under its name. */
  public Column asNull() {
    return functions.lit(null).cast(type).as(name);
  }

  /** {@code value}, cast to this column's type, under its name. */
  public Column is(Column value) {
    return value.cast(type).as(name);
  }

  StructField structField() {
    return DataTypes.createStructField(name, type, nullable);
  }
}
