package mrs.resilience.spool.position;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;
import mrs.resilience.spool.position.ConsumedSeqs.Open;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Spans of numbers are what a plain set of numbers is. */
class ConsumedSeqsProperties {
  private static final int MOST = 40;

  @Property(tries = 500, seed = "1")
  void isASetOfNumbers(
      @ForAll @Size(max = 12) List<@IntRange(min = 0, max = MOST) Integer> starts,
      @ForAll @IntRange(min = 0, max = 8) int length,
      @ForAll @IntRange(min = 1, max = MOST) int from,
      @ForAll @IntRange(min = 1, max = MOST) int to) {
    ConsumedSeqs spans = ConsumedSeqs.upTo(0);
    TreeSet<Long> plain = new TreeSet<>();
    for (int start : starts) {
      spans = spans.with(start, start + length - 1);
      LongStream.range(Math.max(1, start), start + length).forEach(plain::add);
    }

    for (long seq = 1; seq <= 2 * MOST; seq++) {
      assertThat(spans.contains(seq)).isEqualTo(plain.contains(seq));
    }
    List<Long> open =
        LongStream.rangeClosed(from, to).filter(seq -> !plain.contains(seq)).boxed().toList();
    assertThat(spans.containsAll(from, to)).isEqualTo(open.isEmpty());
    assertThat(spans.open(from, to).stream().toList())
        .isEqualTo(
            open.isEmpty()
                ? List.of()
                : List.of(new Open(open.get(0), open.get(open.size() - 1), open.size())));
    assertThat(spans.last()).isEqualTo(plain.isEmpty() ? 0 : plain.last());
    assertThat(ReadPosition.of(new ReadPosition(3, spans, 4, 5).bytes()).orElseThrow())
        .isEqualTo(new ReadPosition(3, spans, 4, 5));
    assertIsInOrder(spans);
  }

  private static void assertIsInOrder(ConsumedSeqs spans) {
    long before = spans.upTo();
    for (ConsumedSeqs.Span each : spans.beyond()) {
      assertThat(each.from()).isGreaterThan(before + 1).isLessThanOrEqualTo(each.to());
      before = each.to();
    }
  }
}
