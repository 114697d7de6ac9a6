package mrs.jobs.breakers;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import mrs.contracts.ComponentHealthLog;
import mrs.contracts.ComponentState;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.Words;
import mrs.jobs.warehouse.Warehouse;
import mrs.resilience.breaker.BreakerMemory;
import mrs.resilience.breaker.BreakerMemory.Position;
import mrs.resilience.breaker.BreakerState;
import mrs.transforms.Mondays;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * What {@code component_health_log} says of a component.
 *
 * @param entry number of its newest row; 0 where it has none
 */
record KnownComponent(String name, long entry, BreakerMemory memory) {
  /** A moving average below this is of failures long ago. */
  private static final double FORGOTTEN = .01;

  static KnownComponent neverFailed(String name) {
    return new KnownComponent(name, 0, BreakerMemory.of(BreakerState.UNUSED));
  }

  /**
   * The newest row of each component, by name; nothing, and no job, where the table has no row or
   * is not there.
   */
  static Map<String, KnownComponent> latest(Warehouse warehouse) {
    Map<String, KnownComponent> latest = new HashMap<>();
    if (warehouse.has(ComponentHealthLog.TABLE)) {
      for (Row row : warehouse.reader().rows(ComponentHealthLog.TABLE)) {
        KnownComponent component = of(row);
        latest.merge(component.name(), component, (a, b) -> a.entry() > b.entry() ? a : b);
      }
    }
    return latest;
  }

  KnownComponent next(BreakerMemory now) {
    return new KnownComponent(name, entry + 1, now);
  }

  /** Calls that all went well are nothing to keep, also after failures that are forgotten. */
  boolean isWorthReplacing(BreakerMemory now) {
    return !now.equals(memory) && !(isWell(now) && isWell(memory));
  }

  private static boolean isWell(BreakerMemory memory) {
    return memory.position() == Position.CLOSED
        && memory.failures() == 0
        && memory.failureRate() < FORGOTTEN;
  }

  Map<Field, Object> row(Optional<String> runId, Instant writtenAt) {
    Map<Field, Object> row = new HashMap<>();
    row.put(ComponentHealthLog.COMPONENT, name);
    row.put(ComponentHealthLog.ENTRY, entry);
    row.put(ComponentHealthLog.STATE, ComponentState.valueOf(memory.position().name()).word());
    row.put(ComponentHealthLog.FAILURE_RATE, memory.failureRate());
    row.put(ComponentHealthLog.CALLS, memory.calls());
    row.put(ComponentHealthLog.FAILURES, memory.failures());
    memory.since().ifPresent(since -> row.put(ComponentHealthLog.SINCE, since));
    memory.until().ifPresent(until -> row.put(ComponentHealthLog.UNTIL, until));
    runId.ifPresent(id -> row.put(ComponentHealthLog.RUN_ID, id));
    row.put(LogColumns.WRITTEN_AT, writtenAt);
    row.put(LogColumns.WEEK_START, Mondays.of(writtenAt));
    return row;
  }

  private static KnownComponent of(Row row) {
    Position position =
        Words.find(ComponentState.class, row.getAs(ComponentHealthLog.STATE.name()))
            .map(state -> Position.valueOf(state.name()))
            .orElse(Position.CLOSED);
    BreakerMemory memory =
        new BreakerMemory(
            position,
            row.<Double>getAs(ComponentHealthLog.FAILURE_RATE.name()),
            row.<Integer>getAs(ComponentHealthLog.CALLS.name()),
            row.<Integer>getAs(ComponentHealthLog.FAILURES.name()),
            time(row, ComponentHealthLog.SINCE),
            time(row, ComponentHealthLog.UNTIL));
    return new KnownComponent(
        row.getAs(ComponentHealthLog.COMPONENT.name()),
        row.<Long>getAs(ComponentHealthLog.ENTRY.name()),
        memory);
  }

  private static Optional<Instant> time(Row row, Field field) {
    return Optional.ofNullable(row.<@Nullable Timestamp>getAs(field.name()))
        .map(Timestamp::toInstant);
  }
}
