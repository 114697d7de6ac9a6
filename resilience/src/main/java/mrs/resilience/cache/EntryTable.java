package mrs.resilience.cache;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.resilience.cache.CacheEvent.Cause;
import mrs.resilience.cache.CacheEvent.Evicted;
import mrs.resilience.cache.LruIndex.Indexed;
import mrs.resilience.cache.backend.StoredRecord;
import mrs.resilience.cache.codec.CacheEntry;
import mrs.resilience.cache.codec.WrongKey;

/**
 * The entries in one backend, within their watermarks. After an {@link IOException} the table is of
 * no use any more.
 *
 * <p>Which entries there are is known from an index in memory. It is built by reading all records
 * when the table is loaded; by then nobody knows which were used when, so that what expires first
 * counts as used least recently.
 */
final class EntryTable implements Closeable {
  private final CheckedRecords records;
  private final Watermarks watermarks;
  private final PendingEvents events;
  private final LruIndex index = new LruIndex();

  /** An entry and its key. */
  record Keyed(String key, CacheEntry entry) {}

  /** A table over records that have not been loaded, or are none. */
  EntryTable(CheckedRecords records, Watermarks watermarks, PendingEvents events) {
    this.records = records;
    this.watermarks = watermarks;
    this.events = events;
  }

  /**
   * Takes in all records that there are.
   *
   * @throws WrongKey if one that has not expired needs a key that is not there
   */
  void load(Instant now) throws IOException {
    List<Indexed> found = records.load(now);
    found.sort(Comparator.comparing(Indexed::expiresAt).thenComparing(Indexed::key));
    found.forEach(index::put);
    if (index.bytes() > watermarks.high()) {
      evictDownTo(watermarks.low());
    }
  }

  /** The value of an entry, which thereby is the one used last. */
  Optional<byte[]> get(String key, Instant now) throws IOException {
    Optional<Indexed> known = index.use(key);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    if (!now.isBefore(known.get().expiresAt())) {
      drop(known.get(), Cause.EXPIRED);
      return Optional.empty();
    }
    return read(key).map(CacheEntry::value);
  }

  /**
   * Puts an entry as the one used last.
   *
   * @return false if it is too large for the cache; then there is none of this key
   */
  boolean put(String key, CacheEntry entry, Instant now) throws IOException {
    StoredRecord stored = records.encode(key, entry);
    dropExpired(now);
    if (stored.size() > watermarks.high()) {
      evict(key);
      return false;
    }
    index.remove(key);
    if (index.bytes() + stored.size() > watermarks.high()) {
      evictDownTo(Math.max(0, watermarks.low() - stored.size()));
    }
    records.put(stored);
    index.put(new Indexed(key, stored.size(), entry.expiresAt()));
    return true;
  }

  /** Puts entries, the last as the one used last, as far as the watermarks let them stay. */
  void putAll(List<Keyed> entries) throws IOException {
    Map<String, StoredRecord> staying = new LinkedHashMap<>();
    for (Keyed keyed : entries) {
      StoredRecord stored = records.encode(keyed.key(), keyed.entry());
      if (stored.size() <= watermarks.high()) {
        index.put(new Indexed(keyed.key(), stored.size(), keyed.entry().expiresAt()));
        staying.put(keyed.key(), stored);
      }
    }
    if (index.bytes() > watermarks.high()) {
      evictDownTo(watermarks.low());
    }
    staying.keySet().removeIf(key -> !index.contains(key));
    records.putAll(staying.values());
  }

  /** Takes an entry away; the backend is told also of one that is not known. */
  void evict(String key) throws IOException {
    Optional<Indexed> known = index.remove(key);
    records.remove(key);
    known.ifPresent(gone -> events.add(new Evicted(key, gone.bytes(), Cause.REQUESTED)));
  }

  void clear() throws IOException {
    records.clear();
    index.clear();
  }

  /** Takes away what has expired. */
  void dropExpired(Instant now) throws IOException {
    for (Optional<Indexed> first = index.firstToExpire();
        first.isPresent() && !now.isBefore(first.get().expiresAt());
        first = index.firstToExpire()) {
      drop(first.get(), Cause.EXPIRED);
    }
  }

  /** All entries, least recently used first, without using them. */
  List<Keyed> entries() throws IOException {
    List<Keyed> entries = new ArrayList<>();
    for (String key : index.keys()) {
      read(key).ifPresent(entry -> entries.add(new Keyed(key, entry)));
    }
    return entries;
  }

  boolean contains(String key) {
    return index.contains(key);
  }

  long bytes() {
    return index.bytes();
  }

  int size() {
    return index.size();
  }

  @Override
  public void close() throws IOException {
    records.close();
  }

  private Optional<CacheEntry> read(String key) throws IOException {
    Optional<CacheEntry> entry = records.get(key);
    if (entry.isEmpty()) {
      index.remove(key);
    }
    return entry;
  }

  private void evictDownTo(long most) throws IOException {
    while (index.bytes() > most) {
      drop(index.leastRecent().orElseThrow(), Cause.WATERMARK);
    }
  }

  private void drop(Indexed entry, Cause cause) throws IOException {
    records.remove(entry.key());
    index.remove(entry.key());
    events.add(new Evicted(entry.key(), entry.bytes(), cause));
  }
}
