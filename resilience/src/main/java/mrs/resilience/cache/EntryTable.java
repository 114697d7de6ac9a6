package mrs.resilience.cache;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.resilience.cache.CacheEvent.Cause;
import mrs.resilience.cache.CacheEvent.Damaged;
import mrs.resilience.cache.CacheEvent.Evicted;
import mrs.resilience.cache.CacheEvent.Part;
import mrs.resilience.cache.LruIndex.Indexed;
import mrs.resilience.cache.backend.CacheBackend;
import mrs.resilience.cache.backend.StoredRecord;
import mrs.resilience.cache.codec.CacheEntry;
import mrs.resilience.cache.codec.DamagedRecord;
import mrs.resilience.cache.codec.EntryCodec;
import mrs.resilience.cache.codec.WrongKey;

/**
 * The entries in one backend, within their watermarks. An entry that is damaged goes, and is told
 * of; any other failure of the backend is passed on, and then this table is of no use any more.
 *
 * <p>What is counted, of which entry, is in an index in memory. It is built by reading all records
 * when the table is loaded; by then nobody knows which were used when, so that what expires first
 * counts as used least recently.
 */
final class EntryTable implements Closeable {
  // Larger ones are slower: they do not stay in the caches of a processor.
  private static final int BATCH_BYTES = 256 << 10;

  private final CacheBackend backend;
  private final EntryCodec codec;
  private final Watermarks watermarks;
  private final PendingEvents events;
  private final LruIndex index = new LruIndex();

  /** An entry and its key. */
  record Keyed(String key, CacheEntry entry) {}

  /** A table over a backend that is empty. */
  EntryTable(
      CacheBackend backend, EntryCodec codec, Watermarks watermarks, PendingEvents events) {
    this.backend = backend;
    this.codec = codec;
    this.watermarks = watermarks;
    this.events = events;
  }

  /**
   * Takes in all that the backend has, dropping what is damaged or has expired.
   *
   * @throws WrongKey if a record that has not expired needs a key that is not there
   */
  void load(Instant now) throws IOException {
    List<Indexed> found = new ArrayList<>();
    List<byte[]> dead = new ArrayList<>();
    backend.forEach(
        stored -> {
          try {
            if (now.isBefore(codec.expiresAt(stored.key(), stored.bytes()))) {
              found.add(verified(stored));
            } else {
              dead.add(stored.key());
            }
          } catch (DamagedRecord | CharacterCodingException e) {
            dead.add(stored.key());
            events.add(new Damaged(Part.ENTRY, text(stored.key()), problem(e)));
          }
        });
    for (byte[] key : dead) {
      backend.remove(key);
    }
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
    byte[] keyBytes = EntryKey.bytes(key);
    byte[] bytes = codec.encode(keyBytes, entry);
    long size = (long) keyBytes.length + bytes.length;
    dropExpired(now);
    if (size > watermarks.high()) {
      evict(key);
      return false;
    }
    index.remove(key);
    if (index.bytes() + size > watermarks.high()) {
      evictDownTo(Math.max(0, watermarks.low() - size));
    }
    backend.putAll(List.of(new StoredRecord(keyBytes, bytes)));
    index.put(new Indexed(key, size, entry.expiresAt()));
    return true;
  }

  /** Puts entries, the last as the one used last, as far as the watermarks let them stay. */
  void putAll(List<Keyed> entries) throws IOException {
    Map<String, StoredRecord> records = new LinkedHashMap<>();
    for (Keyed keyed : entries) {
      byte[] keyBytes = EntryKey.bytes(keyed.key());
      byte[] bytes = codec.encode(keyBytes, keyed.entry());
      long size = (long) keyBytes.length + bytes.length;
      if (size <= watermarks.high()) {
        index.put(new Indexed(keyed.key(), size, keyed.entry().expiresAt()));
        records.put(keyed.key(), new StoredRecord(keyBytes, bytes));
      }
    }
    if (index.bytes() > watermarks.high()) {
      evictDownTo(watermarks.low());
    }
    records.keySet().removeIf(key -> !index.contains(key));
    List<StoredRecord> batch = new ArrayList<>();
    long bytes = 0;
    for (StoredRecord stored : records.values()) {
      batch.add(stored);
      bytes += stored.bytes().length;
      if (bytes >= BATCH_BYTES) {
        backend.putAll(batch);
        batch.clear();
        bytes = 0;
      }
    }
    if (!batch.isEmpty()) {
      backend.putAll(batch);
    }
  }

  /** Takes an entry away; the backend is told also of one that is not known. */
  void evict(String key) throws IOException {
    Optional<Indexed> known = index.remove(key);
    backend.remove(EntryKey.bytes(key));
    known.ifPresent(gone -> events.add(new Evicted(key, gone.bytes(), Cause.REQUESTED)));
  }

  void clear() throws IOException {
    backend.clear();
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

  /** All entries, least recently used first, without using them; those found damaged go. */
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
    backend.close();
  }

  private Indexed verified(StoredRecord stored) throws IOException {
    CacheEntry entry = codec.decode(stored.key(), stored.bytes());
    String key = EntryKey.text(stored.key());
    return new Indexed(
        key, (long) stored.key().length + stored.bytes().length, entry.expiresAt());
  }

  private Optional<CacheEntry> read(String key) throws IOException {
    byte[] keyBytes = EntryKey.bytes(key);
    try {
      Optional<byte[]> bytes = backend.get(keyBytes);
      if (bytes.isPresent()) {
        return Optional.of(codec.decode(keyBytes, bytes.get()));
      }
      throw new DamagedRecord("the record of an entry is missing");
    } catch (DamagedRecord | WrongKey e) {
      index.remove(key);
      events.add(new Damaged(Part.ENTRY, Optional.of(key), problem(e)));
      backend.remove(keyBytes);
      return Optional.empty();
    }
  }

  private void evictDownTo(long most) throws IOException {
    while (index.bytes() > most) {
      drop(index.leastRecent().orElseThrow(), Cause.WATERMARK);
    }
  }

  private void drop(Indexed entry, Cause cause) throws IOException {
    backend.remove(EntryKey.bytes(entry.key()));
    index.remove(entry.key());
    events.add(new Evicted(entry.key(), entry.bytes(), cause));
  }

  private static Optional<String> text(byte[] key) {
    try {
      return Optional.of(EntryKey.text(key));
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static String problem(Exception e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
