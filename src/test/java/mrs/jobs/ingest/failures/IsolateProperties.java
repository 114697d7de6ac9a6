package mrs.jobs.ingest.failures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Those that fail are found, and nobody else is blamed. */
class IsolateProperties {
  private final List<Integer> tries = new ArrayList<>();

  private Isolate<Integer> failingFor(Set<Integer> bad) {
    return new Isolate<>(
        items -> {
          tries.add(items.size());
          if (items.stream().anyMatch(bad::contains)) {
            throw new IllegalStateException("fails");
          }
        },
        UnsupportedOperationException.class::isInstance);
  }

  private static List<Integer> items(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  @Property(tries = 300)
  void findsExactlyThoseThatFail(
      @ForAll @IntRange(min = 0, max = 200) int count,
      @ForAll @Size(max = 4) Set<@IntRange(min = 0, max = 199) Integer> bad) {
    tries.clear();
    List<Integer> items = items(count);

    assertThat(failingFor(bad).failing(items).keySet())
        .containsExactlyElementsOf(items.stream().filter(bad::contains).toList());

    long there = items.stream().filter(bad::contains).count();
    int deep = 33 - Integer.numberOfLeadingZeros(Math.max(1, count));
    assertThat(tries.size()).isLessThanOrEqualTo((int) (1 + 2 * there * deep));
  }

  @Property(tries = 50)
  void aFailureOfTheWholeThatNoneHasAloneBlamesNobody(
      @ForAll @IntRange(min = 2, max = 50) int count) {
    Isolate<Integer> together =
        new Isolate<>(
            items -> {
              if (items.size() > 1) {
                throw new IllegalStateException("too many");
              }
            },
            e -> false);

    assertThat(together.failing(items(count))).isEmpty();
  }

  @Property(tries = 50)
  void anOutageEndsTheSearch(@ForAll @IntRange(min = 0, max = 49) int at) {
    Isolate<Integer> outage =
        new Isolate<>(
            items -> {
              if (items.equals(List.of(at))) {
                throw new UnsupportedOperationException("the disk is full");
              }
              if (items.contains(at)) {
                throw new IllegalStateException("fails");
              }
            },
            UnsupportedOperationException.class::isInstance);

    assertThatThrownBy(() -> outage.failing(items(50))).hasMessage("the disk is full");
  }
}
