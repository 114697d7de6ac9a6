package mrs.transforms.detection;

import java.io.Serializable;
import java.util.function.ToIntFunction;

/**
 * The stores of a region that one task judges: all of them, or those that its number falls to.
 *
 * @param part from 0
 * @param parts how many tasks share the region
 */
record RegionPart(String region, int part, int parts) implements Serializable {

  static RegionPart whole(String region) {
    return new RegionPart(region, 0, 1);
  }

  /** The part that each store falls to, where so many tasks share the region. */
  static ToIntFunction<String> among(int parts) {
    return storeId -> of(storeId, parts);
  }

  /** The part that a store falls to. */
  static int of(String storeId, int parts) {
    return Math.floorMod(storeId.hashCode(), parts);
  }
}
