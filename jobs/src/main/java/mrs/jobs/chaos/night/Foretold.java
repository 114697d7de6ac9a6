package mrs.jobs.chaos.night;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mrs.contracts.Catalogue;
import mrs.contracts.Field;
import mrs.contracts.FieldGroup;
import mrs.contracts.InputState;
import mrs.contracts.OptionalInput;
import mrs.contracts.Stage;
import mrs.jobs.chaos.profile.ChaosProfile;
import mrs.jobs.chaos.profile.FaultKind;
import mrs.jobs.runs.FoundInputs;
import mrs.jobs.runs.FoundInputs.FoundInput;

/**
 * What a fault may cost, by the truth table of degradation ({@link OptionalInput}) and by how the
 * stages find their inputs without it.
 *
 * @param steady per stage, the codes without the fault
 * @param codes per stage that is played under the fault, all codes
 * @param ofFault the codes that the fault brings
 * @param nulls columns of hydrated reports that may lose their value while everything is hydrated
 * @param fails whether the night cannot be done at all
 */
record Foretold(
    Map<Stage, List<String>> steady,
    Map<Stage, List<String>> codes,
    Set<String> ofFault,
    Set<Field> nulls,
    boolean fails) {

  /** What {@code profile} costs where the stages find their inputs so without it. */
  static Foretold of(ChaosProfile profile, Map<Stage, FoundInputs> inputs) {
    Map<Stage, List<String>> steady = new EnumMap<>(Stage.class);
    Map<Stage, List<String>> codes = new EnumMap<>(Stage.class);
    Set<String> ofFault = new TreeSet<>();
    Optional<InputState> state = state(profile.fault());
    boolean hydrates = isHydratedUnder(profile);
    inputs.forEach(
        (stage, found) -> {
          steady.put(stage, found.codes());
          if (state.isPresent() && (stage == Stage.HYDRATION || !hydrates)) {
            codes.put(stage, codes(profile, state.get(), found, ofFault));
          } else {
            codes.put(stage, found.codes());
          }
        });
    if (hydrates) {
      codes.keySet().retainAll(Set.of(Stage.HYDRATION));
    }
    Set<Field> nulls =
        hydrates && !ofFault.isEmpty() ? nulls(profile.input().orElseThrow()) : Set.of();
    return new Foretold(steady, codes, ofFault, nulls, profile.fault() == FaultKind.DISK_FULL);
  }

  /**
   * Whether the fault is of a log that a stage of the night writes: then the night is over, and
   * everything is hydrated under it.
   */
  static boolean isHydratedUnder(ChaosProfile profile) {
    return profile.input().filter(i -> Catalogue.STAGE_LOGS.contains(i.table())).isPresent();
  }

  /** All codes of the stages, and nothing twice. */
  Set<String> all() {
    return codes.values().stream()
        .flatMap(List::stream)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> codes(
      ChaosProfile profile, InputState state, FoundInputs found, Set<String> ofFault) {
    OptionalInput input = profile.input().orElseThrow();
    Optional<FoundInput> target = found.of(input);
    if (target.isEmpty() || target.get().state() == InputState.NOT_INSTALLED) {
      return found.codes();
    }
    List<String> fault =
        state == InputState.DRIFTED
            ? List.of(OptionalInput.driftCode(input.table(), profile.column().orElseThrow()))
            : input.code(state).stream().toList();
    ofFault.addAll(fault);
    Stream<String> others =
        found.inputs().stream()
            .filter(i -> !i.input().equals(input.table().name()))
            .flatMap(i -> i.codes().stream());
    return Stream.concat(others, fault.stream()).sorted().distinct().toList();
  }

  /** How a run finds the input that the fault is aimed at. */
  private static Optional<InputState> state(FaultKind fault) {
    return switch (fault) {
      case INPUT_DROPPED -> Optional.of(InputState.ABSENT);
      case INPUT_LATE -> Optional.of(InputState.LATE);
      case INPUT_DRIFTED -> Optional.of(InputState.DRIFTED);
      case INPUT_CORRUPT, FILE_SYSTEM_AWAY -> Optional.of(InputState.CORRUPT);
      case INPUT_DUPLICATED,
          DELIVERY_CORRUPT,
          DISK_FULL,
          SLOW_STORE,
          KILLED_AT_COMMIT,
          CHECKPOINT_CORRUPT,
          SEGMENT_CORRUPT,
          CACHE_CORRUPT ->
          Optional.empty();
    };
  }

  /** The columns of the truth table, and those that name their sources. */
  private static Set<Field> nulls(OptionalInput input) {
    Map<String, Field> fields = new TreeMap<>();
    input.nulls().forEach(f -> fields.put(f.name(), f));
    for (FieldGroup group : FieldGroup.values()) {
      if (group.fields().stream().anyMatch(f -> fields.containsKey(f.name()))) {
        fields.put(group.sourceUsed().name(), group.sourceUsed());
      }
    }
    return Set.copyOf(fields.values());
  }
}
