package mrs.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import mrs.SparkTest;
import mrs.contracts.Catalogue;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.RunConfigLog;
import mrs.contracts.Stage;
import mrs.contracts.Table;
import mrs.jobs.runs.StageRun;
import mrs.jobs.runs.StageRun.Books;
import mrs.jobs.warehouse.Warehouse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A night that is killed (SIGKILL) at any moment and started again ends as if nothing had happened
 * (law 4).
 *
 * <p>The moments are numbers of new files in the warehouse, drawn from a fixed seed, so that they
 * fall anywhere between two commits or inside one. One night is killed as a rule, once while
 * ingesting and once while judging; {@code -Dmrs.kills=10} makes it ten nights, {@code
 * -Dmrs.kills.seed=N} draws others.
 */
class KilledIT extends SparkTest {
  private static final int KILLS = Integer.getInteger("mrs.kills", 1);
  private static final long SEED = Long.getLong("mrs.kills.seed", 1);

  /**
   * An ingest that a command starts has the present as its time; in the played one that is the
   * night's.
   */
  private static final Field[] OF_THE_PRESENT = {
    LogColumns.RUN_ID,
    LogColumns.WRITTEN_AT,
    LogColumns.WEEK_START,
    LogColumns.CONTENT_HASH,
    RunConfigLog.ORIGIN,
    RunConfigLog.DELIVERIES_JSON
  };

  private final Played played = Played.get(spark);
  private final Random random = new Random(SEED);
  @TempDir private Path temporary;

  @Test
  void endsAsIfNothingHadHappened() throws IOException, InterruptedException {
    Warehouse undisturbed = played.after(spark, Site.LAST).warehouse();
    int ingestFiles = filesOf(Stage.INGEST);
    int runFiles = filesOf(Stage.HYDRATION);
    for (int left = KILLS; left > 0; left--) {
      Path folder =
          Folders.copy(
              played.root().resolve("after-" + (Site.LAST - 1)), temporary.resolve("n" + left));
      new mrs.jobs.demo.DemoFeed(Site.TINY, mrs.jobs.demo.DemoFeed.SEED)
          .deliverNight(folder.resolve("feed"), Site.LAST);
      Path log = temporary.resolve("child-" + left + ".log");
      Path warehouse = folder.resolve("warehouse");
      String feed = folder.resolve("feed").toString();
      disturb(new ChildRun(warehouse, log, List.of("ingest", feed)), ingestFiles);
      String time = Site.time(Site.LAST).toString();
      disturb(new ChildRun(warehouse, log, List.of("run", "--logical-time", time)), runFiles);
      assertEqual(Site.open(spark, folder), undisturbed);
      Folders.delete(folder);
    }
  }

  /** Kills the command at a random moment and starts it again until it is done. */
  private void disturb(ChildRun child, int files) throws IOException, InterruptedException {
    int moment = 1 + random.nextInt(files);
    boolean killed = child.killAfter(moment);
    int code = child.finish();
    assertThat(code).as("killed %s after %s files; %s", killed, moment, said(child)).isIn(0, 2);
  }

  private static String said(ChildRun child) throws IOException {
    return Files.exists(child.log()) ? Files.readString(child.log()) : "";
  }

  private void assertEqual(Site site, Warehouse undisturbed) {
    Map<String, List<String>> expected = Contents.of(undisturbed, ofTheNights());
    assertThat(Contents.of(site.warehouse(), ofTheNights())).isEqualTo(expected);
    for (Table table : ofTheIngests()) {
      assertThat(Contents.of(site.warehouse(), table, OF_THE_PRESENT))
          .as(table.name())
          .isEqualTo(Contents.of(undisturbed, table, OF_THE_PRESENT));
    }
    for (Stage stage : Stage.values()) {
      List<StageRun> attempts = site.edge().ledger().attempts(stage);
      assertThat(attempts).allMatch(a -> a.books().map(Books::balanced).orElse(false));
      assertThat(site.edge().ledger().committed(stage)).hasSize(Site.LAST + 1);
    }
  }

  private static List<Table> ofTheNights() {
    List<Table> tables = new ArrayList<>(Contents.allButLedger());
    tables.removeAll(ofTheIngests());
    return tables;
  }

  /** Tables of which the ingests' own time is a part. */
  private static List<Table> ofTheIngests() {
    List<Table> tables = new ArrayList<>(Catalogue.LEDGERS);
    tables.remove(mrs.contracts.StageRunsLog.TABLE);
    tables.addAll(Catalogue.ERRORS);
    return tables;
  }

  /**
   * How many files a night writes up to and with this stage, a little less so that a kill meets it
   * at work.
   */
  private int filesOf(Stage last) {
    int before =
        Folders.files(played.root().resolve("after-" + (Site.LAST - 1)).resolve("warehouse"))
            .size();
    int after =
        Folders.files(played.root().resolve("after-" + Site.LAST).resolve("warehouse")).size();
    int ofIngest = (after - before) / 4;
    return last == Stage.INGEST ? ofIngest : after - before - ofIngest;
  }
}
