package mrs.jobs.odcs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;

/**
 * Spark's types in the standard's words: {@code physicalType} is Spark SQL's own name, so that
 * nothing is lost; {@code logicalType} is one of the standard's seven. Version 3.0 has no word for
 * a time: it is a date with a format.
 */
final class LogicalType {
  private static final String LOGICAL = "logicalType";

  private LogicalType() {}

  /**
   * Adds the type to {@code element}; elements of arrays and fields of structs are described
   * within.
   *
   * @throws IllegalArgumentException for a type that no contract may use
   */
  static void describe(ObjectNode element, DataType type) {
    if (type instanceof StringType) {
      element.put(LOGICAL, "string");
    } else if (type instanceof BinaryType) {
      element.put(LOGICAL, "string").putObject("logicalTypeOptions").put("format", "binary");
    } else if (type instanceof DateType) {
      date(element, "yyyy-MM-dd");
    } else if (type instanceof TimestampType) {
      date(element, "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX");
    } else if (type instanceof BooleanType) {
      element.put(LOGICAL, "boolean");
    } else if (type instanceof IntegralType) {
      element.put(LOGICAL, "integer");
    } else if (type instanceof NumericType) {
      element.put(LOGICAL, "number");
    } else {
      nested(element, type);
    }
    element.put("physicalType", type.sql());
  }

  private static void date(ObjectNode element, String format) {
    element.put(LOGICAL, "date").putObject("logicalTypeOptions").put("format", format);
  }

  private static void nested(ObjectNode element, DataType type) {
    if (type instanceof ArrayType array) {
      element.put(LOGICAL, "array");
      describe(element.putObject("items"), array.elementType());
    } else if (type instanceof StructType struct) {
      element.put(LOGICAL, "object");
      ArrayNode properties = element.putArray("properties");
      for (StructField field : struct.fields()) {
        ObjectNode property = properties.addObject().put("name", field.name());
        describe(property, field.dataType());
        property.put("required", !field.nullable());
      }
    } else {
      throw new IllegalArgumentException("the standard has no word for the type " + type.sql());
    }
  }
}
