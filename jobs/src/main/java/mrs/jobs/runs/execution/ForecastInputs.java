package mrs.jobs.runs.execution;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import mrs.contracts.RunKind;
import mrs.contracts.Stage;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.runs.Deliveries;
import mrs.jobs.runs.FoundInputs;
import mrs.jobs.runs.RunContext;
import mrs.jobs.warehouse.PinnedTables;

/**
 * Tells how the stages of a night would find their inputs as things stand. It asks no breaker, and
 * opens no file of an input: one that is broken inside shows only when it is read.
 */
public final class ForecastInputs {
  private ForecastInputs() {}

  /** How each stage of a night would find its inputs at {@code logicalTime}. */
  public static Map<Stage, FoundInputs> at(
      RunContext context, MrsConfig config, Instant logicalTime) {
    PinnedTables tables = PinnedTables.onSight(context.warehouse());
    Deliveries deliveries = Deliveries.load(tables, context.ledger());
    InputFacts facts = new StoredInputs(tables, context.ledger(), deliveries, Optional.empty());
    InputMatrix matrix = new InputMatrix(config);
    Map<Stage, FoundInputs> found = new EnumMap<>(Stage.class);
    for (Stage stage : RunKind.NIGHTLY.stages()) {
      found.put(stage, matrix.look(stage, facts, logicalTime));
    }
    return found;
  }
}
