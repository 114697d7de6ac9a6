package mrs.jobs.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Files are spread over tasks without losing one. */
final class BinsProperties {
  @Property(tries = 200)
  void everyItemIsInOneBinAndNoBinIsEmpty(
      @ForAll @Size(max = 60) List<@LongRange(min = 0, max = 1L << 40) Long> items,
      @ForAll @IntRange(min = 1, max = 16) int cores) {
    List<List<Long>> bins = Bins.of(items, Long::longValue, cores);

    assertThat(bins).noneMatch(List::isEmpty);
    assertThat(bins.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(items);
  }

  @Example
  void smallFilesShareBinsAndLargeOnesGetTheirOwn() {
    List<Long> small = java.util.Collections.nCopies(10_000, 1_000L);
    List<Long> large = java.util.Collections.nCopies(90, 100L << 20);

    assertThat(Bins.of(small, Long::longValue, 2)).hasSize(8);
    assertThat(Bins.of(large, Long::longValue, 2)).hasSize(90);
  }
}
