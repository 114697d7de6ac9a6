package mrs.transforms.detection.reports;

import mrs.contracts.Direction;
import mrs.contracts.TestKind;
import mrs.transforms.detection.series.SeriesKey;

/**
 * The names of what tests find together: the test, what it looked at, and the direction where a
 * test looks both ways, such as {@code store_day|S1|up}. They stand in MRDL and in what is
 * remembered of open reports, and later stages tell groups apart by them, so a name never changes.
 */
public final class GroupKey {
  private static final String BETWEEN = "|";

  private GroupKey() {}

  /** The series of a store that did not report. */
  public static String missing(String storeId) {
    return String.join(BETWEEN, TestKind.MISSING.word(), storeId);
  }

  /**
   * What a test of stores or of SKUs pools on a day.
   *
   * @param pool the store, or the SKU
   */
  public static String pooled(TestKind test, String pool, Direction direction) {
    return String.join(BETWEEN, test.word(), pool, direction.word());
  }

  /**
   * The zeros of a SKU, which other than single series are named SKU first.
   *
   * @param stores the group of stores that they are in, or the one store
   */
  public static String zeroRun(String sku, String stores) {
    return String.join(BETWEEN, TestKind.ZERO_RUN.word(), sku, stores);
  }

  /** The stores of a region. */
  public static String region(String region) {
    return String.join(BETWEEN, TestKind.REGION_DAY.word(), region);
  }

  /** A single series. */
  public static String single(TestKind test, SeriesKey series, Direction direction) {
    return String.join(BETWEEN, test.word(), series.storeId(), series.sku(), direction.word());
  }
}
