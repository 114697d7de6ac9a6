package mrs.resilience.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import mrs.resilience.spool.SpoolPolicy.WhenFull;
import org.junit.jupiter.api.Test;

/**
 * Drawn lives of spools on a disk that forgets what was not synced ({@link SpoolHistory}): nothing
 * acknowledged is lost, nothing comes out twice, the order is kept. {@code -Dmrs.spool.histories=N}
 * says how many of each kind, {@code -Dmrs.spool.seed=N} where they begin.
 */
class SpoolHistoriesFaultTest {
  private static final int HISTORIES = Integer.getInteger("mrs.spool.histories", 100);
  private static final long SEED = Long.getLong("mrs.spool.seed", 1);

  @Test
  void keepsWhatIsDurableBeforeTheAcknowledgement() throws IOException {
    run(new SpoolPolicy(true, 8, 400, 150, 1 << 20, WhenFull.REFUSE), false);
  }

  @Test
  void keepsWhatLeftMemoryForTheDisk() throws IOException {
    run(new SpoolPolicy(false, 8, 400, 150, 1 << 20, WhenFull.REFUSE), true);
  }

  @Test
  void tellsWhatItDropped() throws IOException {
    run(new SpoolPolicy(true, 8, 400, 150, (1 << 14) + 1000, WhenFull.DROP_OLDEST), true);
  }

  @Test
  void refusesWhatDoesNotFit() throws IOException {
    run(new SpoolPolicy(true, 8, 400, 150, (1 << 14) + 1000, WhenFull.REFUSE), false);
  }

  private static void run(SpoolPolicy policy, boolean loses) throws IOException {
    long kept = 0;
    long lost = 0;
    long failures = 0;
    long ends = 0;
    for (long seed = SEED; seed < SEED + HISTORIES; seed++) {
      try {
        SpoolHistory history = new SpoolHistory(seed, policy);
        SpoolModel model = history.run();
        kept += model.kept();
        lost += model.lost();
        failures += history.failures();
        ends += history.ends();
      } catch (AssertionError | IOException | RuntimeException e) {
        fail("the history with -Dmrs.spool.seed=" + seed + " and " + policy, e);
      }
    }
    System.out.printf(
        "%d histories: %d records acknowledged, %d told as lost, %d failed calls, %d ends%n",
        HISTORIES, kept, lost, failures, ends);
    assertThat(failures).isPositive();
    assertThat(ends).isPositive();
    assertThat(kept).isPositive();
    assertThat(lost > 0).isEqualTo(loses);
  }
}
