package mrs.resilience.retry;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * A retry queue does what its plain model does, whatever comes, fails, waits, restarts and is set
 * back: the same commands tried in the same order, the same letters, the same next time.
 */
class RetryQueueProperties {
  @Property(tries = 200, seed = "12")
  void doesWhatItsModelDoes(@ForAll("steps") List<RetryStep> steps) throws Exception {
    RetryPlay play = new RetryPlay();
    for (RetryStep step : steps) {
      play.play(step);
    }
    play.end();
  }

  @Provide
  Arbitrary<List<RetryStep>> steps() {
    Arbitrary<RetryStep> enqueue =
        Combinators.combine(
                Arbitraries.integers().between(0, 9),
                Arbitraries.of(200L, 1_000L, 20_000L, 3_600_000L),
                Arbitraries.strings().withChars("DBFFFXR").ofMaxLength(7))
            .as(RetryStep.Enqueue::new);
    Arbitrary<RetryStep> drain =
        Arbitraries.of(0L, 1L, 249L, 250L, 499L, 500L, 1_000L, 5_000L, 40_000L, -1L, -3_000L)
            .map(RetryStep.Drain::new);
    return Arbitraries.frequencyOf(
            Tuple.of(6, enqueue),
            Tuple.of(8, drain),
            Tuple.of(1, Arbitraries.just(new RetryStep.Flush())),
            Tuple.of(1, Arbitraries.of(true, false).map(RetryStep.Restart::new)),
            Tuple.of(1, Arbitraries.of(true, false).map(RetryStep.Sink::new)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(60);
  }
}
