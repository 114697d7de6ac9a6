package mrs.jobs.odcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import mrs.contracts.Catalogue;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.MinorityReports;
import mrs.contracts.Table;
import mrs.jobs.messages.Problem;
import mrs.transforms.SparkSchema;
import org.apache.spark.sql.types.DataType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OpenDataContractTest {
  private static final YAMLMapper YAML = new YAMLMapper();

  @TempDir private static Path shared;

  @TempDir private Path folder;

  @BeforeAll
  static void export() {
    OpenDataContract.export(shared);
  }

  static List<Table> tables() {
    return Catalogue.ALL;
  }

  @Test
  void writesOneDocumentPerTableAndTheTruthTable() {
    List<Path> files = OpenDataContract.export(folder);
    List<String> expected =
        new ArrayList<>(Catalogue.ALL.stream().map(t -> t.name() + ".odcs.yaml").toList());
    expected.add("degradation.yaml");
    assertThat(files).map(f -> f.getFileName().toString()).isEqualTo(expected);
    assertThat(names()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @MethodSource("tables")
  void saysWhatTheCodeSays(Table table) {
    JsonNode schema = exported(table).at("/schema/0");
    List<Field> fields = elements(schema.get("properties")).map(p -> field(table, p)).toList();
    Table read =
        new Table(
            schema.get("name").asText(),
            Table.Kind.valueOf(
                custom(schema, "kind").orElseThrow().asText().toUpperCase(Locale.ROOT)),
            schema.get("description").asText(),
            fields,
            positioned(table, schema, "primaryKey", "primaryKeyPosition"),
            positioned(table, schema, "partitioned", "partitionKeyPosition").stream().findFirst());
    assertThat(read).isEqualTo(table);
    assertThat(custom(schema, "appendOnly").orElseThrow().asBoolean())
        .isEqualTo(table.appendOnly());
    assertThat(custom(schema, "writer").map(JsonNode::asText))
        .isEqualTo(Optional.ofNullable(Catalogue.WRITERS.get(table)).map(s -> s.word()));
  }

  @ParameterizedTest
  @MethodSource("tables")
  void hasWhatTheStandardRequires(Table table) {
    JsonNode document = exported(table);
    assertThat(document.get("apiVersion").asText()).isEqualTo("v3.0.2");
    assertThat(document.get("kind").asText()).isEqualTo("DataContract");
    assertThat(document.get("id").asText()).isEqualTo("mrs." + table.name());
    assertThat(document.get("version").asText()).matches("\\d+\\.\\d+\\.\\d+");
    assertThat(document.get("status").asText()).isEqualTo("active");
    assertThat(document.findValuesAsText("logicalType"))
        .isSubsetOf(Set.of("string", "date", "number", "integer", "object", "array", "boolean"));
  }

  @Test
  void describesArraysAndTimesInTheStandardsWords() {
    JsonNode reasons = property(MinorityReports.TABLE, LogColumns.DEGRADED_REASONS);
    assertThat(reasons.get("logicalType").asText()).isEqualTo("array");
    assertThat(reasons.get("physicalType").asText()).isEqualTo("ARRAY<STRING>");
    assertThat(reasons.at("/items/logicalType").asText()).isEqualTo("string");
    JsonNode causes = property(MinorityReports.TABLE, MinorityReports.RANKED_CAUSES);
    assertThat(causes.at("/items/logicalType").asText()).isEqualTo("object");
    assertThat(causes.at("/items/properties").size()).isGreaterThan(1);
    JsonNode time = property(DetectionLog.TABLE, LogColumns.WRITTEN_AT);
    assertThat(time.get("logicalType").asText()).isEqualTo("date");
    assertThat(time.get("physicalType").asText()).isEqualTo("TIMESTAMP");
    assertThat(time.at("/logicalTypeOptions/format").asText()).contains("HH:mm:ss");
    JsonNode day = property(DetectionLog.TABLE, DetectionLog.WINDOW_START);
    assertThat(day.at("/logicalTypeOptions/format").asText()).isEqualTo("yyyy-MM-dd");
  }

  @Test
  void givesTheSameBytesAgainAndLeavesNothingElseBehind() throws IOException {
    OpenDataContract.export(folder);
    Map<String, String> first = contents();
    Files.writeString(folder.resolve("stores.odcs.yaml"), "outdated");
    OpenDataContract.export(folder);
    assertThat(contents()).isEqualTo(first);
  }

  @Test
  void tellsWhenTheFolderIsNone() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> OpenDataContract.export(file))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("name a folder");
  }

  private JsonNode exported(Table table) {
    try {
      return YAML.readTree(shared.resolve(table.name() + ".odcs.yaml").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode property(Table table, Field field) {
    return elements(exported(table).at("/schema/0/properties"))
        .filter(p -> p.get("name").asText().equals(field.name()))
        .findFirst()
        .orElseThrow();
  }

  private static List<Field> positioned(
      Table table, JsonNode schema, String flag, String position) {
    return elements(schema.get("properties"))
        .filter(p -> p.get(flag).asBoolean())
        .sorted(Comparator.comparing(p -> p.get(position).asInt()))
        .map(p -> field(table, p))
        .toList();
  }

  /** As the document has it; its type by Spark's own reading of the words for it. */
  private static Field field(Table table, JsonNode property) {
    Field field = table.field(property.get("name").asText()).orElseThrow();
    assertThat(DataType.fromDDL(property.get("physicalType").asText()))
        .isEqualTo(SparkSchema.type(field));
    return new Field(
        field.name(),
        field.type(),
        !property.get("required").asBoolean(),
        property.get("description").asText(),
        property.has("customProperties")
            ? custom(property, "formerly").map(JsonNode::asText)
            : Optional.empty(),
        field.later());
  }

  private static Optional<JsonNode> custom(JsonNode schema, String property) {
    return elements(schema.get("customProperties"))
        .filter(c -> c.get("property").asText().equals(property))
        .map(c -> c.get("value"))
        .findFirst();
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private Map<String, String> contents() throws IOException {
    Map<String, String> contents = new TreeMap<>();
    for (String name : names()) {
      contents.put(name, Files.readString(folder.resolve(name)));
    }
    return contents;
  }

  private List<String> names() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
