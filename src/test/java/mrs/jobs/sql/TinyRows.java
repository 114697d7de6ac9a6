package mrs.jobs.sql;

import static java.util.Map.entry;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mrs.contracts.CellState;
import mrs.contracts.DeliveriesLog;
import mrs.contracts.Errors;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.RunConfigLog;
import mrs.contracts.RunKind;
import mrs.contracts.SalesTimeseries;
import mrs.contracts.SourceColumns;
import mrs.contracts.Stage;
import mrs.contracts.StageRunsLog;
import mrs.contracts.Stores;
import mrs.contracts.Table;
import mrs.contracts.UnifiedSalesData;
import mrs.transforms.Mondays;
import org.jspecify.annotations.Nullable;

/** The feeds, cells and books of {@link TinyWarehouse}, each row by the columns not NULL. */
final class TinyRows {
  private static final LocalDate WEEK = TinyWarehouse.WEEK;
  private static final List<Instant> NIGHTS = TinyWarehouse.NIGHTS;

  private TinyRows() {}

  static Map<Field, Object> run(String id, Instant time, RunKind kind, Map<String, Long> seqs) {
    return with(
        entry(RunConfigLog.RUN_ID, id),
        entry(RunConfigLog.KIND, kind.word()),
        entry(RunConfigLog.ORIGIN, "test:" + id),
        entry(RunConfigLog.INPUT_SEQS, seqs),
        entry(RunConfigLog.LOGIC_VERSIONS, Map.of()),
        entry(RunConfigLog.CONFIG_HASH, "hash"),
        entry(LogColumns.WRITTEN_AT, time));
  }

  /** An attempt in the ledger, which ended an hour after its logical time. */
  static Map<Field, Object> attempt(String run, Instant time, Stage stage, boolean failed) {
    Map<Field, Object> values =
        with(
            entry(StageRunsLog.ENTRY, time.getEpochSecond() * 10 + stage.ordinal()),
            entry(StageRunsLog.RUN_ID, run),
            entry(StageRunsLog.STAGE, stage.word()),
            entry(StageRunsLog.ATTEMPT, 1),
            entry(StageRunsLog.STATE, failed ? "failed" : "committed"),
            entry(LogColumns.VERSION, stage.version()),
            entry(LogColumns.IS_DEGRADED, false),
            entry(LogColumns.DEGRADED_REASONS, List.of()),
            entry(StageRunsLog.INPUTS, List.of()),
            entry(StageRunsLog.STARTED_AT, time),
            entry(StageRunsLog.FINISHED_AT, time.plusSeconds(3600)),
            entry(LogColumns.WRITTEN_AT, time));
    if (failed) {
      values.put(StageRunsLog.ERROR, "Problem: no model");
    }
    return values;
  }

  static Map<Field, Object> delivery(long seq, Table table, long records, long dead) {
    return with(
        entry(DeliveriesLog.INGEST_SEQ, seq),
        entry(DeliveriesLog.TABLE_NAME, table.name()),
        entry(DeliveriesLog.SOURCE_HASH, TinyWarehouse.SOURCE),
        entry(DeliveriesLog.SOURCE_FILE, table.name() + "/d" + seq + ".csv"),
        entry(DeliveriesLog.COLUMNS, List.of()),
        entry(DeliveriesLog.RECORDS, records),
        entry(DeliveriesLog.ROWS_ADDED, records - dead),
        entry(DeliveriesLog.DUPLICATES, 0L),
        entry(DeliveriesLog.DEAD_LETTERS, dead),
        entry(DeliveriesLog.SUSPECT, false),
        entry(LogColumns.RUN_ID, "i1"),
        entry(LogColumns.WRITTEN_AT, Instant.parse("2024-06-12T01:00:00Z")));
  }

