package mrs.resilience.cache;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which entries there are, how large, until when, and which was used least recently. Nothing but
 * the order of calls decides: the same calls give the same order on every run.
 */
final class LruIndex {
  private static final float LOAD_FACTOR = 0.75f;

  private final LinkedHashMap<String, Indexed> byUse = new LinkedHashMap<>(16, LOAD_FACTOR, true);
  private final NavigableSet<Indexed> byExpiry =
      new TreeSet<>(Comparator.comparing(Indexed::expiresAt).thenComparing(Indexed::key));
  private long bytes;

  /**
   * What is known of an entry.
   *
   * @param bytes of its key and its record
   */
  record Indexed(String key, long bytes, Instant expiresAt) {}

  /** The entry, which thereby is the one used last; empty if there is none. */
  Optional<Indexed> use(String key) {
    return Optional.ofNullable(byUse.get(key));
  }

  boolean contains(String key) {
    return byUse.containsKey(key);
  }

  /** Adds an entry as the one used last, in place of any that has its key. */
  void put(Indexed entry) {
    remove(entry.key());
    byUse.put(entry.key(), entry);
    byExpiry.add(entry);
    bytes += entry.bytes();
  }

  Optional<Indexed> remove(String key) {
    Indexed removed = byUse.remove(key);
    if (removed == null) {
      return Optional.empty();
    }
    byExpiry.remove(removed);
    bytes -= removed.bytes();
    return Optional.of(removed);
  }

  void clear() {
    byUse.clear();
    byExpiry.clear();
    bytes = 0;
  }

  /** The entry that was used least recently. */
  Optional<Indexed> leastRecent() {
    return byUse.values().stream().findFirst();
  }

  /** The entry that expires first. */
  Optional<Indexed> firstToExpire() {
    return byExpiry.isEmpty() ? Optional.empty() : Optional.of(byExpiry.first());
  }

  /** All keys, least recently used first. */
  List<String> keys() {
    return List.copyOf(byUse.keySet());
  }

  long bytes() {
    return bytes;
  }

  int size() {
    return byUse.size();
  }
}
