package mrs.resilience.cache.backend;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import mrs.resilience.cache.codec.DamagedRecord;

/**
 * Keeps records by key. What was put outlasts a kill of the process (in memory it does not); after
 * a power cut the newest changes may be missing. For one thread at a time.
 *
 * <p>After any {@link IOException} but {@link DamagedRecord} nothing is certain about the whole
 * backend: it is closed and opened again, by {@link BackendOpener}.
 */
public interface CacheBackend extends Closeable {

  /**
   * The record of {@code key}.
   *
   * @throws DamagedRecord if this one cannot be read, which says nothing about others
   */
  Optional<byte[]> get(byte[] key) throws IOException;

  /** Keeps all of these, or, after a kill, none; each in place of what its key had. */
  void putAll(List<StoredRecord> records) throws IOException;

  /** Takes a record away; nothing happens where there is none. */
  void remove(byte[] key) throws IOException;

  /** Takes all records away. */
  void clear() throws IOException;

  /** Shows all records to {@code visitor}, in the order of their keys. */
  void forEach(Visitor visitor) throws IOException;

  /** Who looks at records. */
  @FunctionalInterface
  interface Visitor {
    /** Looks at one; must not use the backend. */
    void visit(StoredRecord stored) throws IOException;
  }
}
