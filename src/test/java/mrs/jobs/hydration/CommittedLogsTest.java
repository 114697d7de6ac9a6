package mrs.jobs.hydration;

import static mrs.transforms.SparkSchema.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mrs.SparkTest;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.contracts.InputState;
import mrs.contracts.OptionalInput;
import mrs.contracts.Stage;
import mrs.contracts.StageState;
import mrs.contracts.UserEditsLog;
import mrs.hydrate.consolidation.LogBook;
import mrs.hydrate.consolidation.ReportLogs;
import mrs.jobs.runs.Books;
import mrs.jobs.runs.CommittedRows;
import mrs.jobs.runs.FoundInputs;
import mrs.jobs.runs.FoundInputs.FoundInput;
import mrs.jobs.runs.PastNights;
import mrs.jobs.runs.StageRun;
import mrs.jobs.warehouse.PinnedTables;
import mrs.jobs.warehouse.Warehouse;
import mrs.transforms.Availability;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What hydration reads of the logs, and what of it is new since it last did. */
class CommittedLogsTest extends SparkTest {
  @TempDir private static Path folder;
  private static Warehouse warehouse;
  private static PastNights past;
  private static long entryOfRun1;
  private static long editsThen;

  @BeforeAll
  static void writeTwoNights() {
    warehouse = Warehouse.openOrCreate(spark, folder.resolve("w"));
    past = new PastNights(warehouse);
    PastNights.write(
        warehouse,
        new LogBook().detected("a", 1).clustered("a", 1).edit("1", 1, "a", "accept", null));
    past.night(1).committed();
    entryOfRun1 = past.ledger().lastEntry();
    editsThen = PinnedTables.now(warehouse).version(UserEditsLog.TABLE).orElseThrow();
    PastNights.write(
        warehouse,
        new LogBook().detected("b", 2).detected("c", 3).edit("2", 2, "b", "reject", null));
    past.night(2).committed().night(3).failed();
  }

  @Test
  void allThatIsCommittedAndEveryEditIsRead() {
    ReportLogs logs = logs(Availability.ALL).all();

    assertThat(ids(logs.detected(), DetectionLog.REPORT_ID)).containsExactly("a", "b");
    assertThat(ids(logs.edits().orElseThrow(), UserEditsLog.EDIT_ID)).containsExactly("1", "2");
  }

  @Test
  void ofWhatIsDownNothingIsRead() {
    Availability down =
        Availability.ALL
            .with(OptionalInput.MRCL, InputState.CORRUPT)
            .with(OptionalInput.USER_EDITS, InputState.NOT_INSTALLED);

    ReportLogs logs = logs(down).all();

    assertThat(logs.clustered()).isEmpty();
    assertThat(logs.edits()).isEmpty();
    assertThat(logs.attributed()).isPresent();
  }

  @Test
  void newIsWhatTheLedgerToldSinceAndEditsThatWereNotThereYet() {
    ReportLogs fresh = logs(Availability.ALL).since(hydration(Optional.of(editsThen)));

    assertThat(ids(fresh.detected(), DetectionLog.REPORT_ID)).containsExactly("b");
    assertThat(ids(fresh.clustered().orElseThrow(), DetectionLog.REPORT_ID)).isEmpty();
    assertThat(ids(fresh.edits().orElseThrow(), UserEditsLog.EDIT_ID)).containsExactly("2");
  }

  @Test
  void noEditIsNewWhereTheTableIsAsItWas() {
    long now = PinnedTables.now(warehouse).version(UserEditsLog.TABLE).orElseThrow();

    ReportLogs fresh = logs(Availability.ALL).since(hydration(Optional.of(now)));

    assertThat(ids(fresh.edits().orElseThrow(), UserEditsLog.EDIT_ID)).isEmpty();
  }

  @Test
  void everyEditIsNewWhereItCannotBeToldWhichWereRead() {
    assertThat(editsSince(Optional.empty())).containsExactly("1", "2");
    assertThat(editsSince(Optional.of(1_000L))).containsExactly("1", "2");
  }

  private static List<String> editsSince(Optional<Long> version) {
    ReportLogs fresh = logs(Availability.ALL).since(hydration(version));
    return ids(fresh.edits().orElseThrow(), UserEditsLog.EDIT_ID);
  }

  private static CommittedLogs logs(Availability availability) {
    return new CommittedLogs(
        new CommittedRows(PinnedTables.now(warehouse), past.ledger()), availability);
  }

  /** A hydration after the first night, which read this version of the edits. */
  private static StageRun hydration(Optional<Long> editsVersion) {
    FoundInput edits =
        new FoundInput(
            UserEditsLog.TABLE.name(),
            true,
            InputState.PRESENT,
            List.of(),
            Optional.empty(),
            editsVersion);
    return new StageRun(
        new StageRun.Id("run-1", Stage.HYDRATION, 1, LogBook.at(1)),
        entryOfRun1,
        new FoundInputs(List.of(edits), List.of()),
        new StageRun.Ending(
            StageState.COMMITTED,
            Optional.of(Books.EMPTY),
            Optional.empty(),
            LogBook.at(1),
            LogBook.at(1)));
  }

  private static List<String> ids(Dataset<Row> rows, Field id) {
    return rows.select(col(id)).collectAsList().stream().map(r -> r.getString(0)).sorted().toList();
  }
}
