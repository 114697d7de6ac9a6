package mrs.jobs.intake.http;

import static mrs.transforms.SparkSchema.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mrs.contracts.ContextualEvents;
import mrs.contracts.DeliveriesLog;
import mrs.contracts.Field;
import mrs.contracts.GapEventsLog;
import mrs.contracts.Products;
import mrs.contracts.Stores;
import mrs.contracts.Table;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.warehouse.Warehouse;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/** What a warehouse has of {@link SmallDelivery deliveries}, against what it has to have. */
record WhatCameIn(Warehouse warehouse, int deliveries, long seed) {
  private static final Field[] LEDGER = {
    DeliveriesLog.TABLE_NAME,
    DeliveriesLog.SOURCE_HASH,
    DeliveriesLog.RECORDS,
    DeliveriesLog.ROWS_ADDED,
    DeliveriesLog.DUPLICATES,
    DeliveriesLog.DEAD_LETTERS
  };
  private static final Field[] SALES = {
    UnifiedSalesData.STORE_ID,
    UnifiedSalesData.SKU,
    UnifiedSalesData.SALES_DATE,
    UnifiedSalesData.UNITS,
    UnifiedSalesData.RECEIVED_AT
  };
  private static final Field[] CONTEXT = {
    ContextualEvents.EVENT_ID,
    ContextualEvents.KIND,
    ContextualEvents.STARTS_ON,
    ContextualEvents.ENDS_ON,
    ContextualEvents.RECEIVED_AT
  };
  private static final Field[] STORES = {Stores.STORE_ID, Stores.REGION};
  private static final Field[] PRODUCTS = {Products.SKU, Products.CATEGORY_1};

  /** Each delivery is in the ledger once, and each of its rows is in its table once. */
  void isEachOnce() {
    assertThat(stored(DeliveriesLog.TABLE, LEDGER))
        .as("deliveries")
        .isEqualTo(sorted(all().map(WhatCameIn::entry)));
    assertThat(stored(UnifiedSalesData.TABLE, SALES)).isEqualTo(rows(UnifiedSalesData.TABLE));
    assertThat(stored(ContextualEvents.TABLE, CONTEXT)).isEqualTo(rows(ContextualEvents.TABLE));
    assertThat(stored(Stores.TABLE, STORES)).isEqualTo(rows(Stores.TABLE));
    assertThat(stored(Products.TABLE, PRODUCTS)).isEqualTo(rows(Products.TABLE));
  }

  /** Kinds of what the receiver noted and an ingest entered. */
  List<String> noted() {
    return stored(GapEventsLog.TABLE, GapEventsLog.KIND).stream().distinct().toList();
  }

  private Stream<SmallDelivery> all() {
    return IntStream.range(0, deliveries).mapToObj(number -> new SmallDelivery(number, seed));
  }

  private static String entry(SmallDelivery delivery) {
    int rows = delivery.rows().size();
    return String.join(",", delivery.table().name(), delivery.sha256(), rows + "," + rows + ",0,0");
  }

  private List<String> rows(Table table) {
    return sorted(
        all().filter(d -> d.table().equals(table)).flatMap(delivery -> delivery.rows().stream()));
  }

  private List<String> stored(Table table, Field... columns) {
    Column[] shown = Arrays.stream(columns).map(f -> col(f)).toArray(Column[]::new);
    return sorted(
        warehouse.read(table).select(shown).collectAsList().stream().map(WhatCameIn::line));
  }

  /** As it stood in its file. */
  private static String line(Row row) {
    return String.join(
        ",", IntStream.range(0, row.size()).mapToObj(i -> value(row.get(i))).toList());
  }

  private static String value(Object value) {
    if (value instanceof Double units) {
      return Long.toString(units.longValue());
    }
    return value instanceof Timestamp time ? time.toInstant().toString() : String.valueOf(value);
  }

  private static List<String> sorted(Stream<String> lines) {
    return lines.sorted().toList();
  }
}
