package mrs.transforms.clustering;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One report of a group, as far as the shape of its group goes.
 *
 * @param category the SKU's widest category; null where it is not known
 * @param first its first day, in days since 1970-01-01
 * @param last its last day
 * @param observed units over its days; null where nothing was reported
 * @param expected units expected over its days; null where not known
 * @param active whether detection stands by it
 */
record Member(
    String storeId,
    String sku,
    @Nullable String category,
    long first,
    long last,
    @Nullable Double observed,
    @Nullable Double expected,
    boolean active) {

  /** Sums over members in this order come out the same whatever order they came in. */
  static final Comparator<Member> ORDER =
      Comparator.comparing(Member::storeId)
          .thenComparing(Member::sku)
          .thenComparingLong(Member::first)
          .thenComparingLong(Member::last)
          .thenComparingDouble(Member::excess);

  /** Units by which it is off, all that was expected where nothing was reported. */
  double excess() {
    double units = observed == null ? 0 : observed;
    double due = expected == null ? 0 : expected;
    return Math.abs(units - due);
  }

  /** The same, spread evenly over its days. */
  double excessADay() {
    return excess() / (last - first + 1);
  }
}
