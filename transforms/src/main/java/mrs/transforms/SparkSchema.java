package mrs.transforms;

import java.util.List;
import mrs.contracts.ColumnType;
import mrs.contracts.Field;
import mrs.contracts.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns, types and schemas of the contracts as Spark has them. */
public final class SparkSchema {
  private SparkSchema() {}

  /** A reference to this column. */
  public static Column col(Field field) {
    return functions.col(field.name());
  }

  /** A reference to this column of the dataset that was aliased {@code alias}. */
  public static Column col(Field field, String alias) {
    return functions.col(alias + "." + field.name());
  }

  /** A NULL of this column's type, under its name. */
  public static Column nullOf(Field field) {
    return as(field, functions.lit(null));
  }

  /** {@code value}, cast to this column's type, under its name. */
  public static Column as(Field field, Column value) {
    return value.cast(type(field)).as(field.name());
  }

  /** A table's schema, with its nullability. */
  public static StructType schema(Table table) {
    return DataTypes.createStructType(
        table.fields().stream().map(SparkSchema::structField).toList());
  }

  /** A struct of {@code fields} in which each may be NULL, as in any row that was collected. */
  public static StructType struct(List<Field> fields) {
    return DataTypes.createStructType(fields.stream().map(SparkSchema::nullableField).toList());
  }

  /** This column's type. */
  public static DataType type(Field field) {
    return type(field.type());
  }

  /** This column in a schema, with its nullability. */
  public static StructField structField(Field field) {
    return DataTypes.createStructField(field.name(), type(field), field.nullable());
  }

  /** A column that is in no contract, and may be NULL. */
  public static StructField field(String name, DataType type) {
    return DataTypes.createStructField(name, type, true);
  }

  /** This column in a schema in which it may be NULL. */
  public static StructField nullableField(Field field) {
    return field(field.name(), type(field));
  }

  private static DataType type(ColumnType type) {
    if (type instanceof ColumnType.ArrayOf array) {
      return DataTypes.createArrayType(type(array.element()));
    }
    if (type instanceof ColumnType.StructOf struct) {
      return struct(struct.fields());
    }
    return switch ((ColumnType.Plain) type) {
      case STRING -> DataTypes.StringType;
      case DATE -> DataTypes.DateType;
      case TIMESTAMP -> DataTypes.TimestampType;
      case INT -> DataTypes.IntegerType;
      case BIGINT -> DataTypes.LongType;
      case DOUBLE -> DataTypes.DoubleType;
      case BOOLEAN -> DataTypes.BooleanType;
      case BINARY -> DataTypes.BinaryType;
    };
  }
}
