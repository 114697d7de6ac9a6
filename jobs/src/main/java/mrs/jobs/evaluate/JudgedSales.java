package mrs.jobs.evaluate;

import java.util.List;
import java.util.Map;

/**
 * What was there to be judged.
 *
 * @param days that were judged, in days since 1970-01-01, the first one first
 * @param cells of those days
 * @param regions the region of each store; empty: of all of them
 */
public record JudgedSales(List<Long> days, long cells, Map<String, String> regions) {

  /** The first day that counts: earlier ones were learnt from. */
  long from() {
    return days.get(0);
  }

  /** Whether a day counts. */
  boolean counts(CellKey cell) {
    return cell.day() >= from();
  }

  /** The region of a store; all stores without one are one. */
  String regionOf(String storeId) {
    return regions.getOrDefault(storeId, "");
  }
}
