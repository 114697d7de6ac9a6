package mrs.jobs.intake.handover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * Drawn lives of an intake. {@code -Dmrs.intake.histories=N} draws N of them, {@code
 * -Dmrs.intake.seed=S} others.
 */
class HandOverHistoriesFaultTest {
  private static final int HISTORIES = Integer.getInteger("mrs.intake.histories", 100);
  private static final long SEED = Long.getLong("mrs.intake.seed", 1);
  private static final int FROM = Integer.getInteger("mrs.intake.from", 0);

  @Test
  void whatWasTakenIsInTheFeedFolderOnce() throws IOException {
    int failures = 0;
    int ends = 0;
    int taken = 0;
    for (int i = FROM; i < FROM + HISTORIES; i++) {
      long seed = SEED * 1_000_003 + i;
      try {
        HandOverHistory history = new HandOverHistory(seed).run();
        failures += history.failures();
        ends += history.ends();
        taken += history.taken();
      } catch (AssertionError | RuntimeException | IOException e) {
        throw new AssertionError("history " + seed + ": " + e.getMessage(), e);
      }
    }
    System.out.println(
        HISTORIES
            + " histories: "
            + taken
            + " taken, "
            + failures
            + " failures, "
            + ends
            + " ends");
    assertThat(taken).isGreaterThan(HISTORIES);
    assertThat(failures).isGreaterThan(HISTORIES);
    assertThat(ends).isGreaterThan(HISTORIES);
  }
}
