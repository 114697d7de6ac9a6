package mrs.transforms.attribution;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import mrs.contracts.ContextualEvents;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import org.apache.spark.sql.Column;

/** The place that context speaks of: a region, a store, a SKU, or all of any of them. */
final class ContextPlace {
  /** The place as one value that reports and context meet by. */
  static final Field FIELD = Field.string("near_place", "Region, store and SKU.");

  private static final String BETWEEN = "\u0000";

  /** Stands for all regions, stores or SKUs; no id is like that. */
  private static final String ANY = "\u0001";

  private ContextPlace() {}

  /** The places that context may speak of and mean a report's series, as an array. */
  static Column ofReports() {
    List<Column> places = new ArrayList<>();
    for (Column region : List.of(col(DetectionLog.REGION), lit(ANY))) {
      for (Column store : List.of(col(DetectionLog.STORE_ID), lit(ANY))) {
        for (Column sku : List.of(col(DetectionLog.SKU), lit(ANY))) {
          places.add(concat_ws(BETWEEN, region, store, sku));
        }
      }
    }
    return array(places.toArray(Column[]::new));
  }

  /** The place that an entry of the context speaks of. */
  static Column ofContext() {
    return concat_ws(
        BETWEEN,
        coalesce(col(ContextualEvents.REGION), lit(ANY)),
        coalesce(col(ContextualEvents.STORE_ID), lit(ANY)),
        coalesce(col(ContextualEvents.SKU), lit(ANY)));
  }
}
