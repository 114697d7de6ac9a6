package mrs.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mrs.contracts.DataQualityLog;
import mrs.contracts.DeliveriesLog;
import mrs.contracts.Errors;
import mrs.contracts.RunConfigLog;
import mrs.contracts.SchemaDriftLog;
import mrs.contracts.StageRunsLog;
import mrs.contracts.Stores;
import mrs.contracts.Table;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.Problem;
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
      Path log = killed.resolve("tables").resolve(table.name()).resolve("_delta_log");
      for (String name : List.of("%020d.json", ".%020d.json.crc", "%020d.crc", ".%020d.crc.crc")) {
        Files.deleteIfExists(log.resolve(name.formatted(1)));
      }
    }
    return killed;
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
        .contains("the delivery reference/stores.csv is gone; it comes in once it is there again");
    assertThat(stored(killed, Stores.TABLE, Stores.STORE_ID)).isEmpty();
    Files.move(away, feed().resolve("reference/stores.csv"));
    ingest(killed);
    assertThat(
            stored(
                killed, DeliveriesLog.TABLE, DeliveriesLog.INGEST_SEQ, DeliveriesLog.SOURCE_FILE))
        .containsExactly("1|sales/1.csv", "2|sales/2.csv", "4|reference/stores.csv");
  }

  @Test
  void asksForADeliveryThatIsGoneAfterItsRowsCameIn() throws IOException {
    Path killed = killedAfter(3);
    Files.delete(feed().resolve("sales/1.csv"));

    assertThatThrownBy(() -> ingest(killed))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("had brought in rows of sales/1.csv")
        .hasMessageContaining("under any name and ingest again");
  }
}
