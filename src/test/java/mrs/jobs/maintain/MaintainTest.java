package mrs.jobs.maintain;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mrs.SparkTest;
import mrs.contracts.Catalogue;
import mrs.contracts.GapEventsLog;
import mrs.contracts.LogColumns;
import mrs.contracts.MinorityEvents;
import mrs.contracts.Products;
import mrs.contracts.SourceColumns;
import mrs.contracts.Stores;
import mrs.contracts.Table;
import mrs.contracts.UserEditsLog;
import mrs.jobs.maintain.Maintain.Done;
import mrs.jobs.messages.Problem;
import mrs.jobs.messages.Progress;
import mrs.jobs.sql.TinyWarehouse;
import mrs.jobs.warehouse.CreatedTables;
import mrs.jobs.warehouse.PinnedTables;
import mrs.jobs.warehouse.Warehouse;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaintainTest extends SparkTest {
  private static final Progress QUIET = new Progress(System.err, true);

  private static final Instant NOW = Instant.parse("2024-06-20T05:00:00Z");

  @TempDir private Path folder;

  @Test
  void createsCompactsAndDeletesOnceAndLeavesEveryRow() throws IOException {
    Warehouse warehouse = Warehouse.openOrCreate(spark, folder.resolve("warehouse"));
    for (int i = 0; i < 3; i++) {
      TinyWarehouse.append(warehouse, Stores.TABLE, store(i));
      TinyWarehouse.append(
          warehouse,
          UserEditsLog.TABLE,
          edit(i, "2024-06-10"),
          edit(10 + i, "2024-06-0" + (3 + i)));
    }
    events(warehouse, "a");
    events(warehouse, "b");
    isNewTo(warehouse, Products.TABLE);
    List<Row> stores = rows(warehouse, Stores.TABLE);
    List<Row> edits = rows(warehouse, UserEditsLog.TABLE);

    Maintain maintain = new Maintain(2, Duration.ZERO);
    assertThat(maintain.apply(warehouse, QUIET))
        .containsExactly(
            new Done("products", "created", "it is new to this warehouse, and empty"),
            new Done("stores", "compacted", "3 files of 1 partitions are 1"),
            new Done("user_edits_log", "compacted", "3 files of 1 partitions are 1"),
            new Done("minority_events", "vacuumed", "1 replaced files are deleted"));

    assertThat(rows(warehouse, Stores.TABLE)).isEqualTo(stores);
    assertThat(rows(warehouse, UserEditsLog.TABLE)).isEqualTo(edits).hasSize(6);
    assertThat(rows(warehouse, MinorityEvents.TABLE))
        .extracting(r -> r.get(0))
        .containsExactly("b");
    assertThat(rows(warehouse, Products.TABLE)).isEmpty();

    long version = PinnedTables.onSight(warehouse).version(UserEditsLog.TABLE).orElseThrow();
    assertThat(maintain.apply(warehouse, QUIET)).isEmpty();
    assertThat(PinnedTables.onSight(warehouse).version(UserEditsLog.TABLE)).contains(version);
  }

  @Test
  void filesOfTheLastDaysAreKept() {
    Warehouse warehouse = Warehouse.openOrCreate(spark, folder.resolve("other"));
    events(warehouse, "a");
    events(warehouse, "b");
    assertThat(new Maintain(8, Duration.ofDays(7)).apply(warehouse, QUIET)).isEmpty();
    assertThat(DataFiles.count(warehouse.path(MinorityEvents.TABLE))).isEqualTo(2);
  }

  @Test
  void aTableThatIsLostIsNotMadeAnewUntilSomebodyAcceptsTheLoss() throws IOException {
    Warehouse warehouse = Warehouse.openOrCreate(spark, folder.resolve("losing"));
    TinyWarehouse.append(warehouse, UserEditsLog.TABLE, edit(1, "2024-06-10"));
    delete(warehouse.path(UserEditsLog.TABLE).resolve("_delta_log"));
    delete(warehouse.path(Products.TABLE));
    Maintain maintain = new Maintain(8, Duration.ofDays(7));

    assertThatThrownBy(() -> maintain.apply(warehouse, QUIET))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(
            "lost from " + warehouse.root().resolve("tables") + ": products, user_")
        .hasMessageEndingWith("'mrs maintain --accept-loss products --accept-loss user_edits_log'");
    assertThat(warehouse.has(UserEditsLog.TABLE)).isFalse();
    assertThatThrownBy(() -> warehouse.read(UserEditsLog.TABLE))
        .hasMessageContaining("the table user_edits_log is lost")
        .hasMessageContaining("restore it from a backup");

    DeltaLog.clearCache();
    assertThat(AcceptLoss.of(warehouse, UserEditsLog.TABLE, NOW))
        .isEqualTo(new Done("user_edits_log", "created", "it was lost, and is empty now"));
    AcceptLoss.of(warehouse, Products.TABLE, NOW);

    assertThat(rows(warehouse, UserEditsLog.TABLE)).isEmpty();
    assertThat(rows(warehouse, GapEventsLog.TABLE))
        .extracting(r -> r.get(0), r -> r.get(2), r -> r.get(3), r -> r.getTimestamp(4).toInstant())
        .containsExactly(
            tuple("products", "gap", "loss_accepted", NOW),
            tuple("user_edits_log", "gap", "loss_accepted", NOW));
    assertThat(maintain.apply(warehouse, QUIET)).isEmpty();
    assertThatThrownBy(() -> AcceptLoss.of(warehouse, Products.TABLE, NOW))
        .hasMessage("the table 'products' is not lost; no table is");
  }

  @Test
  void aLostListOfTablesIsMadeAnewFromWhatIsThere() throws IOException {
    Warehouse warehouse = Warehouse.openOrCreate(spark, folder.resolve("listing"));
    Path list = warehouse.root().resolve("tables.json");
    byte[] whole = Files.readAllBytes(list);
    assertThat(CreatedTables.restore(warehouse.root())).isEmpty();
    delete(warehouse.path(Products.TABLE));
    Files.writeString(list, "{\"tabl");

    assertThat(CreatedTables.restore(warehouse.root()).orElseThrow())
        .contains(
            "tables.json was not there or broken, and is made anew from the "
                + (Catalogue.ALL.size() - 1)
                + " tables")
        .contains("if there ever was a table products, restore it from a backup");

    assertThat(CreatedTables.of(warehouse.root()).lost()).isEmpty();
    assertThat(new Maintain(8, Duration.ofDays(7)).apply(warehouse, QUIET))
        .containsExactly(new Done("products", "created", "it is new to this warehouse, and empty"));
    assertThat(list).hasBinaryContent(whole);
  }

  /** As in a warehouse that a program without this table made. */
  private static void isNewTo(Warehouse warehouse, Table table) throws IOException {
    delete(warehouse.path(table));
    Path list = warehouse.root().resolve("tables.json");
    Files.writeString(list, Files.readString(list).replace("\"" + table.name() + "\",", ""));
  }

  private static Map<mrs.contracts.Field, Object> store(int i) {
    return Map.of(
        Stores.STORE_ID,
        "S" + i,
        Stores.REGION,
        "R1",
        SourceColumns.INGEST_SEQ,
        (long) i,
        SourceColumns.SOURCE_FILE,
        "stores.csv",
        SourceColumns.SOURCE_LINE,
        2L);
  }

  private static Map<mrs.contracts.Field, Object> edit(int i, String week) {
    return Map.ofEntries(
        entry(UserEditsLog.EDIT_ID, "e" + i),
        entry(UserEditsLog.REPORT_ID, "r"),
        entry(UserEditsLog.ACTION, "accept"),
        entry(UserEditsLog.EDITED_BY, "lewis"),
        entry(UserEditsLog.WRITTEN_AT, Instant.parse("2024-06-10T00:00:00Z").plusSeconds(i)),
        entry(LogColumns.WEEK_START, LocalDate.parse(week)));
  }

  private static void events(Warehouse warehouse, String id) {
    rows(
            MinorityEvents.TABLE,
            MinorityEvents.TABLE.fields().stream()
                .map(
                    f ->
                        switch (f.name()) {
                          case "report_group_id", "run_id" -> id;
                          case "reports", "active_reports" -> 1;
                          case "is_degraded" -> false;
                          case "degraded_reasons" -> List.of();
                          case "written_at" -> java.sql.Timestamp.from(Instant.EPOCH);
                          case "week_start" -> java.sql.Date.valueOf("2024-06-10");
                          default -> null;
                        })
                .toArray())
        .coalesce(1)
        .write()
        .format("delta")
        .mode("overwrite")
        .save(warehouse.path(MinorityEvents.TABLE).toString());
  }

  private static List<Row> rows(Warehouse warehouse, Table table) {
    return warehouse.read(table).collectAsList().stream()
        .sorted(Comparator.comparing(Row::mkString))
        .toList();
  }

  private static void delete(Path path) throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
