package mrs.hydrate.consolidation;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import mrs.contracts.EventStatus;

/**
 * Where an event stands, by what MELOG and MEEL say of it last.
 *
 * <p>An ending that MELOG reopened the event after does not count. One that counts gives the
 * status, but for an event that merged or split: its reports are elsewhere, which says more.
 *
 * @param status what MELOG says, or that it ended; empty where nobody says anything
 * @param ends whether MEEL's ending counts
 * @param over whether the event is over, by MEEL or by MELOG
 */
public record EventStanding(Optional<String> status, boolean ends, boolean over) {
  private static final Set<String> ELSEWHERE =
      Set.of(EventStatus.MERGED.word(), EventStatus.SPLIT.word());

  /** What MELOG says, and when it said so. */
  public record Logged(String status, Instant at) {
    private boolean reopens(Instant ending) {
      return is(EventStatus.REOPENED) && at.isAfter(ending);
    }

    private boolean is(EventStatus other) {
      return status.equals(other.word());
    }
  }

  /**
   * By the latest rows.
   *
   * @param ending when MEEL said that it ended
   */
  public static EventStanding of(Optional<Logged> logged, Optional<Instant> ending) {
    boolean ends = ending.filter(e -> logged.filter(l -> l.reopens(e)).isEmpty()).isPresent();
    Optional<String> own = logged.map(Logged::status);
    boolean shown = ends && own.filter(ELSEWHERE::contains).isEmpty();
    boolean over = ends || logged.filter(l -> l.is(EventStatus.ENDED)).isPresent();
    return new EventStanding(shown ? Optional.of(EventStatus.ENDED.word()) : own, ends, over);
  }
}
