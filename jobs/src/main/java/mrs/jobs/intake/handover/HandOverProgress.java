package mrs.jobs.intake.handover;

import java.time.Instant;
import java.util.Optional;

/**
 * How the hand-over gets on.
 *
 * @param last when it last got records into the feed folder, in this process
 * @param stuckSince since when it has not; empty while it does
 * @param why it does not, in words
 * @param fresh deliveries that this process brought into the feed folder
 * @param again deliveries that were there already
 * @param lost deliveries that are not whole and never will be
 * @param rate how many records a second a backlog may go out with
 */
public record HandOverProgress(
    Optional<Instant> last,
    Optional<Instant> stuckSince,
    String why,
    long fresh,
    long again,
    long lost,
    double rate) {

  /** Nothing has happened yet. */
  static HandOverProgress none(double rate) {
    return new HandOverProgress(Optional.empty(), Optional.empty(), "", 0, 0, 0, rate);
  }

  HandOverProgress with(HandedOver more, double newRate, Instant now) {
    return new HandOverProgress(
        Optional.of(now),
        Optional.empty(),
        "",
        fresh + more.fresh().size(),
        again + more.again().size(),
        lost + more.lost().size(),
        newRate);
  }

  HandOverProgress stuck(String reason, Instant now) {
    return new HandOverProgress(
        last, Optional.of(stuckSince.orElse(now)), reason, fresh, again, lost, rate);
  }
}
