package mrs.jobs.stages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.SparkTest;
import mrs.contracts.DriftKind;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.SchemaDriftLog;
import mrs.contracts.Stores;
import mrs.contracts.Table;
import mrs.contracts.UnifiedSalesData;
import mrs.hydrate.consolidation.LogBook;
import mrs.jobs.runs.PastNights;
import mrs.jobs.warehouse.Append;
import mrs.jobs.warehouse.TableRows;
import mrs.jobs.warehouse.Warehouse;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What deliveries of sales lacked, as far as a run may read them. */
class SalesDriftTest extends SparkTest {
  private static final Table SALES = UnifiedSalesData.TABLE;

  @TempDir private static Path folder;
  private static Warehouse warehouse;

  @BeforeAll
  static void writeDrift() {
    warehouse = Warehouse.openOrCreate(spark, folder.resolve("w"));
    TableRows rows = new TableRows(SchemaDriftLog.TABLE);
    rows.add(drift(1, SALES, "extra", null));
    rows.add(drift(2, SALES, "price", "DRIFT_price"));
    rows.add(drift(2, SALES, "line_id", "DRIFT_line_id"));
    rows.add(drift(2, SALES, "extra", null));
    rows.add(drift(3, Stores.TABLE, "region", "DRIFT_region"));
    rows.add(drift(4, SALES, "price", "DRIFT_price"));
    Append.to(warehouse, SchemaDriftLog.TABLE).enter(rows);
  }

  @Test
  void codesOfOneDeliveryStandTogetherSorted() {
    assertThat(codes(4)).contains(List.of("2 [DRIFT_line_id, DRIFT_price]", "4 [DRIFT_price]"));
  }

  @Test
  void deliveriesThatTheRunMayNotReadDoNotCount() {
    assertThat(codes(3)).contains(List.of("2 [DRIFT_line_id, DRIFT_price]"));
  }

  @Test
  void aColumnTooManyLacksNothing() {
    assertThat(codes(1)).isEmpty();
  }

  @Test
  void aRunThatIsFrozenToNoSalesHasNone() {
    assertThat(SalesDrift.of(new PastNights(warehouse).night(5).inputs())).isEmpty();
  }

  private static Optional<List<String>> codes(long last) {
    return SalesDrift.of(new PastNights(warehouse).night(5).read(SALES, last).inputs())
        .map(Dataset::collectAsList)
        .map(rows -> rows.stream().map(SalesDriftTest::line).sorted().toList());
  }

  private static String line(Row row) {
    return row.getLong(0) + " " + row.getList(1);
  }

  private static Map<Field, Object> drift(
      long seq, Table table, String column, @Nullable String code) {
    Map<Field, Object> row = new HashMap<>();
    row.put(SchemaDriftLog.INGEST_SEQ, seq);
    row.put(SchemaDriftLog.TABLE_NAME, table.name());
    row.put(SchemaDriftLog.COLUMN_NAME, column);
    row.put(SchemaDriftLog.DRIFT, (code == null ? DriftKind.UNKNOWN : DriftKind.ABSENT).word());
    row.put(SchemaDriftLog.RECORDS, 1L);
    row.put(LogColumns.RUN_ID, "ingest");
    row.put(LogColumns.WRITTEN_AT, LogBook.at(0));
    row.put(LogColumns.WEEK_START, LogBook.START);
    if (code != null) {
      row.put(SchemaDriftLog.CODE, code);
    }
    return row;
  }
}
