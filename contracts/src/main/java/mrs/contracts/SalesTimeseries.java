package mrs.contracts;

import java.util.List;

/**
 * {@code sales_timeseries_data}: the regular grid of cells. A run appends only the cells that
 * changed in state, units, promotion or codes; the latest {@code written_at} of a cell is its
 * state. One that was sent again with the same of all these, or of which only {@code received_at}
 * or {@code conflicting} is another now, is as it was. Its codes name the columns that the
 * deliveries lacked which its value rests on.
 */
public final class SalesTimeseries {
  /** The store. */
  public static final Field STORE_ID = UnifiedSalesData.STORE_ID;

  /** The SKU. */
  public static final Field SKU = UnifiedSalesData.SKU;

  /** The day. */
  public static final Field SALES_DATE = UnifiedSalesData.SALES_DATE;

  /** {@link CellState}: sold, not_reported or not_ranged. */
  public static final Field CELL_STATE =
      Field.string("cell_state", "sold (also zero), not_reported, or not_ranged (or closed).")
          .required();

  /** Units of the cell: the sum over its lines; NULL unless sold. */
  public static final Field UNITS =
      Field.real("units", "Units of the day; NULL unless the cell's state is sold.");

  /** Whether the retailer said that the SKU was on promotion. */
  public static final Field ON_PROMOTION = UnifiedSalesData.ON_PROMOTION;

  /** When the winning value was sent. */
  public static final Field RECEIVED_AT =
      Field.timestamp(
          "received_at", "When the winning value was sent (UTC); NULL unless delivered.");

  /** Rows of the input that do not count, as another version was sent at the very same time. */
  public static final Field CONFLICTING =
      Field.integer(
              "conflicting",
              "Rows that do not count, as another version was sent at the same time.")
          .required();

  /** The table. */
  public static final Table TABLE =
      Table.partitioned(
          "sales_timeseries_data",
          Table.Kind.DERIVED,
          "One row per cell of the regular grid and change of it.",
          List.of(
              STORE_ID,
              SKU,
              SALES_DATE,
              CELL_STATE,
              UNITS,
              ON_PROMOTION,
              RECEIVED_AT,
              CONFLICTING,
              LogColumns.RUN_ID,
              LogColumns.WRITTEN_AT,
              LogColumns.VERSION,
              LogColumns.IS_DEGRADED,
              LogColumns.DEGRADED_REASONS,
              LogColumns.CONTENT_HASH,
              LogColumns.WEEK_START),
          List.of(STORE_ID, SKU, SALES_DATE, LogColumns.WRITTEN_AT, LogColumns.VERSION),
          LogColumns.WEEK_START);

  private SalesTimeseries() {}
}
