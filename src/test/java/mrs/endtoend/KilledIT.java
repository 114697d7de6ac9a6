package mrs.endtoend;

import static mrs.transforms.SparkSchema.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import mrs.SparkTest;
import mrs.contracts.Catalogue;
import mrs.contracts.ComponentHealthLog;
import mrs.contracts.Field;
import mrs.contracts.GapEventsLog;
import mrs.contracts.LogColumns;
import mrs.contracts.RunConfigLog;
import mrs.contracts.Stage;
import mrs.contracts.StageRunsLog;
import mrs.contracts.StageState;
import mrs.contracts.Table;
import mrs.jobs.intake.journal.IntakeEvents;
import mrs.jobs.intake.journal.NoteEvents;
import mrs.jobs.runs.RunLedger;
import mrs.jobs.warehouse.Warehouse;
import mrs.resilience.folder.LocalFolder;
import mrs.resilience.spool.SpoolEvent.QueueSpill;
import mrs.resilience.spool.SpoolEvent.TargetAway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A command that is killed (SIGKILL) at any moment and started again ends as if nothing had
 * happened (law 4).
 *
 * <p>The moments are numbers of new files in the warehouse, drawn from a fixed seed, so that they
 * fall anywhere between two commits or inside one. A kill counts only if it hit a living process:
 * where the command was done before, another moment is drawn. As a rule one night is killed, once
 * while ingesting and once while judging; {@code -Dmrs.kills=40} makes it so many kills, of ingest,
 * run and hydrate in turn, {@code -Dmrs.kills.seed=N} draws others.
 */
class KilledIT extends SparkTest {
  private static final int KILLS = Integer.getInteger("mrs.kills", 2);
  private static final int OTHER_KILLS = KILLS / 10;
  private static final long SEED = Long.getLong("mrs.kills.seed", 1);
  private static final int MOST_DRAWS = 20;

  /** Files that a rebuild of the hydrated tables, and upkeep, make at least. */
  private static final int FILES_OF_A_REBUILD = 20;

  /** Files of an empty warehouse: four a table. */
  private static final int FILES_OF_CREATION = 4 * Catalogue.ALL.size();

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

  private static final Instant NOTED = Instant.parse("2024-06-25T23:00:00Z");

  private final Played played = Played.get(spark);
  private final Random random = new Random(SEED);
  @TempDir private Path temporary;

  /** Commands in the order in which a night needs them. */
  private enum Command {
    INGEST,
    RUN,
    HYDRATE
  }

