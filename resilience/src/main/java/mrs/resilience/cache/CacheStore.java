package mrs.resilience.cache;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import mrs.resilience.cache.CacheEvent.Damaged;
import mrs.resilience.cache.CacheEvent.Hydrated;
import mrs.resilience.cache.CacheEvent.Origin;
import mrs.resilience.cache.CacheEvent.Part;
import mrs.resilience.cache.CacheEvent.ResyncRequired;
import mrs.resilience.cache.EntryTable.Keyed;
import mrs.resilience.cache.backend.BackendOpener;
import mrs.resilience.cache.codec.CacheEntry;
import mrs.resilience.cache.codec.DamagedRecord;
import mrs.resilience.cache.codec.EntryCodec;
import mrs.resilience.cache.codec.WrongKey;

/**
 * A cache of bytes by key (seeds 000 §4.1, 001 §1). What {@link #get} gives is what was put under
 * this key last and has not expired, or nothing: what is damaged goes, and is told of. What was
 * used least recently goes first when the cache is full ({@link Watermarks}).
 *
 * <p>While its backend is broken the cache goes on in memory, empty at first; no method fails for
 * it. The backend is tried again by whoever uses the cache at {@link #nextTry} or later. After a
 * kill meanwhile, and after a power cut at any time, an entry may be an older one of its key, not
 * older than its expiry allows.
 *
 * <p>Keys have 1 to 1024 bytes in UTF-8 and are not encrypted. Safe for use by several threads, one
 * at a time. The listener is called by the thread that used the cache, after it has done so; it may
 * use the cache, and must not throw.
 */
public final class CacheStore implements Closeable {
  private final CacheSettings settings;
  private final InstantSource clock;
  private final Consumer<CacheEvent> listener;
  private final Lock lock = new ReentrantLock();
  private final PendingEvents events;
  private final Failover failover;
  private boolean closed;

  private CacheStore(
      CacheSettings settings,
      InstantSource clock,
      Consumer<CacheEvent> listener,
      PendingEvents events,
      Failover failover) {
    this.settings = settings;
    this.clock = clock;
    this.listener = listener;
    this.events = events;
    this.failover = failover;
  }

  /**
   * Opens a cache, with what its backend has.
   *
   * @param codec how records are written, encrypted or not
   * @throws WrongKey if there are records that have not expired and need a key that is not there;
   *     they are left as they are
   */
  public static CacheStore open(
      CacheSettings settings,
      BackendOpener opener,
      EntryCodec codec,
      InstantSource clock,
      Consumer<CacheEvent> listener)
      throws WrongKey {
    PendingEvents events = new PendingEvents();
    Failover failover = new Failover(opener, codec, settings, events, clock.instant());
    List<CacheEvent> opening = events.drain();
    CacheStore store = new CacheStore(settings, clock, listener, events, failover);
    opening.forEach(listener);
    return store;
  }

  /** The value of {@code key}, in an array of its own; empty where there is none. */
  public Optional<byte[]> get(String key) {
    EntryKey.check(key);
    return use(
        (table, now) -> {
          Optional<byte[]> value = table.get(key, now);
          events.counters().got(value.isPresent());
          return value;
        });
  }

  /** Puts a value for as long as the settings say; see {@link #put(String, byte[], Duration)}. */
  public boolean put(String key, byte[] value) {
    return put(key, value, settings.ttl());
  }

  /**
   * Puts a value, in place of any that the key has.
   *
   * @param ttl how long it is given, at most {@link CacheSettings#LONGEST_TTL}
   * @return false if it is too large for the cache; then the key has none
   */
  public boolean put(String key, byte[] value, Duration ttl) {
    EntryKey.check(key);
    CacheSettings.checkTtl(ttl);
    return use(
        (table, now) -> {
          boolean kept = table.put(key, new CacheEntry(value, now.plus(ttl)), now);
          failover.wrote();
          return kept;
        });
  }

  /** Takes the value of {@code key} away; nothing happens where there is none. */
  public void evict(String key) {
    EntryKey.check(key);
    use(
        (table, now) -> {
          table.evict(key);
          return true;
        });
  }

  /** Takes all values away. */
  public void clear() {
    use(
        (table, now) -> {
          table.clear();
          events.add(new ResyncRequired("the cache was cleared"));
          return true;
        });
  }

  /**
   * All that the cache has.
   *
   * @throws IllegalStateException if this is more than a gibibyte
   */
  public CacheSnapshot snapshot() {
    return use(
        (table, now) -> {
          table.dropExpired(now);
          return SnapshotFormat.write(table.entries());
        });
  }

  /**
   * Takes in the entries of a snapshot that have not expired, except of keys that the cache has:
   * what it has is newer. Meant for a start: also what was evicted since the snapshot is back. A
   * snapshot that is damaged is not taken in at all, and told of.
   *
   * @param snapshot the bytes of a {@link CacheSnapshot}
   * @return how many entries were taken in
   */
  public int hydrate(byte[] snapshot) {
    List<Keyed> entries;
    try {
      entries = SnapshotFormat.read(snapshot);
    } catch (DamagedRecord e) {
      refuseSnapshot(e);
      return 0;
    }
    return use(
        (table, now) -> {
          List<Keyed> taken =
              entries.stream()
                  .filter(keyed -> !keyed.entry().isExpired(now) && !table.contains(keyed.key()))
                  .toList();
          table.putAll(taken);
          events.add(new Hydrated(Origin.SNAPSHOT, table.size(), table.bytes()));
          return (int) taken.stream().filter(keyed -> table.contains(keyed.key())).count();
        });
  }

  /** What the cache has done, and what it has. */
  public CacheStats stats() {
    return use(
        (table, now) -> {
          table.dropExpired(now);
          return events.counters().snapshot(table.bytes(), table.size());
        });
  }

  /** When the broken backend is tried again; empty while the backend serves. */
  public Optional<Instant> nextTry() {
    lock.lock();
    try {
      return failover.nextTry();
    } finally {
      lock.unlock();
    }
  }

  /** Closes the backend, which keeps what it has. */
  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        failover.close();
      }
    } finally {
      lock.unlock();
    }
  }

  void refuseSnapshot(DamagedRecord damage) {
    use(
        (table, now) -> {
          String reason = String.valueOf(damage.getMessage());
          events.add(new Damaged(Part.SNAPSHOT, Optional.empty(), reason));
          events.add(new ResyncRequired("a snapshot was damaged and was not taken in"));
          return true;
        });
  }

  private <T> T use(Use<T> what) {
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("the cache is closed");
      }
      Instant now = clock.instant();
      return failover.run(table -> what.of(table, now), now);
    } finally {
      List<CacheEvent> happened = events.drain();
      lock.unlock();
      happened.forEach(listener);
    }
  }

  /** Something that is done with the entries, at a moment. */
  @FunctionalInterface
  private interface Use<T> {
    T of(EntryTable table, Instant now) throws IOException;
  }
}
