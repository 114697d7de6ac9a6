package mrs.jobs.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mrs.contracts.OptionalInput;
import mrs.contracts.RunKind;
import mrs.contracts.Stage;
import mrs.contracts.StageState;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.runs.FoundInputs.FoundInput;
import mrs.jobs.runs.RunLedger;
import mrs.jobs.runs.StageRun;
import mrs.resilience.health.Component;
import mrs.resilience.health.Condition;
import mrs.resilience.health.Observation;
import mrs.resilience.health.SystemHealth;
import mrs.resilience.health.SystemHealth.Term;
import mrs.resilience.health.SystemState;

/**
 * The health of the whole as a weighted sum, term by term: the stages by what they last committed,
 * the optional inputs by how the stages last found them, what is kept on this machine's disk by its
 * last use. Nothing counts as well because it is configured or running; only because it was read or
 * committed.
 *
 * @param kept what is kept on this machine's disk, as far as there is any
 */
record WeighedHealth(
    RunLedger ledger, MrsConfig config, List<ObservedComponent> kept, Instant now) {
  private static final String CHECK = "system";
  private static final Duration NEVER_STALE = Duration.ofDays(36_500);

  List<Finding> findings() {
    List<Component> components = new ArrayList<>();
    Map<String, Observation> seen = new HashMap<>();
    if (!ledger.runs(RunKind.NIGHTLY).isEmpty()) {
      addNight(components, seen);
    }
    for (ObservedComponent each : kept) {
      components.add(each.component());
      seen.put(each.component().name(), each.observation());
    }
    if (components.isEmpty()) {
      return List.of(Finding.good(CHECK, "availability", "–", "there is no run yet"));
    }
    SystemHealth health = SystemHealth.of(components, seen, now);
    return Stream.concat(
            health.terms().stream().map(WeighedHealth::finding), Stream.of(sum(health)))
        .toList();
  }

  private void addNight(List<Component> components, Map<String, Observation> seen) {
    for (Stage stage : RunKind.NIGHTLY.stages()) {
      components.add(component(stage));
      seen.put(name(stage), observation(stage));
    }
    for (OptionalInput input : OptionalInput.values()) {
      if (config.input(input).installed()) {
        components.add(new Component(name(input), config.health().input(), false, NEVER_STALE));
        lastFound(input).ifPresent(o -> seen.put(name(input), o));
      }
    }
  }

  private Component component(Stage stage) {
    boolean critical = stage.rank() == Stage.Rank.CRITICAL;
    return new Component(
        name(stage),
        critical ? config.health().criticalStage() : config.health().otherStage(),
        critical,
        config.health().stageStale());
  }

  private Observation observation(Stage stage) {
    Optional<StageRun> last = ledger.attempts(stage).stream().reduce((a, b) -> b);
    Optional<Instant> progressed = ledger.lastCommitted(stage).map(StageRun::finishedAt);
    if (last.isEmpty()) {
      return new Observation(Condition.DOWN, progressed, "no run came to it");
    }
    StageRun attempt = last.get();
    String run = "run " + attempt.runId();
    if (attempt.state() == StageState.FAILED) {
      return new Observation(
          Condition.DOWN, progressed, run + " failed: " + attempt.error().orElse(""));
    }
    return attempt.reasons().isEmpty()
        ? new Observation(Condition.HEALTHY, progressed, run)
        : new Observation(
            Condition.DEGRADED,
            progressed,
            run + " without " + String.join(", ", attempt.reasons()));
  }

  /** By the newest attempt of any stage that reads it. */
  private Optional<Observation> lastFound(OptionalInput input) {
    return input.readers().stream()
        .flatMap(stage -> ledger.attempts(stage).stream())
        .filter(attempt -> attempt.found().of(input).isPresent())
        .max(java.util.Comparator.comparing(StageRun::entry))
        .map(attempt -> observation(input, attempt));
  }

  private static Observation observation(OptionalInput input, StageRun attempt) {
    FoundInput found = attempt.found().of(input).orElseThrow();
    Condition condition =
        input.isDown(found.state())
            ? Condition.DOWN
            : found.codes().isEmpty() ? Condition.HEALTHY : Condition.DEGRADED;
    return new Observation(
        condition,
        Optional.of(attempt.finishedAt()),
        found.state().word() + " for " + attempt.stage().word() + " of run " + attempt.runId());
  }

  private static Finding finding(Term term) {
    String value = weight(term.component().weight()) + " x " + weight(term.condition().health());
    String says =
        term.says()
            + (term.stale()
                ? term.silentFor().map(d -> "; nothing for " + Ages.of(d)).orElse("")
                : "");
    boolean well = term.condition() == Condition.HEALTHY;
    return (well
            ? Finding.good(CHECK, term.component().name(), value, says)
            : Finding.bad(CHECK, term.component().name(), value, says))
        .with(term.weighted());
  }

  private static Finding sum(SystemHealth health) {
    double weighted = health.terms().stream().mapToDouble(Term::weighted).sum();
    double weights = health.terms().stream().mapToDouble(t -> t.component().weight()).sum();
    String value =
        String.format(Locale.ROOT, "%.3f", health.availability())
            + " "
            + health.state().name().toLowerCase(Locale.ROOT);
    String says = "A = " + weight(weighted) + " / " + weight(weights);
    return (health.state() == SystemState.RUNNING
            ? Finding.good(CHECK, "availability", value, says)
            : Finding.bad(CHECK, "availability", value, says))
        .with(health.availability());
  }

  private static String weight(double figure) {
    return String.format(Locale.ROOT, "%.1f", figure);
  }

  private static String name(Stage stage) {
    return "stage " + stage.word();
  }

  private static String name(OptionalInput input) {
    return "input " + input.word();
  }
}
