package mrs.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import mrs.contracts.DataQualityLog;
import mrs.contracts.DeliveriesLog;
import mrs.contracts.DeliveryFailuresLog;
import mrs.contracts.Errors;
import mrs.contracts.RunConfigLog;
import mrs.contracts.SchemaDriftLog;
import mrs.contracts.StageRunsLog;
import mrs.contracts.Stores;
import mrs.contracts.Table;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.messages.Problem;
import mrs.jobs.warehouse.Warehouse;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An ingest that was killed at any moment ends, once started again, as if nothing had happened. */
final class IngestFaultTest extends IngestFixture {
  /** The tables that this test's ingest writes, in the order in which it commits to them. */
  private static final List<Table> COMMITS =
      List.of(
          RunConfigLog.TABLE,
          Errors.of(UnifiedSalesData.TABLE),
          UnifiedSalesData.TABLE,
          Stores.TABLE,
          SchemaDriftLog.TABLE,
          DataQualityLog.TABLE,
          DeliveriesLog.TABLE,
          StageRunsLog.TABLE);

  /**
   * Commits after which the tests kill: the frozen run, dead letters, one of two inputs, all but
   * the ledger.
   */
  private static final List<Integer> KILLS = List.of(1, 2, 3, 7);

  @TempDir private static Path undisturbedFolder;

  private static Path undisturbed;

  private void putFeed() {
    put("sales/1.csv", SALES, sale("S1", "P1", "2024-06-24", 3), sale("S1", "P1", "2024-06-24", 3));
    put("sales/2.csv", SALES + ",till", sale("S1", "P1", "2024-06-24", 3) + ",1", "bad");
    put("reference/stores.csv", "store_id,region", "S1,N");
  }

  /** Ingests once for all tests, from a folder that is gone afterwards. */
  @BeforeEach
  void ingestUndisturbed() throws IOException {
    if (undisturbed == null) {
      putFeed();
      ingest();
      undisturbed = undisturbedFolder.resolve("warehouse");
      copy(warehouse(), undisturbed);
      FileUtils.deleteDirectory(feed().toFile());
    }
    putFeed();
  }

  /** What a kill leaves after that many commits: the later ones are not there, their files are. */
  private Path killedAfter(int commits) throws IOException {
    Path killed = folder.resolve("killed-after-" + commits);
    copy(undisturbed, killed);
    for (Table table : COMMITS.subList(commits, COMMITS.size())) {
      takeBackCommit(killed, table);
    }
    return killed;
  }

  private static void takeBackCommit(Path warehouse, Table table) throws IOException {
    Path log = warehouse.resolve("tables").resolve(table.name()).resolve("_delta_log");
    for (String name : List.of("%020d.json", ".%020d.json.crc", "%020d.crc", ".%020d.crc.crc")) {
      Files.deleteIfExists(log.resolve(name.formatted(1)));
    }
  }

  @Test
  void goesOnAfterAKill() throws IOException {
    Map<Table, List<String>> expected = new HashMap<>();
    for (Table table : COMMITS.subList(0, COMMITS.size() - 1)) {
      expected.put(table, stored(undisturbed, table));
    }
    for (int commits : KILLS) {
      Path killed = killedAfter(commits);

      IngestReport report = ingest(killed);

      assertThat(report.ingests()).hasSize(1);
      assertThat(stored(killed, DeliveryFailuresLog.TABLE)).as("a kill is no failure").isEmpty();
      expected.forEach(
          (table, rows) ->
              assertThat(stored(killed, table))
                  .as("%s after a kill with %d commits done", table.name(), commits)
                  .isEqualTo(rows));
      assertThat(
              stored(
                  killed,
                  StageRunsLog.TABLE,
                  StageRunsLog.ROWS_IN,
                  StageRunsLog.ROWS_OUT,
                  StageRunsLog.DEAD_LETTERS,
                  StageRunsLog.DROPPED,
                  StageRunsLog.BALANCED))
          .containsExactly("5|2|1|[[duplicate,2]]|true");
    }
  }

  @Test
  void goesOnWithTheFrozenNamesAndThenTakesWhatIsNew() throws IOException {
    Path killed = killedAfter(1);
    Files.move(feed().resolve("sales/1.csv"), feed().resolve("sales/renamed.csv"));
    put("sales/0.csv", SALES, sale("S2", "P1", "2024-06-24", 1));

    IngestReport report = ingest(killed);

    assertThat(report.ingests()).hasSize(2);
    assertThat(
            stored(
                killed, DeliveriesLog.TABLE, DeliveriesLog.INGEST_SEQ, DeliveriesLog.SOURCE_FILE))
        .containsExactly(
            "1|sales/1.csv", "2|sales/2.csv", "3|reference/stores.csv", "4|sales/0.csv");
  }

