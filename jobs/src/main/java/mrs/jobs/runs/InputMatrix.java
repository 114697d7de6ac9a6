package mrs.jobs.runs;

import static org.apache.spark.sql.functions.max;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
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
import mrs.jobs.runs.FoundInputs.FoundInput;
import mrs.jobs.warehouse.PinnedTables;
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

  private final RunLedger ledger;
  private final Deliveries deliveries;
  private final Map<Table, Optional<List<Field>>> opened = new HashMap<>();
  private final MrsConfig config;

  InputMatrix(RunLedger ledger, Deliveries deliveries, MrsConfig config) {
    this.ledger = ledger;
    this.deliveries = deliveries;
    this.config = config;
  }

  /** How {@code tables} have the optional inputs of {@code stage} at {@code logicalTime}. */
  FoundInputs look(Stage stage, PinnedTables tables, Instant logicalTime) {
    List<FoundInput> found = new ArrayList<>();
    for (OptionalInput input : OptionalInput.of(stage)) {
      InputState state = state(input, tables, logicalTime);
      List<String> codes =
          state == InputState.DRIFTED
              ? driftCodes(input.table(), tables)
              : input.code(state).stream().toList();
      found.add(found(input, tables, state, codes));
    }
    return of(found);
  }

  /** Reads every input that was found from end to end; those that break are CORRUPT. */
  FoundInputs probe(PinnedTables tables, FoundInputs before) {
    List<FoundInput> found = new ArrayList<>();
    for (OptionalInput input : OptionalInput.values()) {
      before
          .of(input)
          .ifPresent(
              i -> {
                boolean read = !i.tableVersion().isEmpty() && before.availability().isRead(input);
                found.add(
                    read && !readable(input.table(), tables)
                        ? found(input, tables, InputState.CORRUPT, List.of(input.downCode()))
                        : i);
              });
    }
    return of(found);
  }

  private FoundInput found(
      OptionalInput input, PinnedTables tables, InputState state, List<String> codes) {
    return new FoundInput(
        input.table().name(),
        config.input(input).installed(),
        state,
        codes,
        Optional.empty(),
        tables.has(input.table()) ? tables.version(input.table()) : Optional.empty());
  }

  private static FoundInputs of(List<FoundInput> found) {
    return new FoundInputs(
        found, found.stream().flatMap(f -> f.codes().stream()).sorted().distinct().toList());
  }

  private InputState state(OptionalInput input, PinnedTables tables, Instant logicalTime) {
    Table table = input.table();
    if (!config.input(input).installed()) {
      return InputState.NOT_INSTALLED;
    }
    if (!tables.has(table)) {
      return InputState.ABSENT;
    }
    Optional<List<Field>> missing = opened.computeIfAbsent(table, t -> open(t, tables));
    if (missing.isEmpty() || missing.get().stream().anyMatch(table.key()::contains)) {
      return InputState.CORRUPT;
    }
    if (Catalogue.FEEDS.contains(table) && deliveries.newest(table).isEmpty()) {
      return InputState.EMPTY;
    }
    if (late(input, tables, logicalTime)) {
      return InputState.LATE;
    }
    return missing.get().isEmpty() && deliveries.driftCodes(table).isEmpty()
        ? InputState.PRESENT
        : InputState.DRIFTED;
  }

  /** Opens the input, once a run, so that lineage records it; gives the columns that it lacks. */
  private static Optional<List<Field>> open(Table table, PinnedTables tables) {
    try {
      tables.readConformed(table).limit(0).collectAsList();
      return Optional.of(tables.missingColumns(table));
    } catch (Exception e) {
      // Spark throws checked exceptions that its Java signatures do not declare.
      LOG.warn("the input {} cannot be opened", table.name(), e);
      return Optional.empty();
    }
  }

  private boolean late(OptionalInput input, PinnedTables tables, Instant logicalTime) {
    Duration maxLag = config.input(input).maxLag();
    return !maxLag.isZero()
        && newest(input.table(), tables)
            .map(t -> t.isBefore(logicalTime.minus(maxLag)))
            .orElse(input.emptyIsDown());
  }

  private Optional<Instant> newest(Table table, PinnedTables tables) {
    if (Catalogue.FEEDS.contains(table)) {
      return deliveries.newest(table);
    }
    Stage writer = Catalogue.WRITERS.get(table);
    if (writer != null) {
      return ledger.committed(writer).stream()
          .map(RunConfig::logicalTime)
          .max(Comparator.naturalOrder());
    }
    Row newest = tables.read(table).agg(max(UserEditsLog.WRITTEN_AT.col())).head();
    return newest.isNullAt(0) ? Optional.empty() : Optional.of(newest.getTimestamp(0).toInstant());
  }

  private List<String> driftCodes(Table table, PinnedTables tables) {
    List<String> columns =
        tables.missingColumns(table).stream().map(f -> OptionalInput.driftCode(table, f)).toList();
    return java.util.stream.Stream.concat(columns.stream(), deliveries.driftCodes(table).stream())
        .sorted()
        .distinct()
        .toList();
  }

  private static boolean readable(Table table, PinnedTables tables) {
    try {
      tables.readConformed(table).write().format("noop").mode("overwrite").save();
      return true;
    } catch (Exception e) {
      // Spark throws checked exceptions that its Java signatures do not declare.
      LOG.warn("the input {} cannot be read", table.name(), e);
      return false;
    }
  }
}
