package mrs.jobs.chaos.night;

import static mrs.transforms.SparkSchema.col;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mrs.contracts.Field;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.ingest.feed.DeliveredColumns;
import mrs.jobs.messages.Problem;
import mrs.jobs.warehouse.Warehouse;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/**
 * The sales of the last whole day that a warehouse has: what the rehearsed night sells once more.
 *
 * @param day the newest one with at least half of the rows that any of the last two weeks has
 * @param rows the newest row of each cell, or invoice line, sorted by what names it
 */
record LastSales(LocalDate day, List<Row> rows) {
  private static final int LOOK_BACK_DAYS = 14;

  /** The columns of a row, in the order in which a delivery has them. */
  static final List<Field> COLUMNS = DeliveredColumns.of(UnifiedSalesData.TABLE);

  static LastSales of(Warehouse warehouse) {
    Dataset<Row> all = warehouse.readConformed(UnifiedSalesData.TABLE);
    LocalDate day = lastWhole(all);
    Map<String, Row> newest = new TreeMap<>();
    for (Row row :
        all.where(col(UnifiedSalesData.SALES_DATE).equalTo(functions.lit(date(day))))
            .select(COLUMNS.stream().map(f -> col(f)).toArray(Column[]::new))
            .collectAsList()) {
      newest.merge(name(row), row, (a, b) -> sent(b).after(sent(a)) ? b : a);
    }
    return new LastSales(day, List.copyOf(newest.values()));
  }

  private static LocalDate lastWhole(Dataset<Row> all) {
    List<Row> days =
        all.groupBy(col(UnifiedSalesData.SALES_DATE))
            .count()
            .orderBy(col(UnifiedSalesData.SALES_DATE).desc())
            .limit(LOOK_BACK_DAYS)
            .collectAsList();
    long most = days.stream().mapToLong(r -> r.getLong(1)).max().orElse(0);
    return days.stream()
        .filter(r -> 2 * r.getLong(1) >= most)
        .findFirst()
        .map(r -> r.getDate(0).toLocalDate())
        .orElseThrow(
            () ->
                Problem.refused(
                    "the warehouse has no sales, so no night can be rehearsed",
                    "bring some in with 'mrs ingest FEED_DIR' and judge them with 'mrs run'"));
  }

  private static java.sql.Date date(LocalDate day) {
    return java.sql.Date.valueOf(day);
  }

  private static String name(Row row) {
    List<String> parts = new ArrayList<>();
    for (Field field :
        List.of(UnifiedSalesData.STORE_ID, UnifiedSalesData.SKU, UnifiedSalesData.LINE_ID)) {
      @Nullable Object value = row.getAs(field.name());
      parts.add(value == null ? "" : value.toString());
    }
    return String.join("\u0000", parts);
  }

  private static java.sql.Timestamp sent(Row row) {
    return row.getAs(UnifiedSalesData.RECEIVED_AT.name());
  }
}
