package mrs.transforms.detection.judging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.model.StateCodec;
import mrs.transforms.detection.reports.Report;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ModelJudgeProperties {

  private static final int DAYS = 62;

  private static SampleRegion eventful() {
    return new SampleRegion(DAYS)
        .silentStockOuts()
        .store("S03", 40, 42, 2)
        .sku("P04", 45, 47, 6)
        .missing("S05", 50, 51)
        .series("S02", "P07", 30, 36, 0)
        .series("S06", "P02", 38, 61, 1.8)
        .without("S08", "P08", 0, 33)
        .without("S09", "P09", 20, 61)
        .eachWeek("S07", 5, 2)
        .closedEachWeek("S10", 3);
  }

  private static final SampleRegion REGION = eventful();
  private static final RegionResult WHOLE = REGION.judge();

  @Property(tries = 8)
  void anyCutsGiveTheSameStateAndReports(
      @ForAll @Size(max = 6) Set<@IntRange(min = 1, max = DAYS - 2) Integer> cuts) {
    TreeSet<Integer> ends = new TreeSet<>(cuts);
    ends.add(DAYS - 1);
    Optional<RegionState> state = Optional.empty();
    List<Report> reports = new ArrayList<>();
    int from = 0;
    for (int end : ends) {
      RegionResult part =
          ModelJudge.judge(REGION.grid(from, end, Optional.empty()), state, span(end));
      byte[] payload = part.snapshots().get(SampleRegion.FIRST + end).payload();
      assertThat(payload).isEqualTo(WHOLE.snapshots().get(SampleRegion.FIRST + end).payload());
      state = Optional.of(StateCodec.decode(payload));
      reports.removeIf(r -> part.reports().stream().anyMatch(p -> sameReport(p, r)));
      reports.addAll(part.reports());
      from = end + 1;
    }
    assertThat(reports).containsExactlyInAnyOrderElementsOf(WHOLE.reports());
  }

  private static ModelJudge.Span span(int end) {
    return new ModelJudge.Span(
        SampleRegion.FIRST + end, SampleRegion.FIRST + end, day -> day == SampleRegion.FIRST + end);
  }

  private static boolean sameReport(Report one, Report other) {
    return one.series().equals(other.series())
        && one.direction() == other.direction()
        && one.first() <= other.last()
        && one.last() >= other.first();
  }

  @Property(tries = 5)
  void theOrderOfTheInputDoesNotMatter(@ForAll long seed) {
    RegionResult shuffled =
        ModelJudge.judge(
            REGION.grid(0, DAYS - 1, Optional.of(seed)), Optional.empty(), span(DAYS - 1));
    long last = SampleRegion.FIRST + DAYS - 1;
    assertThat(shuffled.reports()).isEqualTo(WHOLE.reports());
    assertThat(shuffled.snapshots().get(last).payload())
        .isEqualTo(WHOLE.snapshots().get(last).payload());
  }
}
