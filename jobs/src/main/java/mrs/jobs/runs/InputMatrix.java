package mrs.jobs.runs;

import static org.apache.spark.sql.functions.max;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.contracts.Catalogue;
import mrs.contracts.Field;
import mrs.contracts.InputState;
import mrs.contracts.OptionalInput;
import mrs.contracts.Stage;
import mrs.contracts.Table;
import mrs.contracts.UserEditsLog;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.runs.StageRun.FoundInput;
import mrs.jobs.warehouse.Warehouse;
import mrs.transforms.Availability;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.spark.sql.Row;

/**
 * Looks how each optional input is found: installed or not, there or not, readable, drifted, late.
 * Looking costs no pass over the data: an input whose files are broken inside shows when a stage
 * reads it; {@link #probe} then tells which one it is.
 */
final class InputMatrix {
  private static final Logger LOG = LogManager.getLogger(InputMatrix.class);

  private final Warehouse warehouse;
  private final RunLedger ledger;
  private final Deliveries deliveries;
  private final Map<Table, Optional<List<Field>>> opened = new HashMap<>();
  private final MrsConfig config;

  InputMatrix(Edge edge, Deliveries deliveries, MrsConfig config) {
    this.warehouse = edge.warehouse();
    this.ledger = edge.ledger();
    this.deliveries = deliveries;
    this.config = config;
  }

  /** How the optional inputs of {@code stage} are found at {@code logicalTime}. */
  Availability look(Stage stage, Instant logicalTime) {
    Map<OptionalInput, InputState> states = new EnumMap<>(OptionalInput.class);
    Map<OptionalInput, List<String>> drift = new EnumMap<>(OptionalInput.class);
    for (OptionalInput input : OptionalInput.of(stage)) {
      states.put(input, state(input, logicalTime));
      if (states.get(input) == InputState.DRIFTED) {
        drift.put(input, driftCodes(input.table()));
      }
    }
    return new Availability(states, drift);
  }

  /** Reads every optional input of {@code stage} from end to end; those that break are CORRUPT. */
  Availability probe(Stage stage, Availability before) {
    Availability found = before;
    for (OptionalInput input : OptionalInput.of(stage)) {
      InputState state = found.state(input);
      if ((state == InputState.PRESENT || state == InputState.DRIFTED)
          && !readable(input.table())) {
        found = found.with(input, InputState.CORRUPT);
      }
    }
    return found;
  }

  /** The matrix as the ledger keeps it. */
  List<FoundInput> rows(Stage stage, Availability availability) {
    return OptionalInput.of(stage).stream()
        .map(
            i ->
                new FoundInput(
                    i.table().name(),
                    config.input(i).installed(),
                    availability.state(i).word(),
                    availability.codes(i).stream().findFirst(),
                    Optional.empty(),
                    warehouse.has(i.table()) ? warehouse.version(i.table()) : Optional.empty()))
        .toList();
  }

  private InputState state(OptionalInput input, Instant logicalTime) {
    Table table = input.table();
    if (!config.input(input).installed()) {
      return InputState.NOT_INSTALLED;
    }
    if (!warehouse.has(table)) {
      return InputState.ABSENT;
    }
    Optional<List<Field>> missing = opened.computeIfAbsent(table, this::open);
    if (missing.isEmpty() || missing.get().stream().anyMatch(table.key()::contains)) {
      return InputState.CORRUPT;
    }
    if (Catalogue.FEEDS.contains(table) && deliveries.newest(table).isEmpty()) {
      return InputState.EMPTY;
    }
    if (late(input, logicalTime)) {
      return InputState.LATE;
    }
    return missing.get().isEmpty() && deliveries.driftCodes(table).isEmpty()
        ? InputState.PRESENT
        : InputState.DRIFTED;
  }

  /** Opens the input, once a run, so that lineage records it; gives the columns that it lacks. */
  private Optional<List<Field>> open(Table table) {
    try {
      warehouse.readConformed(table).limit(0).collectAsList();
      return Optional.of(warehouse.missingColumns(table));
    } catch (Exception e) {
      // Spark throws checked exceptions that its Java signatures do not declare.
      LOG.warn("the input {} cannot be opened", table.name(), e);
      return Optional.empty();
    }
  }

  private boolean late(OptionalInput input, Instant logicalTime) {
    Duration maxLag = config.input(input).maxLag();
    return !maxLag.isZero()
        && newest(input.table())
            .map(t -> t.isBefore(logicalTime.minus(maxLag)))
            .orElse(input.emptyIsDown());
  }

  private Optional<Instant> newest(Table table) {
    if (Catalogue.FEEDS.contains(table)) {
      return deliveries.newest(table);
    }
    Stage writer = Catalogue.WRITERS.get(table);
    if (writer != null) {
      return ledger.committed(writer).stream()
          .map(RunConfig::logicalTime)
          .max(Comparator.naturalOrder());
    }
    Row newest = warehouse.read(table).agg(max(UserEditsLog.WRITTEN_AT.col())).head();
    return newest.isNullAt(0) ? Optional.empty() : Optional.of(newest.getTimestamp(0).toInstant());
  }

  private List<String> driftCodes(Table table) {
    List<String> columns =
        warehouse.missingColumns(table).stream()
            .map(f -> OptionalInput.driftCode(table, f))
            .toList();
    return java.util.stream.Stream.concat(columns.stream(), deliveries.driftCodes(table).stream())
        .sorted()
        .distinct()
        .toList();
  }

  private boolean readable(Table table) {
    try {
      warehouse.readConformed(table).write().format("noop").mode("overwrite").save();
      return true;
    } catch (Exception e) {
      // Spark throws checked exceptions that its Java signatures do not declare.
      LOG.warn("the input {} cannot be read", table.name(), e);
      return false;
    }
  }
}
