package mrs.jobs.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mrs.SparkTest;
import mrs.contracts.ContextualEvents;
import mrs.contracts.DeliveriesLog;
import mrs.contracts.DriftKind;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.Products;
import mrs.contracts.RunKind;
import mrs.contracts.SchemaDriftLog;
import mrs.contracts.Stage;
import mrs.contracts.StageState;
import mrs.contracts.Stores;
import mrs.contracts.Table;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.warehouse.Append;
import mrs.jobs.warehouse.PinnedTables;
import mrs.jobs.warehouse.TableRows;
import mrs.jobs.warehouse.Warehouse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which deliveries are in, how new they are, and what they lack. */
class DeliveriesTest extends SparkTest {
  private static final Table SALES = UnifiedSalesData.TABLE;
  private static final LocalDate WEEK = LocalDate.parse("2024-06-03");

  @TempDir private static Path folder;
  private static Warehouse warehouse;

  @BeforeAll
  static void writeDeliveries() {
    warehouse = Warehouse.openOrCreate(spark, folder.resolve("w"));
    TableRows rows = new TableRows(DeliveriesLog.TABLE);
    rows.add(delivery("in", 1, SALES, 5, Entries.at(2)));
    rows.add(delivery("in", 2, SALES, 5, Entries.at(4)));
    rows.add(delivery("in", 3, Stores.TABLE, 7, null));
    rows.add(delivery("in", 4, SALES, 0, Entries.at(9)));
    rows.add(delivery("failed", 5, SALES, 5, Entries.at(10)));
    Append.to(warehouse, DeliveriesLog.TABLE).enter(rows);
    TableRows drift = new TableRows(SchemaDriftLog.TABLE);
    drift.add(drift(2, "on_promotion", "DRIFT_2"));
    drift.add(drift(3, "region", "DRIFT_3a")).add(drift(3, "format", "DRIFT_3b"));
    drift.add(drift(3, "more", null));
    Append.to(warehouse, SchemaDriftLog.TABLE).enter(drift);
  }

  @Test
  void aRunIsFrozenToTheLastDeliveriesThatAreIn() {
    assertThat(all().lastSeqs())
        .containsEntry(SALES.name(), 4L)
        .containsEntry(Stores.TABLE.name(), 3L)
        .containsEntry(Products.TABLE.name(), 0L)
        .containsEntry(ContextualEvents.TABLE.name(), 0L);
  }

  @Test
  void theNewestRowIsOfADeliveryThatHasAny() {
    assertThat(all().newest(SALES)).contains(Entries.at(4));
    assertThat(frozenTo(1).newest(SALES)).contains(Entries.at(2));
  }

  @Test
  void rowsWithoutATimeAreAsNewAsTheIngestThatBroughtThem() {
    assertThat(all().newest(Stores.TABLE)).contains(Entries.at(6));
    assertThat(all().newest(Products.TABLE)).isEmpty();
  }

  @Test
  void whatTheLastDeliveryLackedCounts() {
    assertThat(all().driftCodes(Stores.TABLE)).containsExactlyInAnyOrder("DRIFT_3a", "DRIFT_3b");
    assertThat(all().driftCodes(SALES)).isEmpty();
    assertThat(frozenTo(2).driftCodes(SALES)).containsExactly("DRIFT_2");
    assertThat(all().driftCodes(Products.TABLE)).isEmpty();
  }

  private static Deliveries all() {
    return Deliveries.load(PinnedTables.now(warehouse), ledger());
  }

  private static Deliveries frozenTo(long seq) {
    RunConfig run = Entries.run("r", RunKind.NIGHTLY, 8);
    RunConfig frozen =
        new RunConfig(
            run.runId(),
            run.kind(),
            run.logicalTime(),
            run.origin(),
            run.window(),
            Map.of(SALES.name(), seq),
            run.logicVersions(),
            run.config(),
            run.deliveries());
    return Deliveries.load(PinnedTables.now(warehouse), ledger(), frozen);
  }

  private static RunLedger ledger() {
    RunLedger ledger = new RunLedger(warehouse);
    RunConfig in = Entries.run("in", RunKind.INGEST, 6);
    ledger.know(in);
    ledger.know(Entries.entry(in, Stage.INGEST, StageState.COMMITTED).entered(1));
    RunConfig failed = Entries.run("failed", RunKind.INGEST, 7);
    ledger.know(failed);
    ledger.know(Entries.entry(failed, Stage.INGEST, StageState.FAILED).entered(2));
    return ledger;
  }

  private static Map<Field, Object> delivery(
      String run, long seq, Table table, long records, @Nullable Instant newest) {
    Map<Field, Object> row = new HashMap<>();
    row.put(DeliveriesLog.INGEST_SEQ, seq);
    row.put(DeliveriesLog.TABLE_NAME, table.name());
    row.put(DeliveriesLog.SOURCE_HASH, "hash" + seq);
    row.put(DeliveriesLog.SOURCE_FILE, "f" + seq);
    row.put(DeliveriesLog.COLUMNS, List.of("a"));
    row.put(DeliveriesLog.RECORDS, records);
    row.put(DeliveriesLog.ROWS_ADDED, records);
    row.put(DeliveriesLog.DUPLICATES, 0L);
    row.put(DeliveriesLog.DEAD_LETTERS, 0L);
    row.put(DeliveriesLog.SUSPECT, false);
    row.put(LogColumns.RUN_ID, run);
    row.put(LogColumns.WRITTEN_AT, Entries.at(6));
    row.put(LogColumns.WEEK_START, WEEK);
    if (newest != null) {
      row.put(DeliveriesLog.NEWEST, newest);
    }
    return row;
  }

  private static Map<Field, Object> drift(long seq, String column, @Nullable String code) {
    Map<Field, Object> row = new HashMap<>();
    row.put(SchemaDriftLog.INGEST_SEQ, seq);
    row.put(SchemaDriftLog.TABLE_NAME, "any");
    row.put(SchemaDriftLog.COLUMN_NAME, column);
    row.put(SchemaDriftLog.DRIFT, DriftKind.ABSENT.word());
    row.put(SchemaDriftLog.RECORDS, 1L);
    row.put(LogColumns.RUN_ID, "in");
    row.put(LogColumns.WRITTEN_AT, Entries.at(6));
    row.put(LogColumns.WEEK_START, WEEK);
    if (code != null) {
      row.put(SchemaDriftLog.CODE, code);
    }
    return row;
  }
}
