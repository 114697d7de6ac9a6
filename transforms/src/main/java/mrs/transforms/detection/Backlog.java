package mrs.transforms.detection;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * What is still to be judged, beside the cells that were written since a region was last learnt
 * from.
 *
 * @param seen cells that were written later than this are judged, though a region may have been
 *     learnt from since: by a run that was limited to a window of days. Empty = there are none
 * @param from every region is judged again from this day on; empty = as far as its cells changed
 * @param regions regions that could not be judged, and their earliest day that is still to be
 */
public record Backlog(
    Optional<Instant> seen, Optional<LocalDate> from, Map<String, LocalDate> regions) {
  /** Nothing beside what was written since. */
  public static final Backlog NONE = new Backlog(Optional.empty(), Optional.empty(), Map.of());

  /** Keeps a copy. */
  public Backlog {
    regions = Map.copyOf(regions);
  }
}
