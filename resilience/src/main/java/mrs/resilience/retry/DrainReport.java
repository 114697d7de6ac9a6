package mrs.resilience.retry;

import java.util.Optional;

/**
 * What one drain of a retry queue did.
 *
 * @param done commands carried out
 * @param busy commands that found their lock taken
 * @param failed commands that failed and are tried again
 * @param givenUp commands given up
 * @param deadLetters letters that the sink took, also of commands given up before
 * @param sinkFailure why the sink did not take the last letter that it did not take
 */
public record DrainReport(
    int done, int busy, int failed, int givenUp, int deadLetters, Optional<String> sinkFailure) {
  static final DrainReport NOTHING = new DrainReport(0, 0, 0, 0, 0, Optional.empty());
}
