package mrs.jobs.odcs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mrs.contracts.ColumnType;
import mrs.contracts.Field;

/**
 * Types in the standard's words: {@code physicalType} is SQL's own name, so that nothing is lost;
 * {@code logicalType} is one of the standard's seven. Version 3.0 has no word for a time: it is a
 * date with a format.
 */
final class LogicalType {
  private static final String LOGICAL = "logicalType";

  private LogicalType() {}

  /**
   * Adds the type to {@code element}; elements of arrays and fields of structs are described
   * within.
   */
  static void describe(ObjectNode element, ColumnType type) {
    if (type instanceof ColumnType.ArrayOf array) {
      element.put(LOGICAL, "array");
      describe(element.putObject("items"), array.element());
    } else if (type instanceof ColumnType.StructOf struct) {
      struct(element, struct);
    } else {
      plain(element, (ColumnType.Plain) type);
    }
    element.put("physicalType", type.sql());
  }

  private static void plain(ObjectNode element, ColumnType.Plain type) {
    switch (type) {
      case STRING -> element.put(LOGICAL, "string");
      case BINARY -> formatted(element, "string", "binary");
      case DATE -> formatted(element, "date", "yyyy-MM-dd");
      case TIMESTAMP -> formatted(element, "date", "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX");
      case BOOLEAN -> element.put(LOGICAL, "boolean");
      case INT, BIGINT -> element.put(LOGICAL, "integer");
      case DOUBLE -> element.put(LOGICAL, "number");
    }
  }

  private static void formatted(ObjectNode element, String type, String format) {
    element.put(LOGICAL, type).putObject("logicalTypeOptions").put("format", format);
  }

  private static void struct(ObjectNode element, ColumnType.StructOf struct) {
    element.put(LOGICAL, "object");
    ArrayNode properties = element.putArray("properties");
    for (Field field : struct.fields()) {
      ObjectNode property = properties.addObject().put("name", field.name());
      describe(property, field.type());
      property.put("required", false);
    }
  }
}
