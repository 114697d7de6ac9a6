package mrs.jobs.chaos.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import mrs.jobs.chaos.profile.ChaosProfiles;
import mrs.jobs.chaos.profile.ChaosVerdict;
import mrs.jobs.chaos.scratch.ScratchFolder;
import mrs.resilience.Ticker;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Parts whose files were damaged recover in time, without a wrong value, with the exact event.
 * {@code -Dmrs.chaos.parts=N} rehearses each with N seeds (8 by default).
 */
class PartRehearsalTest {
  private static final int SEEDS = Integer.getInteger("mrs.chaos.parts", 8);

  @TempDir private Path temporary;

  @ParameterizedTest
  @ValueSource(strings = {"checkpoint-corrupt", "segment-corrupt", "cache-corrupt"})
  void theVerdictHolds(String profile) {
    ChaosProfiles profiles = ChaosProfiles.in(Path.of("conf", "chaos"));
    for (long seed = 1; seed <= SEEDS; seed++) {
      ChaosVerdict verdict = play(profiles, profile, seed);
      assertThat(verdict.broken()).as("%s, seed %s", profile, seed).isEmpty();
      assertThat(verdict.lost()).isZero();
      assertThat(verdict.costs().found()).isEqualTo(verdict.costs().predicted()).isNotEmpty();
    }
  }

  private ChaosVerdict play(ChaosProfiles profiles, String profile, long seed) {
    ScratchFolder scratch = ScratchFolder.make(temporary.resolve("scratch"), Optional.empty());
    return new PartRehearsal(scratch, Ticker.ofTheMachine()).play(profiles.named(profile), seed);
  }
}
