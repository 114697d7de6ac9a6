package mrs.contracts;

import java.util.List;

/**
 * {@code unified_sales_data}: what stores reported, as delivered, first values and restatements
 * alike.
 *
 * <p>The latest {@code received_at} of a cell, or of an invoice line, wins, then the greater
 * content hash. Only an identical row is a duplicate; where identical rows of a delivery are
 * several sales, the content hash of the second and later ones tells them apart.
 */
public final class UnifiedSalesData {
  /** The store; {@code retailer:store_id} where stores are qualified by their retailer. */
  public static final Field STORE_ID = Field.string("store_id", "The store.").required();

  /** The SKU. */
  public static final Field SKU = Field.string("sku", "The SKU (stock keeping unit).").required();

  /** The store's local day of sale; never shifted by a time zone. */
  public static final Field SALES_DATE =
      Field.date("sales_date", "The store's local day of sale.").required();

  /** Units sold; may be fractional, and negative for returns. */
  public static final Field UNITS =
      Field.real("units", "Units sold; may be fractional; negative for returns.").required();

  /** When the retailer's system sent the row (UTC). */
  public static final Field RECEIVED_AT =
      Field.timestamp("received_at", "When the row was sent (UTC).").required();

  /** Revenue in the feed's currency. */
  public static final Field NET_SALES =
      Field.real("net_sales", "Revenue in the feed's currency; NULL where not delivered.");

  /** Whether the SKU was on promotion. */
  public static final Field ON_PROMOTION =
      Field.bool("on_promotion", "Whether the SKU was on promotion; NULL where not delivered.");

  /** Price reduction as a share of the price, 0 to 1. */
  public static final Field DISCOUNT =
      Field.real("discount", "Price reduction as a share of the price; NULL where not delivered.");

  /** The retailer, where one warehouse serves several. */
  public static final Field RETAILER =
      Field.string("retailer", "The retailer; NULL where the feed has one only.");

  /** Invoice line or receipt that the units belong to, for feeds of grain {@code line}. */
  public static final Field LINE_ID =
      Field.string(
          "line_id",
          "Invoice line or receipt, for feeds of grain 'line'; NULL where there is none.");

  /** The table. */
  public static final Table TABLE =
      Table.partitioned(
          "unified_sales_data",
          Table.Kind.INPUT,
          "Sales as delivered: one row per store, SKU, day (and line) and time of sending.",
          List.of(
              STORE_ID,
              SKU,
              SALES_DATE,
              UNITS,
              RECEIVED_AT,
              NET_SALES,
              ON_PROMOTION,
              DISCOUNT,
              RETAILER,
              LINE_ID,
              SourceColumns.INGEST_SEQ,
              SourceColumns.SOURCE_FILE,
              SourceColumns.SOURCE_LINE,
              LogColumns.CONTENT_HASH,
              LogColumns.WEEK_START),
          List.of(STORE_ID, SKU, SALES_DATE, RECEIVED_AT, LogColumns.CONTENT_HASH),
          LogColumns.WEEK_START);

  private UnifiedSalesData() {}
}
