package mrs.resilience.cache;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import mrs.resilience.cache.CacheEvent.Damaged;
import mrs.resilience.cache.CacheEvent.Part;
import mrs.resilience.cache.LruIndex.Indexed;
import mrs.resilience.cache.backend.CacheBackend;
import mrs.resilience.cache.backend.StoredRecord;
import mrs.resilience.cache.codec.CacheEntry;
import mrs.resilience.cache.codec.DamagedRecord;
import mrs.resilience.cache.codec.EntryCodec;
import mrs.resilience.cache.codec.WrongKey;

/**
 * The records of a backend as entries. None that is not as it was written is given to anybody: it
 * is taken away, with an event. Any other failure of the backend is passed on.
 */
final class CheckedRecords implements Closeable {
  // Larger batches are slower: they do not stay in the caches of a processor.
  private static final int BATCH_BYTES = 256 << 10;

  private final CacheBackend backend;
  private final EntryCodec codec;
  private final PendingEvents events;

  CheckedRecords(CacheBackend backend, EntryCodec codec, PendingEvents events) {
    this.backend = backend;
    this.codec = codec;
    this.events = events;
  }

  /** The record that an entry is kept as. */
  StoredRecord encode(String key, CacheEntry entry) {
    byte[] keyBytes = EntryKey.bytes(key);
    return new StoredRecord(keyBytes, codec.encode(keyBytes, entry));
  }

  void put(StoredRecord stored) throws IOException {
    backend.putAll(List.of(stored));
  }

  void putAll(Collection<StoredRecord> all) throws IOException {
    List<StoredRecord> batch = new ArrayList<>();
    long bytes = 0;
    for (StoredRecord stored : all) {
      batch.add(stored);
      bytes += stored.size();
      if (bytes >= BATCH_BYTES) {
        backend.putAll(List.copyOf(batch));
        batch.clear();
        bytes = 0;
      }
    }
    if (!batch.isEmpty()) {
      backend.putAll(batch);
    }
  }

  void remove(String key) throws IOException {
    backend.remove(EntryKey.bytes(key));
  }

  void clear() throws IOException {
    backend.clear();
  }

  /** The entry of a key that there has to be one of; empty if it was damaged. */
  Optional<CacheEntry> get(String key) throws IOException {
    byte[] keyBytes = EntryKey.bytes(key);
    try {
      Optional<byte[]> bytes = backend.get(keyBytes);
      if (bytes.isPresent()) {
        return Optional.of(codec.decode(keyBytes, bytes.get()));
      }
      throw new DamagedRecord("the record of an entry is missing");
    } catch (DamagedRecord | WrongKey e) {
      events.add(new Damaged(Part.ENTRY, Optional.of(key), PendingEvents.reason(e)));
      backend.remove(keyBytes);
      return Optional.empty();
    }
  }

  /**
   * Reads all records; takes away what has expired, too.
   *
   * @throws WrongKey if one that has not expired needs a key that is not there
   */
  List<Indexed> load(Instant now) throws IOException {
    List<Indexed> found = new ArrayList<>();
    List<byte[]> dead = new ArrayList<>();
    backend.forEach(
        stored -> {
          try {
            if (now.isBefore(codec.expiresAt(stored.key(), stored.bytes()))) {
              found.add(checked(stored));
            } else {
              dead.add(stored.key());
            }
          } catch (DamagedRecord | CharacterCodingException e) {
            dead.add(stored.key());
            events.add(new Damaged(Part.ENTRY, text(stored.key()), PendingEvents.reason(e)));
          }
        });
    for (byte[] key : dead) {
      backend.remove(key);
    }
    return found;
  }

  @Override
  public void close() throws IOException {
    backend.close();
  }

  private Indexed checked(StoredRecord stored) throws IOException {
    CacheEntry entry = codec.decode(stored.key(), stored.bytes());
    return new Indexed(EntryKey.text(stored.key()), stored.size(), entry.expiresAt());
  }

  private static Optional<String> text(byte[] key) {
    try {
      return Optional.of(EntryKey.text(key));
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
