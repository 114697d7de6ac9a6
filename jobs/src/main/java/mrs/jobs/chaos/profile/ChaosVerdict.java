package mrs.jobs.chaos.profile;

import java.time.Duration;
import java.util.List;

/**
 * What came of a rehearsal.
 *
 * @param seed that its chance was drawn from
 * @param costs what was foretold and what was found
 * @param lost rows that were there, or were delivered, and are not there after recovery
 * @param recovery how long it took until everything was as it was
 * @param broken what was not as foretold, a line each; none if the verdict holds
 */
public record ChaosVerdict(
    ChaosProfile profile,
    long seed,
    Costs costs,
    long lost,
    Duration recovery,
    List<String> broken) {
  /** Keeps a copy. */
  public ChaosVerdict {
    broken = List.copyOf(broken);
  }

  /**
   * What a fault cost.
   *
   * @param predicted codes, or events of a part, by the truth table and its rules; sorted
   * @param found the same, as they were found
   * @param mayBeNull columns that may lose their values, where everything is hydrated
   * @param foundNull columns that did
   */
  public record Costs(
      List<String> predicted, List<String> found, List<String> mayBeNull, List<String> foundNull) {
    /** Of what has no hydrated columns. */
    public Costs(List<String> predicted, List<String> found) {
      this(predicted, found, List.of(), List.of());
    }
  }

  /** Whether all was as foretold, nothing is lost, and recovery was in time. */
  public boolean holds() {
    return broken.isEmpty();
  }
}
