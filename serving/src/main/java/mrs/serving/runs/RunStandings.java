package mrs.serving.runs;

import java.util.List;
import mrs.contracts.RunKind;
import mrs.contracts.Stage;
import mrs.contracts.StageState;

/**
 * What the entries about one run say together: whether it came to an end, and whose rows of it are
 * trusted.
 *
 * @param entries all of them, oldest first; may grow while it is looked at, as a ledger does
 */
public record RunStandings(List<Standing> entries) {

  /** Whether what {@code stage} wrote for the run is to be trusted. */
  public boolean committed(Stage stage) {
    return has(stage, StageState.COMMITTED) && !disregarded();
  }

  /** Whether a person said that the run's rows are to be left out. */
  public boolean disregarded() {
    return entries.stream().anyMatch(s -> s.state() == StageState.DISREGARDED);
  }

  /** Whether every stage of a run of {@code kind} came to an end. One that failed did. */
  public boolean finished(RunKind kind) {
    return kind.stages().stream().allMatch(this::ended);
  }

  /** Stages that came to an end and are not committed, in the order in which they first ended. */
  public List<Stage> failed() {
    return entries.stream()
        .filter(s -> s.state().isEnd())
        .map(Standing::stage)
        .distinct()
        .filter(s -> !committed(s))
        .toList();
  }

  private boolean ended(Stage stage) {
    return entries.stream().anyMatch(s -> s.stage() == stage && s.state().isEnd());
  }

  private boolean has(Stage stage, StageState state) {
    return entries.stream().anyMatch(s -> s.stage() == stage && s.state() == state);
  }
}
