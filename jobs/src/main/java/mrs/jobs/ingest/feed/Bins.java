package mrs.jobs.ingest.feed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * Spreads files over tasks: not one task a file where there are thousands, and no task with all the
 * large ones.
 */
public final class Bins {
  private static final int BINS_PER_CORE = 4;
  private static final long BYTES_PER_BIN = 8L << 20;

  private Bins() {}

  /**
   * Deals {@code items} out, largest first.
   *
   * @param cores tasks that run at once
   * @return non-empty bins; the same items give the same bins
   */
  public static <T> List<List<T>> of(List<T> items, ToLongFunction<T> bytes, int cores) {
    long total = items.stream().mapToLong(bytes).sum();
    long wanted = Math.max((long) BINS_PER_CORE * cores, total / BYTES_PER_BIN);
    int count = (int) Math.min(items.size(), wanted);
    List<List<T>> bins =
        IntStream.range(0, count).<List<T>>mapToObj(i -> new ArrayList<>()).toList();
    List<T> sorted = items.stream().sorted(Comparator.comparingLong(bytes).reversed()).toList();
    for (int i = 0; i < sorted.size(); i++) {
      bins.get(i % count).add(sorted.get(i));
    }
    return bins;
  }
}
