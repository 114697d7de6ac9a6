package mrs.resilience.cache;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import mrs.resilience.cache.backend.BackendOpener;
import mrs.resilience.cache.backend.CacheBackend;
import mrs.resilience.cache.backend.StoredRecord;

/** A backend whose records outlast it, and which breaks when a test says so. */
final class BreakingBackend implements BackendOpener {
  final TreeMap<byte[], byte[]> records = new TreeMap<>(Arrays::compareUnsigned);
  int opened;
  int closed;
  int wiped;
  private Fault fault = operation -> {};

  /** What can break; after a put or a removal it was done all the same. */
  enum Operation {
    OPEN,
    GET,
    PUT,
    AFTER_PUT,
    REMOVE,
    AFTER_REMOVE,
    CLEAR,
    FOR_EACH,
    CLOSE,
    WIPE
  }

  /** Throws what an operation is to fail with. */
  @FunctionalInterface
  interface Fault {
    void before(Operation operation) throws IOException;
  }

  /** Everything fails from now on. */
  void breakDown() {
    fail(
        operation -> {
          throw new IOException("the disk is gone");
        });
  }

  /** Nothing fails any more. */
  void mend() {
    fail(operation -> {});
  }

  /** Has {@code other} asked before each operation. */
  void fail(Fault other) {
    fault = other;
  }

  @Override
  public CacheBackend open() throws IOException {
    fault.before(Operation.OPEN);
    opened++;
    return new Opened();
  }

  @Override
  public void wipe() throws IOException {
    fault.before(Operation.WIPE);
    if (opened > closed) {
      throw new IOException("in use");
    }
    wiped++;
    records.clear();
  }

  /** It, until it is closed. */
  private final class Opened implements CacheBackend {
    private boolean over;

    @Override
    public Optional<byte[]> get(byte[] key) throws IOException {
      before(Operation.GET);
      return Optional.ofNullable(records.get(key));
    }

    @Override
    public void putAll(List<StoredRecord> puts) throws IOException {
      for (StoredRecord put : puts) {
        before(Operation.PUT);
        records.put(put.key(), put.bytes());
        before(Operation.AFTER_PUT);
      }
    }

    @Override
    public void remove(byte[] key) throws IOException {
      before(Operation.REMOVE);
      records.remove(key);
      before(Operation.AFTER_REMOVE);
    }

    @Override
    public void clear() throws IOException {
      before(Operation.CLEAR);
      records.clear();
    }

    @Override
    public void forEach(Visitor visitor) throws IOException {
      before(Operation.FOR_EACH);
      for (byte[] key : List.copyOf(records.keySet())) {
        visitor.visit(new StoredRecord(key, records.get(key)));
      }
    }

    @Override
    public void close() throws IOException {
      if (!over) {
        over = true;
        closed++;
        fault.before(Operation.CLOSE);
      }
    }

    private void before(Operation operation) throws IOException {
      if (over) {
        throw new IOException("closed");
      }
      fault.before(operation);
    }
  }
}
