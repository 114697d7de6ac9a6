package mrs.resilience.cache;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import mrs.resilience.cache.backend.CacheBackend;
import mrs.resilience.cache.backend.MemoryBackend;
import mrs.resilience.cache.backend.StoredRecord;

/**
 * Stands in for a broken backend: records in memory, and which keys were put or taken away since.
 * What the broken one has of these is out of date, and has to go before it is used again.
 */
final class ChangedKeys implements CacheBackend {
  private static final int MOST = 100_000;

  private final CacheBackend memory = new MemoryBackend();
  private final TreeSet<byte[]> changed = new TreeSet<>(Arrays::compareUnsigned);
  private boolean all;

  /** Takes out of {@code backend} what is out of date; all of it where too much has changed. */
  void removeFrom(CacheBackend backend) throws IOException {
    if (all) {
      backend.clear();
    }
    for (byte[] key : changed) {
      backend.remove(key);
    }
  }

  @Override
  public Optional<byte[]> get(byte[] key) throws IOException {
    return memory.get(key);
  }

  @Override
  public void putAll(List<StoredRecord> records) throws IOException {
    memory.putAll(records);
    records.forEach(put -> note(put.key()));
  }

  @Override
  public void remove(byte[] key) throws IOException {
    memory.remove(key);
    note(key);
  }

  @Override
  public void clear() throws IOException {
    memory.clear();
    noteAll();
  }

  @Override
  public void forEach(Visitor visitor) throws IOException {
    memory.forEach(visitor);
  }

  @Override
  public void close() throws IOException {
    memory.close();
  }

  private void note(byte[] key) {
    if (!all && changed.add(key) && changed.size() > MOST) {
      noteAll();
    }
  }

  private void noteAll() {
    all = true;
    changed.clear();
  }
}
