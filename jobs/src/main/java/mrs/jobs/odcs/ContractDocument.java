package mrs.jobs.odcs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import mrs.contracts.Catalogue;
import mrs.contracts.Field;
import mrs.contracts.Stage;
import mrs.contracts.Table;
import mrs.jobs.warehouse.Warehouse;

/**
 * One table as a document of the Open Data Contract Standard. Its version is that of the
 * warehouse's format: within a format, columns are only ever added.
 */
record ContractDocument(Table table) {

  ObjectNode tree() {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document
        .put("apiVersion", OpenDataContract.API_VERSION)
        .put("kind", "DataContract")
        .put("id", "mrs." + table.name())
        .put("name", table.name())
        .put("version", Warehouse.FORMAT + ".0.0")
        .put("status", "active")
        .put("domain", "retail");
    document.putObject("description").put("purpose", table.doc()).put("usage", usage());
    document.putArray("schema").add(schema());
    return document;
  }

  private String usage() {
    return switch (table.kind()) {
      case INPUT -> "Delivered from outside. Rows are only ever added; never update or delete any.";
      case LOG -> "Written by one stage or by the edge. Rows are only ever added.";
      case DERIVED -> "Computed from logs and inputs, rebuildable. Rows are only ever added.";
      case ERRORS ->
          "Rows that could not be used, kept with their reason. Rows are only ever added.";
      case OUTPUT ->
          "Computed from the logs alone, rewritten week by week. Read it; never write to it.";
    };
  }

  private ObjectNode schema() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema
        .put("name", table.name())
        .put("logicalType", "object")
        .put("physicalName", table.name())
        .put("physicalType", "table")
        .put("description", table.doc())
        .put("dataGranularityDescription", "One row per " + String.join(", ", table.keyNames()));
    ArrayNode properties = schema.putArray("properties");
    table.fields().forEach(f -> properties.add(property(f)));
    ArrayNode custom = schema.putArray("customProperties");
    custom.addObject().put("property", "kind").put("value", table.kind().word());
    custom.addObject().put("property", "appendOnly").put("value", table.appendOnly());
    Optional.ofNullable(Catalogue.WRITERS.get(table))
        .map(Stage::word)
        .ifPresent(stage -> custom.addObject().put("property", "writer").put("value", stage));
    return schema;
  }

  private ObjectNode property(Field field) {
    ObjectNode property = JsonNodeFactory.instance.objectNode();
    property.put("name", field.name()).put("description", field.doc());
    LogicalType.describe(property, field.type());
    property.put("required", !field.nullable());
    int key = table.key().indexOf(field);
    property.put("primaryKey", key >= 0);
    if (key >= 0) {
      property.put("primaryKeyPosition", key + 1);
    }
    boolean partitioned = table.partition().filter(field::equals).isPresent();
    property.put("partitioned", partitioned);
    if (partitioned) {
      property.put("partitionKeyPosition", 1);
    }
    field
        .formerly()
        .ifPresent(
            before ->
                property
                    .putArray("customProperties")
                    .addObject()
                    .put("property", "formerly")
                    .put("value", before));
    return property;
  }
}
