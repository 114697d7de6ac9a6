package mrs.resilience.retry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * No command that was acknowledged is lost, overtakes another of its key or is tried more often
 * than the policy and the crashes allow. {@code -Dmrs.retry.histories=N} plays N histories, of
 * seeds 1 to N (200 unless told otherwise).
 */
class RetryHistoriesFaultTest {
  private static final int HISTORIES = Integer.getInteger("mrs.retry.histories", 200);

  @Test
  void nothingAcknowledgedIsLostThroughKillsAndPowerCuts() throws Exception {
    int ends = 0;
    for (int seed = 1; seed <= HISTORIES; seed++) {
      ends += RetryHistory.play(seed);
    }
    System.out.println(HISTORIES + " histories, " + ends + " ends of a process");

    assertThat(ends).isGreaterThan(2 * HISTORIES);
  }
}
