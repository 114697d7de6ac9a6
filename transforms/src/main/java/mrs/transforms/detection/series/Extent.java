package mrs.transforms.detection.series;

import java.io.Serializable;

/** What there is to judge of a region: its stores and SKUs, and the days to look at. */
public record Extent(Roster roster, long firstDay, long lastDay) implements Serializable {

  /** What there is of both. */
  public Extent plus(Extent other) {
    return new Extent(
        roster.plus(other.roster),
        Math.min(firstDay, other.firstDay),
        Math.max(lastDay, other.lastDay));
  }
}
