package mrs.transforms;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mrs.contracts.InputState;
import mrs.contracts.OptionalInput;
import mrs.contracts.Stage;

/**
 * How a run found its optional inputs.
 *
 * @param states an input that is not named is PRESENT
 * @param driftCodes per input, the codes of columns that were not there
 */
public record Availability(
    Map<OptionalInput, InputState> states, Map<OptionalInput, List<String>> driftCodes) {

  /** Everything is there. */
  public static final Availability ALL = new Availability(Map.of(), Map.of());

  /** Keeps copies. */
  public Availability {
    states = Map.copyOf(states);
    driftCodes = Map.copyOf(driftCodes);
  }

  /** The same, with {@code input} found in {@code state}. */
  public Availability with(OptionalInput input, InputState state) {
    Map<OptionalInput, InputState> changed = new EnumMap<>(OptionalInput.class);
    changed.putAll(states);
    changed.put(input, state);
    return new Availability(changed, driftCodes);
  }

  /** How {@code input} was found. */
  public InputState state(OptionalInput input) {
    return states.getOrDefault(input, InputState.PRESENT);
  }

  /** Whether stages go on without {@code input}. */
  public boolean isDown(OptionalInput input) {
    return input.isDown(state(input));
  }

  /** Whether {@code input} is read: it is installed and not down. */
  public boolean isRead(OptionalInput input) {
    return state(input) != InputState.NOT_INSTALLED && !isDown(input);
  }

  /** Codes of what {@code input}'s state costs: its down code, or those of its drifted columns. */
  public List<String> codes(OptionalInput input) {
    return Stream.concat(
            input.code(state(input)).stream(), driftCodes.getOrDefault(input, List.of()).stream())
        .sorted()
        .toList();
  }

  /** Codes of everything that {@code stage} has to do without; sorted, distinct. */
  public List<String> codes(Stage stage) {
    return OptionalInput.of(stage).stream()
        .map(this::codes)
        .flatMap(Collection::stream)
        .sorted()
        .distinct()
        .toList();
  }
}
