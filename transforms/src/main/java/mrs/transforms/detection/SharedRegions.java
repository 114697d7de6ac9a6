package mrs.transforms.detection;

import java.io.Serializable;
import java.util.Map;
import java.util.Objects;

/**
 * The regions that are too big for one task.
 *
 * @param parts by region, how many tasks share it
 */
record SharedRegions(Map<String, Integer> parts) implements Serializable {

  boolean none() {
    return parts.isEmpty();
  }

  /** How many tasks share the region. */
  int partsOf(String region) {
    return Objects.requireNonNull(parts.get(region), region);
  }

  /** The tasks of all of them. */
  int tasks() {
    return parts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
