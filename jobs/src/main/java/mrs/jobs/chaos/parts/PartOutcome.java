package mrs.jobs.chaos.parts;

import java.time.Duration;
import java.util.List;

/**
 * What became of a part whose files were damaged.
 *
 * @param predicted events that tell what is lost, and nothing else
 * @param found events that were told
 * @param lost what is not there any more and no event told of
 * @param took until it was open again and all that it has was read
 * @param broken what was not as foretold, a line each
 */
record PartOutcome(
    List<String> predicted, List<String> found, long lost, Duration took, List<String> broken) {}
