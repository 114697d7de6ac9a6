package mrs.transforms.cohorting;

import static mrs.transforms.SparkSchema.as;
import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.contracts.TestKind;
import org.apache.spark.sql.Column;

/** Where a report may meet others that it belongs to. */
final class Place {
  /** The place of a report, such as {@code store|S1|up}. */
  static final Field FIELD =
      Field.string("place", "What reports have to share to belong together.").required();

  private static final String BETWEEN = "|";
  private static final String STORE = "store";
  private static final String STORES = "stores";
  private static final String SKU = "sku";
  private static final String REGION = "region";
  private static final String SERIES = "series";
  private static final String ALIKE = "alike";

  private Place() {}

  /**
   * The place by the report's test: the stores of its region, the region itself where nothing is
   * sold in it, its store where that is silent, its SKU, what a zero run was found with, or, for a
   * test of single series, the other single series of its SKU.
   */
  static Column column() {
    return as(
        FIELD,
        when(isTest(TestKind.STORE_DAY), at(STORES, DetectionLog.REGION))
            .when(isTest(TestKind.REGION_DAY), at(REGION, DetectionLog.REGION))
            .when(isTest(TestKind.MISSING), at(STORE, DetectionLog.STORE_ID))
            .when(isTest(TestKind.SKU_DAY), at(SKU, DetectionLog.SKU))
            .when(isTest(TestKind.ZERO_RUN), col(DetectionLog.GROUP_KEY))
            .otherwise(at(SERIES, DetectionLog.SKU)));
  }

  private static Column at(String kind, Field id) {
    return concat_ws(BETWEEN, lit(kind), col(id), col(DetectionLog.DIRECTION));
  }

  private static Column isTest(TestKind test) {
    return col(DetectionLog.TEST).equalTo(test.word());
  }

  /**
   * What the reports of an event share: their place; for stores and single series the store or the
   * series, or the one that others are like, which is the first to depart and, of several, the
   * first by name.
   *
   * @param reports of one place, by time; at least one
   */
  static String scope(String place, List<PlacedReport> reports) {
    PlacedReport first = reports.get(0);
    if (!first.single() && !first.ofStore()) {
      return place;
    }
    String store =
        reports.stream()
            .filter(r -> r.first() == first.first())
            .map(PlacedReport::storeId)
            .min(String::compareTo)
            .orElseThrow();
    boolean alone = reports.stream().allMatch(r -> r.storeId().equals(store));
    return first.ofStore()
        ? String.join(BETWEEN, alone ? STORE : STORES, store, first.direction())
        : String.join(BETWEEN, alone ? SERIES : ALIKE, store, first.sku(), first.direction());
  }
}
