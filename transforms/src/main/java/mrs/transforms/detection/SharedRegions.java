package mrs.transforms.detection;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;

/**
 * The regions that are too big for one task, and the tasks that share them, numbered in order.
 *
 * @param parts by region, how many tasks share it
 */
record SharedRegions(SortedMap<String, Integer> parts) implements Serializable {

  boolean none() {
    return parts.isEmpty();
  }

  /** How many tasks share the region. */
  int partsOf(String region) {
    return Objects.requireNonNull(parts.get(region), region);
  }

  /** The number of the task that judges a part of the region. */
  int task(String region, int part) {
    return part + parts.headMap(region).values().stream().mapToInt(Integer::intValue).sum();
  }

  /** What each task judges, by its number. */
  List<RegionPart> tasks() {
    List<RegionPart> tasks = new ArrayList<>();
    parts.forEach(
        (region, count) -> {
          for (int p = 0; p < count; p++) {
            tasks.add(new RegionPart(region, p, count));
          }
        });
    return tasks;
  }
}
