package mrs.transforms.detection.judging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.model.StateCodec;
import mrs.transforms.detection.passes.Contribution;
import mrs.transforms.detection.passes.Parcel;
import mrs.transforms.detection.series.DayCells;
import mrs.transforms.detection.series.RegionGrid;
import mrs.transforms.detection.series.Roster;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** However the stores of a region are shared out among tasks, they find what one task would. */
class SharedRegionProperties {

  private static final int DAYS = 56;
  private static final long LAST = SampleRegion.FIRST + DAYS - 1;

  private static final SampleRegion REGION =
      new SampleRegion(DAYS)
          .silentStockOuts()
          .store("S03", 40, 42, 2)
          .sku("P04", 45, 47, 6)
          .missing("S05", 50, 51)
          .sku("P05", 34, 36, 0)
          .series("S02", "P07", 30, 36, 0)
          .series("S06", "P02", 38, 55, 1.8)
          .flagged("S04", "P03", 20, 30, DayCells.PROMOTION)
          .flagged("S07", "P03", 44, 46, DayCells.CONFIRMED)
          .without("S08", "P08", 0, 33)
          .without("S09", 20, 55)
          .nothingSold(10, 10)
          .nothingSold(46, 47)
          .series("S11", "P09", 44, 50, 0)
          .series("S12", "P06", 36, 41, 0)
          .flagged("S12", "P06", 36, 41, DayCells.STOCK_OUT)
          .series("S01", "P06", 40, 43, 0)
          .flagged("S01", "P06", 40, 43, DayCells.STOCK_OUT)
          .eachWeek("S07", 5, 2)
          .eachWeek("S07", 5, 2)
          .closedEachWeek("S10", 3);

  /** A SKU that only the first three stores sell. */
  private static final String OF_THREE_STORES = "P14";

  static {
    for (int s = 4; s <= SampleRegion.STORES; s++) {
      REGION.without(SampleRegion.store(s), OF_THREE_STORES, 0, DAYS - 1);
    }
  }

  private static final RegionResult WHOLE = REGION.judge();

  @Property(tries = 6)
  void tasksThatShareARegionFindWhatOneWould(
      @ForAll @IntRange(min = 2, max = 5) int tasks, @ForAll long seed) {
    int[] taskOf = new Random(seed).ints(SampleRegion.STORES, 0, tasks).toArray();
    Arrays.fill(taskOf, 0, 3, tasks - 1);
    List<RegionGrid> grids =
        IntStream.range(0, tasks)
            .mapToObj(t -> REGION.grid(0, DAYS - 1, s -> taskOf[number(s)] == t))
            .toList();
    List<ModelJudge> started =
        grids.stream().map(g -> ModelJudge.of(g, Optional.empty(), everything(), span())).toList();

    List<ModelJudge> judges = gone(started, grids, new Random(seed));

    assertThat(judges.stream().flatMap(j -> j.result().reports().stream()).toList())
        .containsExactlyInAnyOrderElementsOf(WHOLE.reports());
    for (long day = SampleRegion.FIRST; day <= LAST; day++) {
      assertThat(payload(judges, day)).isEqualTo(WHOLE.snapshots().get(day).payload());
    }
  }

  /** Merges what is contributed in any order; now and then a task is put aside as bytes. */
  private static List<ModelJudge> gone(
      List<ModelJudge> started, List<RegionGrid> grids, Random random) {
    List<ModelJudge> judges = new ArrayList<>(started);
    while (judges.get(0).waits()) {
      List<Contribution> parts =
          new ArrayList<>(judges.stream().map(ModelJudge::contribute).toList());
      Collections.shuffle(parts, random);
      byte[] all = Parcel.of(Contribution.together(parts));
      int aside = random.nextInt(10 * judges.size());
      if (aside < judges.size()) {
        judges.set(aside, Parcel.open(Parcel.of(judges.get(aside)), ModelJudge.class));
        judges.get(aside).resume(grids.get(aside));
      }
      judges.forEach(j -> j.receive(Parcel.open(all, Contribution.class)));
    }
    assertThat(judges).noneMatch(ModelJudge::waits);
    return judges;
  }

  private static byte[] payload(List<ModelJudge> judges, long day) {
    List<RegionState> parts =
        judges.stream().map(j -> StateCodec.decode(snapshot(j, day))).toList();
    return StateCodec.encode(RegionState.joined(parts));
  }

  private static byte[] snapshot(ModelJudge judge, long day) {
    return judge.result().snapshots().get(day).payload();
  }

  private static int number(String store) {
    return Integer.parseInt(store.substring(1)) - 1;
  }

  private static Roster everything() {
    Roster everything = new Roster(new TreeSet<>(), new TreeSet<>());
    IntStream.rangeClosed(1, SampleRegion.STORES)
        .forEach(s -> everything.stores().add(SampleRegion.store(s)));
    IntStream.rangeClosed(1, SampleRegion.SKUS)
        .forEach(p -> everything.skus().add(SampleRegion.sku(p)));
    return everything;
  }

  private static ModelJudge.Span span() {
    return new ModelJudge.Span(LAST, LAST, day -> true);
  }
}
