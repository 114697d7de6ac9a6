package mrs.resilience.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import mrs.resilience.HandClock;
import org.junit.jupiter.api.Test;

/**
 * Operations of cache, queue and checkpoints, in equal parts; one in a hundred comes with a fault:
 * the disk fails once, or a bit of what is kept is another and the process starts anew. An
 * operation is available if its caller gets the right answer, at the second try at the latest (of
 * the cache: from the cache or, what it does not have, from its source). A record that is lost with
 * its segment, which a gap tells, was not available. What is lost untold, and a wrong value, fail
 * the drill.
 *
 * <p>{@code -Dmrs.drill.operations=N} (2,000 by default, 10,000 in the drills) and {@code
 * -Dmrs.drill.seed=N}.
 */
class AvailabilityDrillFaultTest {
  private static final int OPERATIONS = Integer.getInteger("mrs.drill.operations", 2_000);
  private static final long SEED = Long.getLong("mrs.drill.seed", 1);
  private static final double FAULTS = 0.01;
  private static final double OBJECTIVE = 0.993;
  private static final Duration STEP = Duration.ofMillis(100);

  private final Random random = new Random(SEED);
  private final HandClock clock = new HandClock();
  private int faults;
  private int atOnce;
  private int available;

  @Test
  void operationsAreAvailableWhileOneInAHundredMeetsAFault() throws IOException {
    try (DrilledCache cache = new DrilledCache(clock, random);
        DrilledSpool spool = new DrilledSpool(clock, random);
        DrilledCheckpoints checkpoints = new DrilledCheckpoints(clock, random)) {
      List<DrilledPart> parts = List.of(cache, spool, checkpoints);
      for (int operation = 0; operation < OPERATIONS; operation++) {
        clock.move(STEP);
        DrilledPart part = parts.get(operation % parts.size());
        fault(part);
        answer(part);
      }
      // Accepted, and lost with its segment: that was no right answer.
      available -= spool.gone();
      System.err.printf(
          Locale.ROOT,
          "%d operations, seed %d: %d faults, %.3f %% available, %.3f %% at the first try and"
              + " without another source, %d records of the queue told as gaps%n",
          OPERATIONS,
          SEED,
          faults,
          100.0 * available / OPERATIONS,
          100.0 * atOnce / OPERATIONS,
          spool.gone());
    }
    assertThat(faults).isPositive();
    assertThat((double) available / OPERATIONS).isGreaterThanOrEqualTo(OBJECTIVE);
  }

  private void fault(DrilledPart part) throws IOException {
    if (random.nextDouble() < FAULTS) {
      faults++;
      if (random.nextBoolean()) {
        part.failOnce();
      } else {
        part.damageAndRestart();
      }
    }
  }

  private void answer(DrilledPart part) {
    try {
      boolean own = part.operate();
      available++;
      atOnce += own ? 1 : 0;
    } catch (IOException e) {
      if (again(part)) {
        available++;
      }
    }
  }

  private static boolean again(DrilledPart part) {
    try {
      part.operate();
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
