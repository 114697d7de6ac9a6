package mrs.resilience.health;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The health of a system: A = Σ wᵢ hᵢ / Σ wᵢ over its components (seed 002 §1), and what follows
 * from it. A component that was not observed, or has shown no progress for longer than it may, is
 * down whatever it says.
 *
 * @param availability A, in [0, 1]; 1 where there is no component
 * @param terms of the sum, in the order of the components
 */
public record SystemHealth(double availability, SystemState state, List<Term> terms) {
  private static final double RUNNING = .9;
  private static final double DEGRADED = .5;

  /**
   * One term of the sum.
   *
   * @param condition that counts: down where it is stale
   * @param silentFor since when it has shown no progress; empty where it never has
   * @param stale whether that is too long
   */
  public record Term(
      Component component,
      Condition condition,
      Optional<Duration> silentFor,
      boolean stale,
      String says) {
    /** w h. */
    public double weighted() {
      return component.weight() * condition.health();
    }
  }

  /** Copies the terms. */
  public SystemHealth {
    terms = List.copyOf(terms);
  }

  /**
   * Sums up what was seen.
   *
   * @param seen by the name of the component
   */
  public static SystemHealth of(
      List<Component> components, Map<String, Observation> seen, Instant now) {
    List<Term> terms =
        components.stream()
            .map(component -> term(component, Optional.ofNullable(seen.get(component.name())), now))
            .toList();
    double weights = components.stream().mapToDouble(Component::weight).sum();
    double availability =
        weights > 0 ? terms.stream().mapToDouble(Term::weighted).sum() / weights : 1;
    return new SystemHealth(availability, state(availability, terms), terms);
  }

  private static Term term(Component component, Optional<Observation> seen, Instant now) {
    if (seen.isEmpty()) {
      return new Term(
          component, Condition.DOWN, Optional.empty(), true, "nobody has looked at it yet");
    }
    Observation observation = seen.get();
    Optional<Duration> silent =
        observation.progressed().map(progressed -> Duration.between(progressed, now));
    boolean stale = silent.isEmpty() || silent.get().compareTo(component.staleAfter()) > 0;
    return new Term(
        component,
        stale ? Condition.DOWN : observation.condition(),
        silent,
        stale,
        observation.says());
  }

  /** By the sum alone; then one vital component down is at least degraded, two are critical. */
  private static SystemState state(double availability, List<Term> terms) {
    long vitalDown =
        terms.stream()
            .filter(t -> t.component().vital() && t.condition() == Condition.DOWN)
            .count();
    if (availability < DEGRADED || vitalDown >= 2) {
      return SystemState.CRITICAL;
    }
    return availability < RUNNING || vitalDown == 1 ? SystemState.DEGRADED : SystemState.RUNNING;
  }
}
