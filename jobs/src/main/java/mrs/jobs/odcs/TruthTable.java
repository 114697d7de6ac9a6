package mrs.jobs.odcs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mrs.contracts.Field;
import mrs.contracts.InputState;
import mrs.contracts.OptionalInput;
import mrs.contracts.ReportStatus;
import mrs.contracts.Stage;
import mrs.hydrate.consolidation.Contributor;

/**
 * The truth table of degradation as a document: for each optional input and each state in which a
 * run may find it, the code that rows get, the columns of {@code minority_reports} that may be NULL
 * for want of it, and the status of a report that was judged so and of which nothing stronger is
 * known.
 */
final class TruthTable {
  /** Stands for the column that a drifted input lacks. */
  static final String COLUMN = "<column>";

  private TruthTable() {}

  static ObjectNode tree() {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("description", "What the absence of each optional input costs.");
    ArrayNode inputs = document.putArray("inputs");
    for (OptionalInput input : OptionalInput.values()) {
      ObjectNode node = inputs.addObject();
      node.put("input", input.word()).put("table", input.table().name());
      ArrayNode readers = node.putArray("readers");
      input.readers().forEach(stage -> readers.add(stage.word()));
      ArrayNode states = node.putArray("states");
      for (InputState state : InputState.values()) {
        states.add(state(input, state));
      }
    }
    return document;
  }

  private static ObjectNode state(OptionalInput input, InputState state) {
    Optional<String> code = code(input, state);
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("state", state.word()).put("down", input.isDown(state));
    ArrayNode codes = node.putArray("codes");
    code.ifPresent(codes::add);
    ArrayNode nulls = node.putArray("nulls");
    (input.isDown(state) ? input.nulls() : List.<Field>of()).forEach(f -> nulls.add(f.name()));
    node.put(
        ReportStatus.FIELD.name(),
        code.map(c -> ReportStatus.degraded(earliest(input), c)).orElse(ReportStatus.OPEN.word()));
    return node;
  }

  private static Optional<String> code(OptionalInput input, InputState state) {
    return state == InputState.DRIFTED
        ? Optional.of(OptionalInput.driftCode(input.table(), Field.string(COLUMN, "Any column.")))
        : input.code(state);
  }

  /** The earliest stage that reads the input or that the input's rows are laid to. */
  private static Stage earliest(OptionalInput input) {
    Stream<Stage> laidTo =
        Arrays.stream(Contributor.values())
            .filter(c -> c.input().filter(i -> i == input).isPresent())
            .map(Contributor::stage);
    return Stream.concat(input.readers().stream(), laidTo).min(Stage::compareTo).orElseThrow();
  }
}