  @Test
  void leavesOutADeliveryThatIsGoneUntilItIsThereAgain() throws IOException {
    Path killed = killedAfter(3);
    Path away = folder.resolve("away.csv");
    Files.move(feed().resolve("reference/stores.csv"), away);

    IngestReport report = ingest(killed);

    assertThat(report.reasons())
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("the delivery reference/stores.csv cannot be found")
                    .endsWith("; it comes in once it is there again"));
    assertThat(stored(killed, DeliveryFailuresLog.TABLE)).isEmpty();
    assertThat(stored(killed, Stores.TABLE, Stores.STORE_ID)).isEmpty();
    Files.move(away, feed().resolve("reference/stores.csv"));
    ingest(killed);
    assertThat(
            stored(
                killed, DeliveriesLog.TABLE, DeliveriesLog.INGEST_SEQ, DeliveriesLog.SOURCE_FILE))
        .containsExactly("1|sales/1.csv", "2|sales/2.csv", "4|reference/stores.csv");
  }

  @Test
  void rowsOfADeliveryThatIsGoneAreWholeAndCount() throws IOException {
    Path killed = killedAfter(3);
    Files.delete(feed().resolve("sales/1.csv"));

    IngestReport report = ingest(killed);

    assertThat(report.failed()).isFalse();
    assertThat(report.reasons())
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("parked: sales/1.csv (for unified_sales_data, 1 attempt since ")
                    .contains(
                        "all of them: 1 count, unchecked; put the file back and 'mrs ingest"));
    assertThat(
            stored(
                killed,
                DeliveriesLog.TABLE,
                DeliveriesLog.SOURCE_FILE,
                DeliveriesLog.RECORDS,
                DeliveriesLog.ROWS_ADDED,
                DeliveriesLog.SUSPECT))
        .containsExactly(
            "reference/stores.csv|1|1|false", "sales/1.csv|1|1|true", "sales/2.csv|2|0|true");
    assertThat(stored(killed, UnifiedSalesData.TABLE, UnifiedSalesData.UNITS))
        .containsExactly("3.0");
    assertThat(stored(killed, StageRunsLog.TABLE, StageRunsLog.STATE, StageRunsLog.BALANCED))
        .containsExactly("committed|true");

    put("sales/1.csv", SALES, sale("S1", "P1", "2024-06-24", 3), sale("S1", "P1", "2024-06-24", 3));
    assertThat(ingest(killed).ingests()).isEmpty();
    assertThat(ingest(killed, true).reasons()).isEmpty();
    assertThat(ingest(killed).degraded()).isFalse();
    assertThat(
            stored(
                killed,
                DeliveriesLog.TABLE,
                DeliveriesLog.INGEST_SEQ,
                DeliveriesLog.SOURCE_FILE,
                DeliveriesLog.RECORDS,
                DeliveriesLog.DUPLICATES))
        .contains("1|sales/1.csv|1|0", "4|sales/1.csv|2|2");
  }

  @Test
  void aDeliveryThatIsGoneAfterEverythingWasEnteredCostsNothing() throws IOException {
    Path killed = killedAfter(7);
    Files.delete(feed().resolve("sales/1.csv"));

    IngestReport report = ingest(killed);

    assertThat(report.reasons())
        .containsExactly(
            "unified_sales_data: 1 dead letters",
            "suspect delivery sales/2.csv, usable: 0.5 of the records became rows; at least 0.99"
                + " is expected");
    assertThat(stored(killed, DeliveriesLog.TABLE))
        .isEqualTo(stored(undisturbed, DeliveriesLog.TABLE));
    assertThat(stored(killed, StageRunsLog.TABLE, StageRunsLog.ROWS_IN, StageRunsLog.BALANCED))
        .containsExactly("5|true");
  }

  @Test
  void whatTheChecksHadSaidStandsWhenADeliveryIsGone() throws IOException {
    FileUtils.deleteDirectory(feed().toFile());
    for (int n = 1; n <= 5; n++) {
      String day = "2024-06-2" + n;
      String[] lines =
          IntStream.rangeClosed(0, 1 << n)
              .mapToObj(i -> i == 0 ? SALES : sale("S1", "P" + i, day, 1))
              .toArray(String[]::new);
      put("sales/" + n + ".csv", lines);
    }
    Path whole = Warehouse.openOrCreate(spark, folder.resolve("whole")).root();
    ingest(whole);
    List<String> said = stored(whole, DataQualityLog.TABLE);
    List<String> rows = stored(whole, UnifiedSalesData.TABLE);
    Path killed = folder.resolve("killed-before-its-books");
    copy(whole, killed);
    takeBackCommit(killed, DeliveriesLog.TABLE);
    takeBackCommit(killed, StageRunsLog.TABLE);
    Files.delete(feed().resolve("sales/4.csv"));

    IngestReport report = ingest(killed);

    assertThat(report.failed()).isFalse();
    assertThat(stored(killed, DataQualityLog.TABLE)).isEqualTo(said);
    assertThat(stored(killed, UnifiedSalesData.TABLE)).isEqualTo(rows);
    assertThat(stored(killed, DeliveriesLog.TABLE, DeliveriesLog.ROWS_ADDED))
        .containsExactly("16", "2", "32", "4", "8");
  }

  @Test
  void anIngestOfWhichEverythingIsGoneIsClosed() throws IOException {
    Path killed = killedAfter(1);
    FileUtils.deleteDirectory(feed().toFile());
    put("sales/other.csv", SALES, sale("S9", "P9", "2024-06-24", 1));

    IngestReport report = ingest(killed);

    assertThat(report.failed()).isFalse();
    assertThat(report.reasons()).hasSize(3).allMatch(l -> l.contains("it comes in once it is"));
    assertThat(stored(killed, DeliveriesLog.TABLE, DeliveriesLog.SOURCE_FILE))
        .containsExactly("sales/other.csv");
    assertThat(stored(killed, DeliveryFailuresLog.TABLE)).isEmpty();
    assertThat(ingest(killed).degraded()).isFalse();
  }

  @Test
  void aFolderThatIsGoneIsRefusedAndNothingIsHeldAgainstADelivery() throws IOException {
    Path killed = killedAfter(3);
    FileUtils.deleteDirectory(feed().toFile());

    assertThatThrownBy(() -> ingest(killed))
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.kind()).isEqualTo(Problem.Kind.REFUSED));
    Files.createDirectories(feed().resolve("sales"));
    assertThatThrownBy(() -> ingest(killed)).hasMessageContaining("has no deliveries: it is empty");
    assertThat(stored(killed, DeliveryFailuresLog.TABLE)).isEmpty();
    assertThat(stored(killed, StageRunsLog.TABLE)).isEmpty();
  }
}
