package mrs.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import mrs.SparkTest;
import mrs.jobs.disk.PowerCut;
import mrs.jobs.disk.ShadowDisk;
import mrs.jobs.night.Night;
import mrs.jobs.warehouse.CutCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power goes while a night is ingested and judged, on a disk that forgets what was not synced:
 * every row that was acknowledged is there, and every table can be read. {@code -Dmrs.cuts=200}
 * cuts it off at so many moments instead of ten, {@code -Dmrs.cuts.seed=N} draws others.
 */
@EnabledIfSystemProperty(
    named = "mrs.cuts",
    matches = "[1-9][0-9]*",
    disabledReason = "minutes of cuts: 'mvn -Pdrills verify', or -Dmrs.cuts=N")
class PowerCutIT extends SparkTest {
  private static final int CUTS = Integer.getInteger("mrs.cuts", 10);
  private static final long SEED = Long.getLong("mrs.cuts.seed", 1);

  @TempDir private Path temporary;

  @Test
  void losesNothingOfANightThatWasAcknowledged() throws IOException {
    Site site = Played.get(spark).copyAfter(spark, Site.LAST - 1, temporary.resolve("site"));
    Path root = site.warehouse().root();
    PowerCut start;
    List<PowerCut> cuts;
    try (ShadowDisk disk = ShadowDisk.over(root, temporary.resolve("shadow"), CUTS, SEED)) {
      start = disk.now();
      Night night = site.nights().play(Site.LAST);
      assertThat(night.failed()).isFalse();
      cuts = disk.cuts();
      assertThat(cuts).hasSize(Math.min(CUTS, disk.events()));
      System.err.println(disk.events() + " syncs, " + cuts.size() + " power cuts");
    }
    CutCheck check = new CutCheck(site.warehouse(), temporary.resolve("cuts"));
    check.takeAsRead(start);
    check.check(cuts);
    System.err.println(check.tablesRead() + " states of tables read");
  }
}
