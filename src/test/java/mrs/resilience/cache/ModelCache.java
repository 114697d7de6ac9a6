package mrs.resilience.cache;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a cache has to do, said another way: a list in the order of use that is searched through.
 */
final class ModelCache {
  private final long high;
  private final long low;
  private final List<Item> byUse = new ArrayList<>();

  /** An entry. */
  record Item(String key, String value, Instant expiresAt) {
    long size() {
      return OpenedCaches.size(key, value);
    }
  }

  ModelCache(Watermarks watermarks) {
    this.high = watermarks.high();
    this.low = watermarks.low();
  }

  String get(String key, Instant now) {
    Optional<Item> found = find(key);
    if (found.isEmpty()) {
      return "none";
    }
    byUse.remove(found.get());
    if (found.get().expiresAt().compareTo(now) <= 0) {
      return "none";
    }
    byUse.add(found.get());
    return found.get().value();
  }

  /** Gives the keys that went for want of room, in order. */
  List<String> put(String key, String value, Duration ttl, Instant now) {
    expire(now);
    evict(key);
    Item item = new Item(key, value, now.plus(ttl));
    List<String> gone = new ArrayList<>();
    if (item.size() > high) {
      return gone;
    }
    byUse.add(item);
    if (bytes() > high) {
      while (bytes() > low && byUse.size() > 1) {
        gone.add(byUse.remove(0).key());
      }
    }
    return gone;
  }

  void evict(String key) {
    byUse.removeIf(item -> item.key().equals(key));
  }

  void expire(Instant now) {
    byUse.removeIf(item -> item.expiresAt().compareTo(now) <= 0);
  }

  /** As a restart leaves it. */
  void reopen(Instant now) {
    expire(now);
    byUse.sort(
        (a, b) ->
            a.expiresAt().equals(b.expiresAt())
                ? a.key().compareTo(b.key())
                : a.expiresAt().compareTo(b.expiresAt()));
  }

  long bytes() {
    return byUse.stream().mapToLong(Item::size).sum();
  }

  int size() {
    return byUse.size();
  }

  private Optional<Item> find(String key) {
    return byUse.stream().filter(item -> item.key().equals(key)).findFirst();
  }
}
