package mrs.serving.query;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What an answer may take.
 *
 * @param time empty = as long as it takes
 * @param spill folder for what does not fit into memory; empty = it has to fit
 * @param target the one file that may be written; empty = none
 */
public record Limits(Optional<Duration> time, Optional<Path> spill, Optional<Path> target) {
  /** Of an answer for a person who waits. Chosen, not fitted. */
  public static final Limits QUESTION =
      new Limits(Optional.of(Duration.ofMinutes(1)), Optional.empty(), Optional.empty());
}
