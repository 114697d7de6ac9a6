package mrs.jobs.breakers;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import mrs.contracts.ComponentHealthLog;
import mrs.contracts.OptionalInput;
import mrs.jobs.warehouse.TableRows;
import mrs.jobs.warehouse.Warehouse;
import mrs.resilience.breaker.BreakerMemory;
import mrs.resilience.breaker.BreakerPolicy;
import mrs.resilience.breaker.BreakerState;
import mrs.resilience.breaker.CircuitBreaker;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The circuit breakers of a warehouse, one for each optional input and each remote file system that
 * failed. What they knew at the end of the last run is read when the first of them is asked for;
 * what has changed since goes into {@code component_health_log} with {@link #enter}, in one commit,
 * or none where nothing has: a component that never fails costs nothing.
 *
 * <p>Not for several threads. Whoever enters holds the writer's lock.
 */
public final class Breakers {
  /** What the name of a remote file system's breaker begins with. */
  public static final String FILE_SYSTEM = "file_system:";

  private static final Logger LOG = LogManager.getLogger(Breakers.class);

  private final Warehouse warehouse;
  private final Clock clock;
  private final Map<String, CircuitBreaker> breakers = new LinkedHashMap<>();
  private Map<String, KnownComponent> known = Map.of();
  private boolean readable = true;

  private Breakers(Warehouse warehouse, Clock clock) {
    this.warehouse = warehouse;
    this.clock = clock;
  }

  /** The breakers of {@code warehouse}, which take the time from {@code clock}. */
  public static Breakers of(Warehouse warehouse, Clock clock) {
    return new Breakers(warehouse, clock);
  }

  /** The breaker around {@code input}. */
  public CircuitBreaker around(OptionalInput input) {
    return around(input.word());
  }

  /** The breaker around a component: an optional input by its word, or a file system. */
  public CircuitBreaker around(String component) {
    load();
    return breakers.computeIfAbsent(component, this::breaker);
  }

  /** All that have a row, or would get one now: optional inputs, then file systems, by name. */
  public Map<String, BreakerMemory> all() {
    load();
    Map<String, BreakerMemory> all = new LinkedHashMap<>();
    breakers.forEach((name, breaker) -> all.put(name, BreakerMemory.of(breaker.state())));
    return all;
  }

  /**
   * Enters what has changed since it was last read or entered.
   *
   * @param runId of the run that saw it; empty where a person did
   */
  public void enter(Optional<String> runId) {
    TableRows rows = new TableRows(ComponentHealthLog.TABLE);
    Map<String, KnownComponent> entered = new LinkedHashMap<>(known);
    for (CircuitBreaker breaker : breakers.values()) {
      KnownComponent before =
          known.getOrDefault(breaker.name(), KnownComponent.neverFailed(breaker.name()));
      BreakerMemory now = BreakerMemory.of(breaker.state());
      if (before.isWorthReplacing(now)) {
        KnownComponent next = before.next(now);
        rows.add(next.row(runId, clock.instant()));
        entered.put(breaker.name(), next);
      }
    }
    if (readable && !rows.isEmpty()) {
      ComponentStates.enter(warehouse, rows);
      known = entered;
    }
  }

  /** Where the log cannot be read, every breaker starts closed, and nothing is entered. */
  private Map<String, KnownComponent> latest() {
    try {
      return KnownComponent.latest(warehouse);
    } catch (Exception e) {
      // Spark throws checked exceptions that its Java signatures do not declare.
      LOG.warn("what the breakers knew cannot be read", e);
      readable = false;
      return Map.of();
    }
  }

  private void load() {
    if (!breakers.isEmpty()) {
      return;
    }
    known = latest();
    for (OptionalInput input : OptionalInput.values()) {
      breakers.put(input.word(), breaker(input.word()));
    }
    known.keySet().stream()
        .filter(name -> name.startsWith(FILE_SYSTEM))
        .sorted()
        .forEach(name -> breakers.put(name, breaker(name)));
  }

  private CircuitBreaker breaker(String component) {
    BreakerState start =
        Optional.ofNullable(known.get(component))
            .map(was -> was.memory().state())
            .orElse(BreakerState.UNUSED);
    return new CircuitBreaker(
        component,
        BreakerPolicy.USUAL,
        clock,
        start,
        moved -> LOG.info("breaker {}: {} to {}", moved.name(), moved.from(), moved.to()));
  }
}
