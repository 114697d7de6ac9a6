package mrs.jobs.ingest.failures;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Finds out which of many items a piece of work fails for, by halves: those that fail together are
 * parted until each that is left fails alone. So no item is blamed for another one, and n items of
 * which k are bad cost about k log n tries.
 *
 * @param work has to leave nothing behind, as an item may be tried several times
 * @param outage whether a failure says nothing about the items; it ends the search
 */
public record Isolate<T>(Work<T> work, Predicate<Throwable> outage) {

  /** Work on several items at once. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it, or fails. */
    void on(List<T> items);
  }

  /**
   * Those of {@code items} that fail alone, in their order, each with its failure.
   *
   * @throws RuntimeException of the work, if it is an outage
   */
  public Map<T, Exception> failing(List<T> items) {
    Map<T, Exception> failing = new LinkedHashMap<>();
    search(items, failing);
    return failing;
  }

  private void search(List<T> items, Map<T, Exception> failing) {
    if (items.isEmpty()) {
      return;
    }
    try {
      work.on(items);
    } catch (Exception e) {
      // Spark throws checked exceptions that its Java signatures do not declare.
      if (outage.test(e)) {
        throw e;
      }
      if (items.size() == 1) {
        failing.put(items.get(0), e);
      } else {
        int half = items.size() / 2;
        search(items.subList(0, half), failing);
        search(items.subList(half, items.size()), failing);
      }
    }
  }
}
