package mrs.transforms.detection;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * What is still to be judged, beside the cells that were written since a region was last learnt
 * from. A run that was limited to a window of days learns from a region and leaves what lies
 * outside its window, so that what was written is judged by the runs without one:
 *
 * <pre>
 * judgedUpTo       the earlier runs            judged are the cells that were written
 * --------------   -------------------------   -----------------------------------------------------
 * empty            none                        since the region was last learnt from
 * 1970-01-01       all with a window of days   ever
 * a logical time   the newest without one      since then, or since the region was last learnt from,
 *                                              whichever was earlier
 * </pre>
 *
 * @param judgedUpTo what was written up to then has been judged
 * @param from every region is judged again from this day on; empty = as far as its cells changed
 * @param regions regions that could not be judged, and their earliest day that is still to be
 */
public record Backlog(
    Optional<Instant> judgedUpTo, Optional<LocalDate> from, Map<String, LocalDate> regions) {
  /** Nothing beside what was written since. */
  public static final Backlog NONE = new Backlog(Optional.empty(), Optional.empty(), Map.of());

  /** Keeps a copy. */
  public Backlog {
    regions = Map.copyOf(regions);
  }
}
