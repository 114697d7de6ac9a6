package mrs.jobs.why;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import mrs.SparkTest;
import mrs.contracts.AttributionLog;
import mrs.contracts.ClusteredLog;
import mrs.contracts.EventsLog;
import mrs.contracts.SalesTimeseries;
import mrs.contracts.StageRunsLog;
import mrs.contracts.Table;
import mrs.contracts.UserEditsLog;
import mrs.endtoend.Folders;
import mrs.jobs.disk.FolderTree;
import mrs.jobs.messages.Problem;
import mrs.jobs.sql.TinyWarehouse;
import mrs.jobs.sql.TrustedReports;
import mrs.jobs.warehouse.CreatedTables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code why} still tells where tables are lost or broken. */
class WhyWithoutLogsTest extends SparkTest {
  @TempDir private Path folder;

  private Path root;

  @BeforeEach
  void copy() {
    root = Folders.copy(TinyWarehouse.shared(spark).root(), folder.resolve("warehouse"));
  }

  @Test
  void aLogThatIsLostOrBrokenCostsWhatItSays() throws IOException {
    FolderTree.delete(CreatedTables.path(root, ClusteredLog.TABLE));
    breakWithItsChecksum(AttributionLog.TABLE);
    breakWithoutChecksum(EventsLog.TABLE);

    assertThat(story())
        .contains(
            "  cluster      → clustered    nothing",
            "                 attribution  nothing",
            "  event        → cohort       report_group_id event-rise",
            "  severity     → cohort       nothing",
            "                 detected     severity 6.5",
            "  attribution  → ui           proposed_cause promotion, confidence_score 1")
        .noneMatch(line -> line.contains("hydrate"));
  }

  @Test
  void aLogThatDeltaCannotReadCostsWhatItSays() throws IOException {
    Path log = CreatedTables.path(root, UserEditsLog.TABLE).resolve("_delta_log");
    for (Path commit : files(log, ".json")) {
      Files.delete(log.resolve("." + commit.getFileName() + ".crc"));
      Files.writeString(commit, "broken");
    }

    assertThat(story())
        .contains(
            "  attribution  → ui           nothing",
            "                 attribution  proposed_cause viral, confidence_score 0.62");
  }

  @Test
  void withoutTheGridOrTheLedgerNothingIsTold() throws IOException {
    breakWithItsChecksum(SalesTimeseries.TABLE);
    fails("is not what was written");
    FolderTree.delete(CreatedTables.path(root, SalesTimeseries.TABLE));
    fails("the table sales_timeseries_data is lost");
    breakWithoutChecksum(StageRunsLog.TABLE);
    fails("the table stage_runs_log cannot be read: the tables cannot be opened for questions: ");
    FolderTree.delete(CreatedTables.path(root, StageRunsLog.TABLE));
    fails("the table stage_runs_log is lost");
  }

  private void fails(String problem) {
    assertThatThrownBy(this::story)
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.kind()).isEqualTo(Problem.Kind.FAILED))
        .hasMessageContaining(problem);
  }

  private List<String> story() {
    Why why = new Why(root, TrustedReports.POLICY, TrustedReports.NOW);
    return WriteExplanation.lines(why.of(TinyWarehouse.RISE));
  }

  private void breakWithItsChecksum(Table table) throws IOException {
    for (Path file : files(CreatedTables.path(root, table), ".parquet")) {
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 1;
      Files.write(file, bytes);
    }
  }

  private void breakWithoutChecksum(Table table) throws IOException {
    for (Path file : files(CreatedTables.path(root, table), ".parquet")) {
      Files.delete(file.resolveSibling("." + file.getFileName() + ".crc"));
      Files.writeString(file, "broken");
    }
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(f -> f.getFileName().toString().endsWith(ending)).toList();
    }
  }
}
