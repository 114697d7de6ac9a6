package mrs.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.contracts.DeliveriesLog;
import mrs.contracts.Errors;
import mrs.contracts.SourceColumns;
import mrs.contracts.Stores;
import mrs.contracts.Table;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.breakers.Breakers;
import mrs.jobs.cache.CacheFolders;
import mrs.jobs.cache.LocalCache;
import mrs.jobs.ingest.parse.ParsedFile;
import mrs.jobs.ingest.remote.RemoteFeeds;
import mrs.jobs.ingest.remote.ShareFiles;
import mrs.jobs.messages.Problem;
import mrs.jobs.messages.Progress;
import mrs.jobs.runs.RunContext;
import mrs.jobs.warehouse.Warehouse;
import mrs.resilience.breaker.BreakerMemory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A feed by its URI comes in as by its path, also where its file system goes away midway. */
final class RemoteIngestFaultTest extends IngestFixture {
  private static final List<Table> TABLES =
      List.of(
          UnifiedSalesData.TABLE,
          Stores.TABLE,
          Errors.of(UnifiedSalesData.TABLE),
          DeliveriesLog.TABLE);

  private final Clock clock = Clock.fixed(ParsedFile.NOW, ZoneOffset.UTC);

  @BeforeEach
  void install() throws IOException {
    ShareFiles.install(spark.sparkContext().hadoopConfiguration());
    spark.conf().set("fs.share.impl", ShareFiles.class.getName());
    put("sales/1.csv", SALES, sale("S1", "P1", "2024-06-24", 1), "S1,P2,2024-06-24,none,x");
    put("sales/2.csv", SALES, sale("S1", "P1", "2024-06-25", 2));
    put("reference/stores.csv", "store_id,store_name,region", "S1,One,North");
    for (String atRest : List.of("sales/1.csv", "sales/2.csv")) {
      Files.setLastModifiedTime(
          feed().resolve(atRest), FileTime.from(ParsedFile.NOW.minus(Duration.ofDays(1))));
    }
  }

  @AfterEach
  void mend() {
    ShareFiles.mend();
  }

  private IngestReport remote(Path root, String address) {
    Warehouse warehouse = Warehouse.open(spark, root);
    Progress quiet = new Progress(System.err, true);
    Breakers breakers = Breakers.of(warehouse, clock);
    RemoteFeeds.Surroundings with =
        new RemoteFeeds.Surroundings(clock, breakers::around, pause -> {}, line -> {});
    try (RemoteFeeds feeds = new RemoteFeeds(CONFIG, () -> Optional.of(cache(root)), with)) {
      return new IngestJob(RunContext.open(warehouse, clock, quiet), CONFIG, feeds)
          .run(IngestRequest.of(address));
    } finally {
      breakers.enter(Optional.empty());
    }
  }

  private LocalCache cache(Path root) throws IOException {
    return LocalCache.open(
        CacheFolders.of(CONFIG.cache(), root),
        CONFIG.cache(),
        new LocalCache.Surroundings(Map.of(), clock, line -> {}));
  }

  /** All that does not depend on when a run was made. */
  private static List<String> rows(Path root, Table table) {
    return stored(
        root,
        table,
        table.fields().stream()
            .filter(f -> !f.name().equals(mrs.contracts.LogColumns.RUN_ID.name()))
            .toArray(mrs.contracts.Field[]::new));
  }

  @Test
  void byUriAndByPathToEqualTablesAndTheOtherWayAddsNothing() {
    Path other = folder.resolve("other");
    copy(warehouse(), other);
    ingest();

    String address = feed().toUri().toString();
    IngestReport report = remote(other, address);

    assertThat(report.failed()).isFalse();
    assertThat(report.filesRead()).isEqualTo(3);
    for (Table table : TABLES) {
      assertThat(rows(other, table))
          .as(table.name())
          .isNotEmpty()
          .isEqualTo(rows(warehouse(), table));
    }
    assertThat(stored(other, DeliveriesLog.TABLE, SourceColumns.SOURCE_FILE))
        .containsExactly("reference/stores.csv", "sales/1.csv", "sales/2.csv");
    IngestReport byUri = remote(warehouse(), address);
    assertThat(byUri.ingests()).isEmpty();
    assertThat(byUri.filesRead()).as("they are remembered by their address").isEqualTo(1);
    assertThat(ingest(other).filesRead()).isEqualTo(1);
  }

  @Test
  void whatIsWholeComesInWhenItGoesAwayMidwayAndTheRestWithTheNextIngest() {
    String address = ShareFiles.address(feed());
    long first = feed().resolve("sales/1.csv").toFile().length();
    ShareFiles.goAwayAfter(first + 1);

    IngestReport report = remote(warehouse(), address);

    assertThat(report.failed()).isFalse();
    assertThat(report.degraded()).isTrue();
    assertThat(report.reasons())
        .contains("1 delivery is left for the next ingest, as Host is down: sales/2.csv");
    assertThat(stored(DeliveriesLog.TABLE, DeliveriesLog.SOURCE_FILE))
        .containsExactly("sales/1.csv");
    BreakerMemory known =
        Breakers.of(Warehouse.open(spark, warehouse()), clock).all().get("file_system:share://");
    assertThat(known.position()).isEqualTo(BreakerMemory.Position.OPEN);
    assertThatThrownBy(() -> remote(warehouse(), address))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("is left alone");

    ShareFiles.mend();
    ingest();

    assertThat(stored(DeliveriesLog.TABLE, DeliveriesLog.SOURCE_FILE))
        .containsExactly("reference/stores.csv", "sales/1.csv", "sales/2.csv");
  }
}
