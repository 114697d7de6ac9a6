package mrs.resilience.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.resilience.health.SystemHealth.Term;
import org.junit.jupiter.api.Test;

class SystemHealthTest {
  private static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");
  private static final double EXACT = 1e-12;

  private final Map<String, Observation> seen = new HashMap<>();

  @Test
  void isTheWeightedMeanOfItsComponents() {
    see("sales", Condition.HEALTHY, 1);
    see("context", Condition.DEGRADED, 1);
    see("cache", Condition.DOWN, 1);

    SystemHealth health =
        health(
            component("sales", 5, false),
            component("context", 2, false),
            component("cache", 1, false));

    assertThat(health.availability()).isCloseTo((5 + 2 * .5) / 8, within(EXACT));
    assertThat(health.terms()).extracting(Term::weighted).containsExactly(5.0, 1.0, 0.0);
    assertThat(health.state()).isEqualTo(SystemState.DEGRADED);
  }

  @Test
  void runsFromNineTenthsAndIsCriticalBelowAHalf() {
    see("up", Condition.HEALTHY, 1);
    see("down", Condition.DOWN, 1);

    assertThat(health(component("up", 9, false), component("down", 1, false)).state())
        .isEqualTo(SystemState.RUNNING);
    assertThat(health(component("up", 8.9, false), component("down", 1.1, false)).state())
        .isEqualTo(SystemState.DEGRADED);
    assertThat(health(component("up", 1, false), component("down", 1, false)).state())
        .isEqualTo(SystemState.DEGRADED);
    assertThat(health(component("up", .99, false), component("down", 1.01, false)).state())
        .isEqualTo(SystemState.CRITICAL);
  }

  @Test
  void oneVitalComponentDownIsDegradedWhateverTheSumAndTwoAreCritical() {
    see("up", Condition.HEALTHY, 1);
    see("a", Condition.DOWN, 1);
    see("b", Condition.DOWN, 1);
    see("half", Condition.DEGRADED, 1);

    assertThat(health(component("up", 1000, true), component("a", 1, true)).state())
        .isEqualTo(SystemState.DEGRADED);
    assertThat(
            health(component("up", 1000, true), component("a", 1, true), component("b", 1, true))
                .state())
        .isEqualTo(SystemState.CRITICAL);
    assertThat(health(component("up", 1000, true), component("half", 1, true)).state())
        .isEqualTo(SystemState.RUNNING);
  }

  @Test
  void whatShowsNoProgressIsDownWhateverItSays() {
    see("spool", Condition.HEALTHY, 31);
    see("patient", Condition.HEALTHY, 30);
    seen.put("never", new Observation(Condition.HEALTHY, Optional.empty(), "is up"));

    SystemHealth health =
        health(
            component("spool", 1, false),
            component("patient", 1, false),
            component("never", 1, false),
            component("unseen", 1, false));

    assertThat(health.terms())
        .extracting(Term::condition, Term::stale, Term::silentFor)
        .containsExactly(
            tuple(Condition.DOWN, true, Optional.of(Duration.ofSeconds(31))),
            tuple(Condition.HEALTHY, false, Optional.of(Duration.ofSeconds(30))),
            tuple(Condition.DOWN, true, Optional.empty()),
            tuple(Condition.DOWN, true, Optional.empty()));
  }

  @Test
  void aSystemWithoutComponentsRuns() {
    assertThat(health()).isEqualTo(new SystemHealth(1, SystemState.RUNNING, List.of()));
  }

  @Test
  void refusesAWeightThatIsNone() {
    assertThatThrownBy(() -> component("cache", 0, false))
        .hasMessage("the weight of cache is 0.0; it has to be positive");
    assertThatThrownBy(() -> component("cache", Double.NaN, false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Component("cache", 1, false, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void see(String name, Condition condition, int secondsAgo) {
    seen.put(name, new Observation(condition, Optional.of(NOW.minusSeconds(secondsAgo)), ""));
  }

  private SystemHealth health(Component... components) {
    return SystemHealth.of(List.of(components), seen, NOW);
  }

  private static Component component(String name, double weight, boolean vital) {
    return new Component(name, weight, vital, Component.STALE_AFTER);
  }
}