  @Test
  void endsAsIfNothingHadHappened() throws IOException, InterruptedException {
    Warehouse undisturbed = played.after(spark, Site.LAST).warehouse();
    Path folder = temporary.resolve("site");
    for (int kill = 0; kill < KILLS; kill++) {
      Command command = Command.values()[kill % Command.values().length];
      if (command == Command.INGEST) {
        startOver(folder, Site.LAST - 1);
        new mrs.jobs.demo.DemoFeed(Site.TINY, mrs.jobs.demo.DemoFeed.SEED)
            .deliverNight(folder.resolve("feed"), Site.LAST);
      }
      if (command == Command.RUN) {
        note(folder);
      }
      disturb(folder, filesOf(command), arguments(command, folder));
      assertEqual(command, Site.open(spark, folder).warehouse(), undisturbed);
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "mrs.kills", matches = "\\d\\d+")
  void aWarehouseIsMadeAsIfNothingHadHappened() throws IOException, InterruptedException {
    Warehouse undisturbed = played.after(spark, 0).warehouse();
    for (int kill = 0; kill < OTHER_KILLS; kill++) {
      Path folder = temporary.resolve("site");
      startOver(folder, 0);
      Folders.delete(folder.resolve("warehouse"));
      disturb(folder, FILES_OF_CREATION, arguments(Command.INGEST, folder));
      assertEqual(Command.INGEST, Site.open(spark, folder).warehouse(), undisturbed);
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "mrs.kills", matches = "\\d\\d+")
  void upkeepLeavesEveryRow() throws IOException, InterruptedException {
    Warehouse undisturbed = played.after(spark, Site.LAST).warehouse();
    for (int kill = 0; kill < OTHER_KILLS; kill++) {
      Path folder = temporary.resolve("site");
      startOver(folder, Site.LAST);
      disturb(folder, FILES_OF_A_REBUILD, List.of("maintain", "--most-files", "1"));
      Warehouse warehouse = Site.open(spark, folder).warehouse();
      assertThat(Contents.of(warehouse, Catalogue.ALL))
          .isEqualTo(Contents.of(undisturbed, Catalogue.ALL));
    }
  }

  /** What a receiver notes in the warehouse that the run works on. */
  private static void note(Path folder) throws IOException {
    Path intake = folder.resolve("warehouse").resolve("intake");
    try (NoteEvents notes = NoteEvents.in(LocalFolder.open(intake))) {
      notes.note(IntakeEvents.of(new TargetAway(NOTED)));
      notes.note(IntakeEvents.of(new QueueSpill(QueueSpill.Cause.TARGET_AWAY, 3, NOTED)));
    }
  }

  private void startOver(Path folder, int night) {
    if (Files.exists(folder)) {
      Folders.delete(folder);
    }
    Folders.copy(played.root().resolve("after-" + night), folder);
    org.apache.spark.sql.delta.DeltaLog.clearCache();
  }

  private static List<String> arguments(Command command, Path folder) {
    return switch (command) {
      case INGEST -> List.of("ingest", folder.resolve("feed").toString());
      case RUN -> List.of("run", "--logical-time", Site.time(Site.LAST).toString());
      case HYDRATE -> List.of("hydrate", "--full");
    };
  }

  /** Kills the command at a random moment while it lives, and starts it again until it is done. */
  private void disturb(Path folder, int files, List<String> arguments)
      throws IOException, InterruptedException {
    Path before = Folders.copy(folder, temporary.resolve("before"));
    Path log = temporary.resolve("child.log");
    ChildRun child = new ChildRun(folder.resolve("warehouse"), log, arguments);
    int moment = 1 + random.nextInt(files);
    boolean hit = child.killAfter(moment);
    for (int drawn = 1; !hit && drawn < MOST_DRAWS; drawn++) {
      Folders.delete(folder);
      Folders.copy(before, folder);
      moment = 1 + random.nextInt(moment);
      hit = child.killAfter(moment);
    }
    assertThat(hit).as("%s was always done before the kill; %s", arguments, said(log)).isTrue();
    Folders.delete(before);
    int code = child.finish();
    assertThat(code).as("killed %s after %s files; %s", arguments, moment, said(log)).isIn(0, 2);
    System.err.println("killed " + arguments.get(0) + " after " + moment + " files");
  }

  private static String said(Path log) throws IOException {
    return Files.exists(log) ? Files.readString(log) : "";
  }

  private static void assertEqual(Command last, Warehouse warehouse, Warehouse undisturbed) {
    for (Table table : tables(last)) {
      boolean ofAnIngest = ofTheIngests().contains(table);
      Field[] without = ofAnIngest ? OF_THE_PRESENT : new Field[0];
      assertThat(Contents.of(warehouse, table, without))
          .as("%s, after %s", table.name(), last)
          .isEqualTo(Contents.of(undisturbed, table, without));
    }
    if (last == Command.RUN) {
      assertThat(stages(warehouse)).isEqualTo(stages(undisturbed));
      assertEntered(warehouse);
    }
  }

  /** What the receiver noted is there once, under the run that was killed. */
  private static void assertEntered(Warehouse warehouse) {
    String run =
        RunLedger.load(warehouse).committed(Stage.HYDRATION).stream()
            .filter(r -> r.logicalTime().equals(Site.time(Site.LAST)))
            .findFirst()
            .orElseThrow()
            .runId();
    assertThat(warehouse.read(GapEventsLog.TABLE).collectAsList())
        .extracting(
            r -> r.getAs(GapEventsLog.ENTRY.name()),
            r -> r.getAs(GapEventsLog.KIND.name()),
            r -> r.getAs(GapEventsLog.RUN_ID.name()))
        .containsExactly(tuple(2L, "queue_spill", run));
    assertThat(warehouse.read(ComponentHealthLog.TABLE).collectAsList())
        .extracting(
            r -> r.getAs(ComponentHealthLog.COMPONENT.name()),
            r -> r.getAs(ComponentHealthLog.STATE.name()),
            r -> r.getAs(ComponentHealthLog.RUN_ID.name()))
        .containsExactly(tuple("intake_feed_folder", "open", run));
  }

  /** The tables that are to be equal after {@code last}: its own, and those of what came before. */
  private static List<Table> tables(Command last) {
    List<Table> tables = new ArrayList<>(Catalogue.FEEDS);
    tables.addAll(ofTheIngests());
    if (last == Command.INGEST) {
      tables.remove(RunConfigLog.TABLE);
      return tables;
    }
    tables = new ArrayList<>(Contents.allButLedger());
    tables.removeAll(List.of(GapEventsLog.TABLE, ComponentHealthLog.TABLE));
    if (last == Command.HYDRATE) {
      tables.removeAll(Catalogue.LEDGERS);
    }
    return tables;
  }

  /** Tables of which the ingests' own time is a part. */
  private static List<Table> ofTheIngests() {
    List<Table> tables = new ArrayList<>(Catalogue.LEDGERS);
    tables.remove(StageRunsLog.TABLE);
    tables.addAll(Catalogue.ERRORS);
    return tables;
  }

  /** By stage, of how many runs it is committed, and that its books balance. */
  private static List<String> stages(Warehouse warehouse) {
    return warehouse
        .read(StageRunsLog.TABLE)
        .where(col(StageRunsLog.STATE).equalTo(StageState.COMMITTED.word()))
        .select(col(LogColumns.RUN_ID), col(StageRunsLog.STAGE), col(StageRunsLog.BALANCED))
        .distinct()
        .groupBy(col(StageRunsLog.STAGE), col(StageRunsLog.BALANCED))
        .count()
        .toJSON()
        .collectAsList()
        .stream()
        .sorted()
        .toList();
  }

  /**
   * How many files a night writes for this command, a little less so that a kill meets it at work.
   */
  private int filesOf(Command command) {
    int before =
        Folders.files(played.root().resolve("after-" + (Site.LAST - 1)).resolve("warehouse"))
            .size();
    int after =
        Folders.files(played.root().resolve("after-" + Site.LAST).resolve("warehouse")).size();
    int ofIngest = (after - before) / 4;
    return switch (command) {
      case INGEST -> ofIngest;
      case RUN -> after - before - ofIngest;
      case HYDRATE -> FILES_OF_A_REBUILD;
    };
  }
}
