package mrs.jobs.gaps;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mrs.jobs.intake.journal.IntakeEvent;
import mrs.jobs.intake.journal.IntakeEvent.Kind;
import mrs.resilience.breaker.BreakerMemory;
import mrs.resilience.breaker.BreakerMemory.Position;
import mrs.resilience.breaker.BreakerState;

/**
 * Whether the feed folder of an intake is there.
 *
 * @param awaySince since when it is away; empty while it is there
 */
record FeedFolderState(Optional<Instant> awaySince) {
  private static final FeedFolderState THERE = new FeedFolderState(Optional.empty());

  /** What the last of {@code events} says; empty where none says it. */
  static Optional<FeedFolderState> last(List<IntakeEvent> events) {
    Optional<FeedFolderState> last = Optional.empty();
    for (IntakeEvent event : events) {
      if (event.kind() == Kind.TARGET_BACK) {
        last = Optional.of(THERE);
      } else if (event.kind() == Kind.TARGET_AWAY) {
        // A receiver that is started while it is away finds that once more.
        Instant since = last.flatMap(FeedFolderState::awaySince).orElse(event.at());
        last = Optional.of(new FeedFolderState(Optional.of(since)));
      }
    }
    return last;
  }

  /** As a breaker that is open while it is away; the receiver itself says when it is tried. */
  BreakerMemory memory() {
    return awaySince
        .map(
            since ->
                new BreakerMemory(Position.OPEN, 0, 0, 0, Optional.of(since), Optional.empty()))
        .orElseGet(() -> BreakerMemory.of(BreakerState.UNUSED));
  }
}
