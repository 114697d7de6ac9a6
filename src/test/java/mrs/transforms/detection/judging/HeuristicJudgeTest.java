package mrs.transforms.detection.judging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.contracts.Direction;
import mrs.contracts.Method;
import mrs.transforms.detection.reports.Report;
import mrs.transforms.detection.series.RegionGrid;
import mrs.transforms.detection.series.Roster;
import org.junit.jupiter.api.Test;

class HeuristicJudgeTest {

  private static RegionResult judge(SampleRegion region, int from, int to) {
    RegionGrid grid = region.grid(from - HeuristicJudge.WINDOW, to, Optional.empty());
    HeuristicJudge heuristic =
        HeuristicJudge.of(
            grid, Roster.of(grid.series()), SampleRegion.FIRST + from, SampleRegion.FIRST + to);
    heuristic.alone();
    return heuristic.result();
  }

  @Test
  void findsACellThatIsManyTimesItsMedian() {
    SampleRegion region = new SampleRegion(60).series("S02", "P03", 50, 51, 8);
    List<Report> found = judge(region, 50, 52).reports();
    assertThat(found).hasSize(1);
    assertThat(found.get(0).series()).isEqualTo(SampleRegion.key("S02", "P03"));
    assertThat(found.get(0).first()).isEqualTo(SampleRegion.FIRST + 50);
    assertThat(found.get(0).last()).isEqualTo(SampleRegion.FIRST + 51);
    assertThat(found.get(0).method()).isEqualTo(Method.DEVIATION_HEURISTIC);
  }

  @Test
  void findsAStoreThatDidNotReport() {
    List<Report> found = judge(new SampleRegion(60).missing("S05", 50, 50), 50, 50).reports();
    assertThat(found)
        .hasSize(15)
        .allMatch(r -> r.direction() == Direction.MISSING)
        .allMatch(r -> r.series().storeId().equals("S05"));
  }

  @Test
  void accountsOnlyForTheDaysThatItJudges() {
    assertThat(judge(new SampleRegion(60), 50, 52).cells())
        .isEqualTo(Map.of(CellAccount.Fate.JUDGED, 3L * 180));
  }

  @Test
  void judgesADayTheSameWhateverComesLater() {
    SampleRegion region = new SampleRegion(60).series("S02", "P03", 50, 50, 8);
    List<Report> alone = judge(region, 50, 50).reports();
    assertThat(judge(region, 50, 58).reports()).containsAll(alone);
  }
}
