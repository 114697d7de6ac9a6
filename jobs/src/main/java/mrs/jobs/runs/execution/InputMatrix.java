package mrs.jobs.runs.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mrs.contracts.Catalogue;
import mrs.contracts.Field;
import mrs.contracts.InputState;
import mrs.contracts.OptionalInput;
import mrs.contracts.Stage;
import mrs.contracts.Table;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.runs.FoundInputs;
import mrs.jobs.runs.FoundInputs.FoundInput;

/**
 * Says how each optional input is found: installed or not, there or not, readable, drifted, late.
 * This is the one place that decides it. Looking costs no pass over the data: an input whose files
 * are broken inside shows when a stage reads it; {@link #probe} then tells which one it is.
 *
 * <p>An input is opened once, however many stages look at it.
 */
final class InputMatrix {
  private final MrsConfig config;
  private final Map<Table, Optional<List<Field>>> opened = new HashMap<>();
  private final Map<Instant, InputState> coverage = new HashMap<>();

  InputMatrix(MrsConfig config) {
    this.config = config;
  }

  /** How the optional inputs of {@code stage} are found at {@code logicalTime}. */
  FoundInputs look(Stage stage, InputFacts facts, Instant logicalTime) {
    return look(stage, facts, logicalTime, Set.of());
  }

  /** The same, without a look at those that are {@code leftAlone}. */
  FoundInputs look(
      Stage stage, InputFacts facts, Instant logicalTime, Set<OptionalInput> leftAlone) {
    List<FoundInput> found = new ArrayList<>();
    for (OptionalInput input : OptionalInput.of(stage)) {
      if (leftAlone.contains(input)) {
        found.add(
            new FoundInput(
                input.table().name(),
                true,
                InputState.BREAKER_OPEN,
                List.of(input.downCode()),
                Optional.empty(),
                Optional.empty()));
        continue;
      }
      InputState state = state(input, facts, logicalTime);
      List<String> codes =
          state == InputState.DRIFTED
              ? driftCodes(input.table(), facts)
              : input.code(state).stream().toList();
      found.add(found(input, facts, state, codes));
    }
    return of(found);
  }

  /** Reads every input that was found from end to end; those that break are CORRUPT. */
  FoundInputs probe(InputFacts facts, FoundInputs before) {
    List<FoundInput> found = new ArrayList<>();
    for (OptionalInput input : OptionalInput.values()) {
      before
          .of(input)
          .ifPresent(
              i -> {
                boolean read = !i.tableVersion().isEmpty() && before.availability().isRead(input);
                found.add(
                    read && !facts.isReadable(input.table())
                        ? found(input, facts, InputState.CORRUPT, List.of(input.downCode()))
                        : i);
              });
    }
    return of(found);
  }

  private FoundInput found(
      OptionalInput input, InputFacts facts, InputState state, List<String> codes) {
    return new FoundInput(
        input.table().name(),
        config.input(input).installed(),
        state,
        codes,
        Optional.empty(),
        facts.has(input.table()) ? facts.version(input.table()) : Optional.empty());
  }

  private static FoundInputs of(List<FoundInput> found) {
    return new FoundInputs(
        found, found.stream().flatMap(f -> f.codes().stream()).sorted().distinct().toList());
  }

  private InputState state(OptionalInput input, InputFacts facts, Instant logicalTime) {
    Table table = input.table();
    if (!config.input(input).installed()) {
      return InputState.NOT_INSTALLED;
    }
    if (!facts.has(table)) {
      return InputState.ABSENT;
    }
    Optional<List<Field>> missing = missing(table, facts);
    if (missing.isEmpty() || missing.get().stream().anyMatch(table.key()::contains)) {
      return InputState.CORRUPT;
    }
    if (Catalogue.FEEDS.contains(table) && facts.newest(table).isEmpty()) {
      return InputState.EMPTY;
    }
    if (input == OptionalInput.CALENDAR && coverage(facts, logicalTime) != InputState.PRESENT) {
      return coverage(facts, logicalTime);
    }
    if (isLate(input, facts, logicalTime)) {
      return InputState.LATE;
    }
    return missing.get().isEmpty() && facts.driftCodes(table).isEmpty()
        ? InputState.PRESENT
        : InputState.DRIFTED;
  }

  private InputState coverage(InputFacts facts, Instant logicalTime) {
    return coverage.computeIfAbsent(logicalTime, t -> facts.coverage(config.calendar(), t));
  }

  private Optional<List<Field>> missing(Table table, InputFacts facts) {
    return opened.computeIfAbsent(table, facts::missingColumns);
  }

  private boolean isLate(OptionalInput input, InputFacts facts, Instant logicalTime) {
    Duration maxLag = config.input(input).maxLag();
    return !maxLag.isZero()
        && facts
            .newest(input.table())
            .map(t -> t.isBefore(logicalTime.minus(maxLag)))
            .orElse(input.emptyIsDown());
  }

  private List<String> driftCodes(Table table, InputFacts facts) {
    Stream<String> columns =
        missing(table, facts).stream()
            .flatMap(List::stream)
            .map(f -> OptionalInput.driftCode(table, f));
    return Stream.concat(columns, facts.driftCodes(table).stream()).sorted().distinct().toList();
  }
}
