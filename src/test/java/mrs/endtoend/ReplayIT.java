package mrs.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.SparkTest;
import mrs.contracts.Stage;
import mrs.contracts.StageRunsLog;
import mrs.jobs.ingest.IngestReport;
import mrs.jobs.runs.Books;
import mrs.jobs.runs.StageRun;
import mrs.jobs.runs.execution.NightlyRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same again changes nothing (law 4). */
class ReplayIT extends SparkTest {
  @TempDir private Path temporary;

  @Test
  void runningTheNewestAndAnOlderNightAgainAddsNoRow() {
    Site site = Played.get(spark).copyAfter(spark, Site.LAST, temporary.resolve("site"));
    Map<String, List<String>> before = Contents.of(site.warehouse(), Contents.allButLedger());
    long attempts = site.warehouse().read(StageRunsLog.TABLE).count();

    NightlyRun.Result newest = site.again(site.runOf(Site.LAST).runId());
    NightlyRun.Result older = site.again(site.runOf(2).runId());

    for (NightlyRun.Result again : List.of(newest, older)) {
      assertThat(again.stages())
          .filteredOn(s -> s.stage() != Stage.HYDRATION)
          .hasSize(6)
          .allMatch(s -> s.error().isEmpty() && s.attempt() == 2 && added(s) == 0);
    }
    assertThat(Contents.of(site.warehouse(), Contents.allButLedger())).isEqualTo(before);
    assertThat(site.warehouse().read(StageRunsLog.TABLE).count()).isEqualTo(attempts + 2 * 6);
  }

  @Test
  void ingestingTheSameFeedAgainBringsNothingIn() {
    Site site = Played.get(spark).copyAfter(spark, Site.LAST, temporary.resolve("site"));
    Map<String, List<String>> before = Contents.of(site.warehouse(), Contents.allButLedger());

    IngestReport report = site.nights().ingest(Site.LAST);

    assertThat(report.ingests()).isEmpty();
    assertThat(report.knownDeliveries()).isEqualTo(30 + 2 * Site.LAST + 1 + 2);
    assertThat(Contents.of(site.warehouse(), Contents.allButLedger())).isEqualTo(before);
  }

  private static long added(StageRun attempt) {
    return Optional.of(attempt).flatMap(StageRun::books).map(Books::added).orElseThrow();
  }
}
