package mrs.resilience.cache;

import java.util.ArrayList;
import java.util.List;

/** Events that have not been passed on yet, and the counts of all. Guarded by the cache. */
final class PendingEvents {
  private final List<CacheEvent> pending = new ArrayList<>();
  private final CacheCounters counters = new CacheCounters();
  private int counted;

  void add(CacheEvent event) {
    pending.add(event);
  }

  /** How many there are: where a later {@link #takeBack} is to begin. */
  int mark() {
    return pending.size();
  }

  /**
   * Takes back all events since {@code mark}, but for damage: what they told did not come about.
   */
  void takeBack(int mark) {
    pending.subList(mark, pending.size()).removeIf(event -> !(event instanceof CacheEvent.Damaged));
  }

  /** Hands them out. */
  List<CacheEvent> drain() {
    List<CacheEvent> drained = List.copyOf(pending);
    counters.count(drained.subList(counted, drained.size()));
    pending.clear();
    counted = 0;
    return drained;
  }

  /** The counts, with all events up to now. */
  CacheCounters counters() {
    counters.count(pending.subList(counted, pending.size()));
    counted = pending.size();
    return counters;
  }

  /** What an event says of a failure. */
  static String reason(Exception e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
