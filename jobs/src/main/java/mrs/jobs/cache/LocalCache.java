package mrs.jobs.cache;

import java.io.Closeable;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import mrs.jobs.config.CacheConfig;
import mrs.jobs.messages.Problem;
import mrs.resilience.cache.CacheSettings;
import mrs.resilience.cache.CacheStore;
import mrs.resilience.cache.ReopenPolicy;
import mrs.resilience.cache.Watermarks;
import mrs.resilience.cache.backend.BackendOpener;
import mrs.resilience.cache.backend.RocksBackend;
import mrs.resilience.cache.codec.WrongKey;
import mrs.resilience.folder.Folder;
import mrs.resilience.folder.LocalFolder;

/**
 * The cache on this machine's disk, for one process at a time. A disk that fails costs what is in
 * it, never what it is used for: the cache goes on in memory.
 */
public final class LocalCache implements Closeable {
  private static final String LOCK = "lock";

  private final CacheFolders folders;
  private final Folder folder;
  private final Closeable lock;
  private final CacheStore store;
  private final TellCacheEvents events;
  private final InstantSource clock;
  private long noRoom;

  private LocalCache(
      CacheFolders folders,
      Folder folder,
      Closeable lock,
      CacheStore store,
      TellCacheEvents events,
      InstantSource clock) {
    this.folders = folders;
    this.folder = folder;
    this.lock = lock;
    this.store = store;
    this.events = events;
    this.clock = clock;
  }

  /**
   * What a cache needs of its surroundings.
   *
   * @param people is given a line for each warning
   */
  public record Surroundings(
      Map<String, String> environment, InstantSource clock, Consumer<String> people) {}

  /**
   * Opens it; makes it where there is none.
   *
   * @throws CacheTaken if another process uses it
   * @throws IOException if its folder cannot be made or written to
   * @throws Problem if what is in it needs keys that are not given
   */
  public static LocalCache open(CacheFolders folders, CacheConfig config, Surroundings with)
      throws IOException {
    Folder folder = LocalFolder.open(folders.root());
    Closeable lock = lock(folders, folder);
    try {
      TellCacheEvents events = new TellCacheEvents(with.clock(), with.people());
      CacheStore store =
          CacheStore.open(
              settings(config),
              opener(folders),
              CacheCodecs.of(config, with.environment()),
              with.clock(),
              events);
      return new LocalCache(folders, folder, lock, store, events, with.clock());
    } catch (WrongKey e) {
      lock.close();
      throw Problem.refused(
          "the cache in " + folders.root() + " cannot be read: " + e.getMessage(),
          "keys are given in " + CacheCodecs.VARIABLE + "; 'mrs cache clear' clears it");
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  static Closeable lock(CacheFolders folders, Folder folder) throws IOException {
    return folder.lock(LOCK).orElseThrow(() -> new CacheTaken(folders));
  }

  static BackendOpener opener(CacheFolders folders) {
    return RocksBackend.opener(folders.store());
  }

  private static CacheSettings settings(CacheConfig config) {
    Watermarks memory = CacheSettings.DEFAULT.memory();
    return new CacheSettings(
        config.ttl(),
        new Watermarks(config.highBytes(), config.lowBytes()),
        new Watermarks(
            Math.min(memory.high(), config.highBytes()), Math.min(memory.low(), config.lowBytes())),
        ReopenPolicy.DEFAULT);
  }

  /** The entries. */
  public CacheStore store() {
    return store;
  }

  /** Where its parts lie. */
  public CacheFolders folders() {
    return folders;
  }

  /** Whether it is on the disk, and not in memory for want of it. */
  boolean isOnDisk() {
    return store.nextTry().isEmpty();
  }

  /** Notes that so many files are not kept, as there is no room for them. */
  public void hasNoRoomFor(long files) {
    noRoom += files;
  }

  /** Closes it, and notes what it did. */
  @Override
  public void close() throws IOException {
    try (Closeable releasing = lock;
        CacheStore closing = store) {
      CacheActivity.read(folder)
          .and(closing.stats(), noRoom, events.away(), clock.instant())
          .write(folder);
    }
  }
}
