package mrs.resilience.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * What was acknowledged outlasts every kill and every power cut. {@code
 * -Dmrs.checkpoint.histories=N} plays N histories, of seeds 1 to N (500 unless told otherwise).
 */
class CheckpointHistoriesFaultTest {
  private static final int HISTORIES = Integer.getInteger("mrs.checkpoint.histories", 500);

  @Test
  void theNewestAcknowledgedStateOrOneThatWasBeingSavedIsRestored() throws Exception {
    int powerCuts = 0;
    for (int seed = 1; seed <= HISTORIES; seed++) {
      powerCuts += CheckpointHistory.play(seed);
    }
    System.out.println(HISTORIES + " histories, " + powerCuts + " power cuts");

    assertThat(powerCuts).isGreaterThan(HISTORIES);
  }
}
