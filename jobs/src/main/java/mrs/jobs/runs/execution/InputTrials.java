package mrs.jobs.runs.execution;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mrs.contracts.OptionalInput;
import mrs.contracts.Stage;
import mrs.jobs.breakers.Breakers;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.runs.FoundInputs;
import mrs.resilience.breaker.CircuitBreaker.Permit;

/**
 * What the breakers say of the inputs of one stage: which are left alone, and for each of the
 * others a permit, through which is reported what came of it.
 */
final class InputTrials {
  /** Of a stage that takes its inputs as they were found before. */
  static final InputTrials NONE = new InputTrials();

  private final Map<OptionalInput, Permit> permits = new EnumMap<>(OptionalInput.class);
  private final Set<OptionalInput> leftAlone = EnumSet.noneOf(OptionalInput.class);

  private InputTrials() {}

  /** Asks the breakers of those inputs of {@code stage} that are installed. */
  static InputTrials of(Breakers breakers, MrsConfig config, Stage stage) {
    InputTrials trials = new InputTrials();
    for (OptionalInput input : OptionalInput.of(stage)) {
      if (config.input(input).installed()) {
        Optional<Permit> permit = breakers.around(input).tryAcquire();
        permit.ifPresentOrElse(
            p -> trials.permits.put(input, p), () -> trials.leftAlone.add(input));
      }
    }
    return trials;
  }

  /** Inputs that are not even looked at. */
  Set<OptionalInput> leftAlone() {
    return leftAlone;
  }

  /**
   * Reports how the inputs were found in the end. One that could not be read has failed; one that
   * is not there says nothing, since looking for it costs nothing.
   */
  void report(FoundInputs found) {
    permits.forEach(
        (input, permit) -> {
          switch (found.of(input).orElseThrow().state()) {
            case CORRUPT -> permit.failed();
            case ABSENT, NOT_INSTALLED, BREAKER_OPEN -> permit.giveBack();
            case PRESENT, EMPTY, LATE, DRIFTED -> permit.succeeded();
          }
        });
  }
}
