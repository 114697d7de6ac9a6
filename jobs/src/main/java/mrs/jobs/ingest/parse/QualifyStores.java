package mrs.jobs.ingest.parse;

import java.util.List;
import mrs.contracts.Field;
import mrs.contracts.Table;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.ingest.feed.DeliveredColumns;
import mrs.jobs.ingest.read.Unusable;
import org.jspecify.annotations.Nullable;

/**
 * Makes stores of several retailers different ones: the store of a row of sales is known by {@code
 * retailer:store_id} from here on. A retailer has no colon, so that no two of them give the same.
 */
final class QualifyStores {
  private static final char SEPARATOR = ':';

  private final int store;
  private final int retailer;

  private QualifyStores(int store, int retailer) {
    this.store = store;
    this.retailer = retailer;
  }

  /**
   * Of rows of {@code table}.
   *
   * @param wanted whether stores are to be known so; other tables' stores come qualified
   */
  static QualifyStores of(Table table, boolean wanted) {
    List<Field> columns = DeliveredColumns.of(table);
    return wanted && table.equals(UnifiedSalesData.TABLE)
        ? new QualifyStores(
            columns.indexOf(UnifiedSalesData.STORE_ID), columns.indexOf(UnifiedSalesData.RETAILER))
        : new QualifyStores(-1, -1);
  }

  /** Puts the qualified store in the place of the row's store, which is required and there. */
  void apply(@Nullable Object[] values) throws Unusable {
    if (store < 0) {
      return;
    }
    if (!(values[retailer] instanceof String name)) {
      throw Unusable.withoutRetailer();
    }
    if (name.indexOf(SEPARATOR) >= 0) {
      throw Unusable.identifier(
          UnifiedSalesData.RETAILER,
          name,
          "has a colon, which separates retailer and store where stores are qualified; remove it");
    }
    String qualified = name + SEPARATOR + values[store];
    if (qualified.length() > IdentifierRule.MAX_LENGTH) {
      throw Unusable.identifier(
          UnifiedSalesData.STORE_ID,
          qualified,
          "with its retailer is longer than " + IdentifierRule.MAX_LENGTH + " characters");
    }
    values[store] = qualified;
  }
}
