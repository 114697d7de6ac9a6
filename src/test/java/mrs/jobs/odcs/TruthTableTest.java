package mrs.jobs.odcs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import mrs.contracts.Field;
import mrs.contracts.InputState;
import mrs.contracts.OptionalInput;
import mrs.contracts.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TruthTableTest {
  @TempDir private static Path folder;

  private static JsonNode inputs;

  @BeforeAll
  static void export() throws IOException {
    OpenDataContract.export(folder);
    inputs = new YAMLMapper().readTree(folder.resolve("degradation.yaml").toFile()).get("inputs");
  }

  @ParameterizedTest
  @EnumSource(OptionalInput.class)
  void saysWhatTheCodeSays(OptionalInput input) {
    JsonNode node = truth(input);
    assertThat(node.get("table").asText()).isEqualTo(input.table().name());
    assertThat(texts(node.get("readers")))
        .isEqualTo(input.readers().stream().map(Stage::word).toList());
    assertThat(elements(node.get("states")).map(s -> s.get("state").asText()))
        .containsExactly(
            "present",
            "not_installed",
            "absent",
            "empty",
            "late",
            "corrupt",
            "breaker_open",
            "drifted");
    for (InputState state : InputState.values()) {
      JsonNode found = node.get("states").get(state.ordinal());
      boolean down = input.isDown(state);
      assertThat(found.get("down").asBoolean()).isEqualTo(down);
      assertThat(texts(found.get("codes"))).isEqualTo(codes(input, state));
      assertThat(texts(found.get("nulls")))
          .isEqualTo(down ? input.nulls().stream().map(Field::name).toList() : List.of());
    }
  }

  @Test
  void namesTheEarliestStageInTheStatus() {
    assertThat(status(OptionalInput.STORES, InputState.ABSENT))
        .isEqualTo("detection_degraded_STORES_down");
    assertThat(status(OptionalInput.MRCL, InputState.EMPTY))
        .isEqualTo("clustering_degraded_MRCL_down");
    assertThat(status(OptionalInput.MEEL, InputState.CORRUPT))
        .isEqualTo("cohorting_degraded_MEEL_down");
    assertThat(status(OptionalInput.MEEL, InputState.EMPTY)).isEqualTo("open");
    assertThat(status(OptionalInput.PRODUCTS, InputState.DRIFTED))
        .isEqualTo("clustering_degraded_DRIFT_products_<column>");
  }

  private static List<String> codes(OptionalInput input, InputState state) {
    return state == InputState.DRIFTED
        ? List.of("DRIFT_" + input.table().name() + "_<column>")
        : input.code(state).stream().toList();
  }

  private static String status(OptionalInput input, InputState state) {
    return truth(input).get("states").get(state.ordinal()).get("report_status").asText();
  }

  private static JsonNode truth(OptionalInput input) {
    return elements(inputs)
        .filter(n -> n.get("input").asText().equals(input.word()))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static List<String> texts(JsonNode array) {
    return elements(array).map(JsonNode::asText).toList();
  }
}
