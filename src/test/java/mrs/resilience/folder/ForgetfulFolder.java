package mrs.resilience.folder;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * A folder in memory that forgets what was not synced when its power is cut: bytes that were
 * appended, names that were given or taken. What a cut leaves of these is drawn: each change of
 * names whole or not at all, of each file any number of its last bytes, some of them as zeros.
 * Bytes whose sync failed are zeros after a cut, even if a later sync succeeded.
 */
public final class ForgetfulFolder implements Folder {
  private static final String POWER_IS_OFF = "the power is off";

  private final Map<String, StoredFile> durable = new TreeMap<>();
  private final Map<String, StoredFile> names = new TreeMap<>();
  private final List<Map<String, Optional<StoredFile>>> pending = new ArrayList<>();
  private final Set<String> locks = new HashSet<>();
  private Fault fault = (operation, name) -> {};
  private long capacity = Long.MAX_VALUE;
  private boolean off;

  /** What happens before an operation on a file (or on the folder, with the name {@code ""}). */
  @FunctionalInterface
  public interface Fault {
    /** Throws what the operation is to fail with. */
    void before(Operation operation, String name) throws IOException;
  }

  /** What can fail. */
  public enum Operation {
    READ,
    CREATE,
    WRITE,
    SYNC,
    SYNC_NAMES,
    TRUNCATE,
    MOVE,
    DELETE,
    LOCK
  }

  /** Has {@code other} asked before each operation. */
  public void fail(Fault other) {
    fault = other;
  }

  /** How many bytes all files together can have. */
  public void capacity(long bytes) {
    capacity = bytes;
  }

  /** Cuts the power: nothing works any more in this folder; the one returned has what is left. */
  public synchronized ForgetfulFolder afterPowerCut(RandomGenerator random) {
    off = true;
    Map<String, StoredFile> left = new TreeMap<>(durable);
    for (Map<String, Optional<StoredFile>> change : pending) {
      if (random.nextBoolean()) {
        apply(change, left);
      }
    }
    ForgetfulFolder after = new ForgetfulFolder();
    Map<StoredFile, StoredFile> copies = new HashMap<>();
    left.forEach(
        (name, file) ->
            after.names.put(name, copies.computeIfAbsent(file, f -> f.afterPowerCut(random))));
    after.durable.putAll(after.names);
    after.capacity = capacity;
    return after;
  }

  /** Flips one bit of a file, as a failing disk does. */
  public synchronized void flipBit(String name, long bit) throws IOException {
    file(name).content[Math.toIntExact(bit / 8)] ^= (byte) (1 << (bit % 8));
  }

  /** The same files in another folder, all of them on its disk: what a test may damage. */
  public synchronized ForgetfulFolder copy() {
    ForgetfulFolder copy = new ForgetfulFolder();
    names.forEach((name, file) -> copy.names.put(name, file.copy()));
    copy.durable.putAll(copy.names);
    return copy;
  }

  @Override
  public synchronized List<String> names() throws IOException {
    before(Operation.READ, "");
    return List.copyOf(names.keySet());
  }

  @Override
  public synchronized long size(String name) throws IOException {
    return file(name).size;
  }

  @Override
  public synchronized int read(String name, long from, ByteBuffer into) throws IOException {
    before(Operation.READ, name);
    StoredFile file = file(name);
    int length = (int) Math.max(0, Math.min(into.remaining(), file.size - from));
    into.put(file.content, (int) Math.min(from, file.size), length);
    return length;
  }

  @Override
  public synchronized AppendFile create(String name) throws IOException {
    before(Operation.CREATE, name);
    if (names.containsKey(name)) {
      throw new FileAlreadyExistsException(name);
    }
    StoredFile file = new StoredFile();
    change(Map.of(name, Optional.of(file)));
    return new Appending(name, file);
  }

  @Override
  public synchronized AppendFile append(String name) throws IOException {
    before(Operation.READ, name);
    return new Appending(name, file(name));
  }

  @Override
  public synchronized void truncate(String name, long size) throws IOException {
    before(Operation.TRUNCATE, name);
    file(name).truncate((int) size);
  }

  @Override
  public synchronized void move(String from, String to) throws IOException {
    before(Operation.MOVE, from);
    StoredFile file = file(from);
    change(Map.of(from, Optional.empty(), to, Optional.of(file)));
  }

  @Override
  public synchronized void delete(String name) throws IOException {
    before(Operation.DELETE, name);
    if (names.containsKey(name)) {
      change(Map.of(name, Optional.empty()));
    }
  }

  @Override
  public synchronized void sync() throws IOException {
    before(Operation.SYNC_NAMES, "");
    durable.clear();
    durable.putAll(names);
    pending.clear();
  }

  @Override
  public synchronized long usableBytes() {
    return capacity - used();
  }

  @Override
  public synchronized Optional<Closeable> lock(String name) throws IOException {
    before(Operation.LOCK, name);
    if (!locks.add(name)) {
      return Optional.empty();
    }
    return Optional.of(() -> locks.remove(name));
  }

  private long used() {
    return names.values().stream().distinct().mapToLong(file -> file.size).sum();
  }

  private void before(Operation operation, String name) throws IOException {
    if (off) {
      throw new IOException(POWER_IS_OFF);
    }
    fault.before(operation, name);
  }

  private StoredFile file(String name) throws IOException {
    if (off) {
      throw new IOException(POWER_IS_OFF);
    }
    StoredFile file = names.get(name);
    if (file == null) {
      throw new NoSuchFileException(name);
    }
    return file;
  }

  private void change(Map<String, Optional<StoredFile>> change) {
    pending.add(change);
    apply(change, names);
  }

  private static void apply(
      Map<String, Optional<StoredFile>> change, Map<String, StoredFile> names) {
    change.forEach(
        (name, file) ->
            file.ifPresentOrElse(value -> names.put(name, value), () -> names.remove(name)));
  }

  /** A file that is written at its end. */
  private final class Appending implements AppendFile {
    private final String name;
    private final StoredFile file;

    private Appending(String name, StoredFile file) {
      this.name = name;
      this.file = file;
    }

    @Override
    public long size() {
      return file.size;
    }

    @Override
    public void write(ByteBuffer... buffers) throws IOException {
      synchronized (ForgetfulFolder.this) {
        before(Operation.WRITE, name);
        for (ByteBuffer buffer : buffers) {
          int fits = (int) Math.min(buffer.remaining(), Math.max(0, capacity - used()));
          byte[] bytes = new byte[fits];
          buffer.get(bytes);
          file.append(bytes);
          if (buffer.hasRemaining()) {
            throw new IOException("No space left on device");
          }
        }
      }
    }

    @Override
    public void sync() throws IOException {
      synchronized (ForgetfulFolder.this) {
        try {
          before(Operation.SYNC, name);
        } catch (IOException e) {
          file.syncFailed();
          throw e;
        }
        file.synced = file.size;
      }
    }

    @Override
    public void close() {}
  }
}
