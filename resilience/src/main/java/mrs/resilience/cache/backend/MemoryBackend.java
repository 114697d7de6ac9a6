package mrs.resilience.cache.backend;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Records in memory. A plain sorted map and not Caffeine: what goes first is decided by the cache,
 * in one way for all backends and the same on every run, while Caffeine admits and evicts by
 * frequency and in its own time.
 */
public final class MemoryBackend implements CacheBackend {
  private final TreeMap<byte[], byte[]> records = new TreeMap<>(Arrays::compareUnsigned);

  /** Opens a new, empty one each time. */
  public static BackendOpener opener() {
    return new BackendOpener() {
      @Override
      public CacheBackend open() {
        return new MemoryBackend();
      }

      @Override
      public void wipe() {}
    };
  }

  @Override
  public Optional<byte[]> get(byte[] key) {
    return Optional.ofNullable(records.get(key));
  }

  @Override
  public void putAll(List<StoredRecord> puts) {
    puts.forEach(put -> records.put(put.key(), put.bytes()));
  }

  @Override
  public void remove(byte[] key) {
    records.remove(key);
  }

  @Override
  public void clear() {
    records.clear();
  }

  @Override
  public void forEach(Visitor visitor) throws IOException {
    for (Map.Entry<byte[], byte[]> record : records.entrySet()) {
      visitor.visit(new StoredRecord(record.getKey(), record.getValue()));
    }
  }

  @Override
  public void close() {
    records.clear();
  }
}
