package mrs.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mrs.contracts.DeliveriesLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.Products;
import mrs.contracts.RunKind;
import mrs.contracts.Stage;
import mrs.contracts.StageState;
import mrs.contracts.Stores;
import mrs.contracts.Table;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.config.ConfigFile;
import mrs.jobs.ingest.feed.Content;
import mrs.jobs.ingest.parse.ParsedFile;
import mrs.jobs.ingest.quality.Trailing;
import mrs.jobs.messages.Progress;
import mrs.jobs.runs.Books;
import mrs.jobs.runs.FoundInputs;
import mrs.jobs.runs.RunConfig;
import mrs.jobs.runs.RunContext;
import mrs.jobs.runs.StageRun;
import mrs.jobs.warehouse.Append;
import mrs.jobs.warehouse.TableRows;
import mrs.jobs.warehouse.Warehouse;
import mrs.transforms.Mondays;
import org.junit.jupiter.api.Test;

/** What earlier ingests brought in is found, however long ago. */
final class KnownDeliveriesTest extends IngestFixture {
  private final List<FrozenIngest.Entry> given = new ArrayList<>();
  private final TableRows log = new TableRows(DeliveriesLog.TABLE);

  private void deliver(Table table, long records, long dead, String... columns) {
    long seq = given.size() + 1;
    given.add(new FrozenIngest.Entry(seq, table.name(), "f" + seq, "hash" + seq));
    Map<Field, Object> row = new HashMap<>();
    row.put(DeliveriesLog.INGEST_SEQ, seq);
    row.put(DeliveriesLog.TABLE_NAME, table.name());
    row.put(DeliveriesLog.SOURCE_HASH, "hash" + seq);
    row.put(DeliveriesLog.SOURCE_FILE, "f" + seq);
    row.put(DeliveriesLog.COLUMNS, List.of(columns));
    row.put(DeliveriesLog.RECORDS, records);
    row.put(DeliveriesLog.ROWS_ADDED, records - dead);
    row.put(DeliveriesLog.DUPLICATES, 0L);
    row.put(DeliveriesLog.DEAD_LETTERS, dead);
    row.put(DeliveriesLog.SUSPECT, false);
    row.put(LogColumns.RUN_ID, "old");
    row.put(LogColumns.WRITTEN_AT, ParsedFile.NOW);
    row.put(LogColumns.WEEK_START, Mondays.of(ParsedFile.NOW));
    log.add(row);
  }

  @Test
  void looksAsFarBackAsItTakes() {
    deliver(Products.TABLE, 5, 0, "sku");
    deliver(Products.TABLE, 6, 6, "bad");
    for (int n = 1; n <= 300; n++) {
      deliver(UnifiedSalesData.TABLE, n, 0, "c" + n);
    }
    KnownDeliveries known = new KnownDeliveries(committed());

    assertThat(known.lastSeq()).isEqualTo(302);
    assertThat(known.trailing(List.of(UnifiedSalesData.TABLE, Products.TABLE, Stores.TABLE)))
        .isEqualTo(
            Map.of(
                "unified_sales_data",
                trailing(294, 295, 296, 297, 298, 299, 300),
                "products",
                Trailing.NONE.after(5, Set.of("sku")),
                "stores",
                Trailing.NONE));
    assertThat(
            known.among(
                List.of(
                    new Content("products", "hash1"),
                    new Content("stores", "hash1"),
                    new Content("unified_sales_data", "hash300"),
                    new Content("unified_sales_data", "hash999"))))
        .containsExactlyInAnyOrder(
            new Content("products", "hash1"), new Content("unified_sales_data", "hash300"));
  }

  private static Trailing trailing(int... records) {
    Trailing trailing = Trailing.NONE;
    for (int n : records) {
      trailing = trailing.after(n, Set.of("c" + n));
    }
    return trailing;
  }

  private RunContext committed() {
    Warehouse warehouse = Warehouse.open(spark, warehouse());
    Progress quiet = new Progress(new PrintStream(OutputStream.nullOutputStream()), true);
    RunContext context =
        RunContext.open(warehouse, Clock.fixed(ParsedFile.NOW, ZoneOffset.UTC), quiet);
    Append.to(warehouse, DeliveriesLog.TABLE).append(log.dataset(spark));
    FrozenIngest frozen = new FrozenIngest("feed", given, List.of());
    context
        .ledger()
        .create(
            new RunConfig(
                "old",
                RunKind.INGEST,
                ParsedFile.NOW,
                "command:old",
                RunConfig.Window.OPEN,
                Map.of(DeliveriesLog.TABLE.name(), given.get(given.size() - 1).ingestSeq()),
                Map.of(),
                new RunConfig.Frozen(ConfigFile.json(CONFIG), "hash"),
                Optional.of(frozen.toJson())));
    context
        .ledger()
        .enter(
            new StageRun(
                new StageRun.Id("old", Stage.INGEST, 1, ParsedFile.NOW),
                0,
                FoundInputs.NONE,
                new StageRun.Ending(
                    StageState.COMMITTED,
                    Optional.of(Books.EMPTY),
                    Optional.empty(),
                    ParsedFile.NOW,
                    ParsedFile.NOW)));
    return context;
  }
}