  static Map<Field, Object> cell(LocalDate day, int night, @Nullable Double units) {
    Map<Field, Object> values =
        with(
            entry(SalesTimeseries.STORE_ID, "S1"),
            entry(SalesTimeseries.SKU, "A7"),
            entry(SalesTimeseries.SALES_DATE, day),
            entry(
                SalesTimeseries.CELL_STATE,
                units == null ? CellState.NOT_REPORTED.word() : CellState.SOLD.word()),
            entry(SalesTimeseries.CONFLICTING, 0),
            entry(LogColumns.RUN_ID, "n" + (night + 1)),
            entry(LogColumns.WRITTEN_AT, NIGHTS.get(night)),
            entry(LogColumns.VERSION, 1),
            entry(LogColumns.IS_DEGRADED, false),
            entry(LogColumns.DEGRADED_REASONS, List.of()));
    values.put(LogColumns.WEEK_START, Mondays.of(day));
    if (units != null) {
      values.put(SalesTimeseries.UNITS, units);
    }
    return values;
  }

  static @Nullable Double units(LocalDate day) {
    if (day.equals(WEEK.minusDays(5))) {
      return null;
    }
    if (day.equals(WEEK)) {
      return 30.0;
    }
    return day.equals(WEEK.plusDays(1)) ? 33.0 : 8.0 + day.getDayOfWeek().getValue() % 5;
  }

  static Map<Field, Object> sale(
      String store, String sku, String day, double units, String received, long seq) {
    return with(
        entry(UnifiedSalesData.STORE_ID, store),
        entry(UnifiedSalesData.SKU, sku),
        entry(UnifiedSalesData.SALES_DATE, LocalDate.parse(day)),
        entry(UnifiedSalesData.UNITS, units),
        entry(UnifiedSalesData.RECEIVED_AT, Instant.parse(received)),
        entry(SourceColumns.INGEST_SEQ, seq),
        entry(SourceColumns.SOURCE_FILE, "sales/" + day + ".csv"),
        entry(SourceColumns.SOURCE_LINE, 2L));
  }

  static Map<Field, Object> store(String id, long seq) {
    Map<Field, Object> values =
        with(
            entry(Stores.STORE_ID, id),
            entry(Stores.REGION, "R1"),
            entry(SourceColumns.INGEST_SEQ, seq),
            entry(SourceColumns.SOURCE_FILE, "reference/stores.csv"),
            entry(SourceColumns.SOURCE_LINE, 2L));
    values.remove(LogColumns.WEEK_START);
    return values;
  }

  static Map<Field, Object> error(long line, String code, String text, String payload) {
    return with(
        entry(Errors.SOURCE_HASH, TinyWarehouse.SOURCE),
        entry(Errors.SOURCE_FILE, "sales/2024-06-10.csv"),
        entry(Errors.SOURCE_LINE, line),
        entry(Errors.CODE, code),
        entry(Errors.TEXT, text),
        entry(Errors.PAYLOAD, payload.getBytes(StandardCharsets.UTF_8)),
        entry(Errors.PAYLOAD_BYTES, (long) payload.length()),
        entry(Errors.PAYLOAD_SHA256, "ab".repeat(32)),
        entry(Errors.ATTEMPTS, 1),
        entry(LogColumns.RUN_ID, "i1"),
        entry(LogColumns.WRITTEN_AT, Instant.parse("2024-06-12T01:00:00Z")));
  }

  static Map<Field, Object> stamp(String run, Instant time) {
    return Map.of(
        LogColumns.RUN_ID,
        run,
        LogColumns.WRITTEN_AT,
        time,
        LogColumns.VERSION,
        1,
        LogColumns.IS_DEGRADED,
        false,
        LogColumns.DEGRADED_REASONS,
        List.of(),
        LogColumns.WEEK_START,
        WEEK);
  }

  @SafeVarargs
  static Map<Field, Object> with(Map.Entry<Field, ?>... values) {
    Map<Field, Object> row = new HashMap<>();
    row.put(LogColumns.WEEK_START, WEEK);
    Stream.of(values).forEach(v -> row.put(v.getKey(), v.getValue()));
    return row;
  }
}
