package mrs.jobs.ingest.remote;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import mrs.jobs.cache.LocalCache;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.disk.FolderTree;
import mrs.jobs.ingest.feed.FeedAccess;
import mrs.jobs.ingest.feed.FeedFile;
import mrs.jobs.ingest.feed.FeedFolder;
import mrs.jobs.ingest.feed.FeedScan;
import mrs.resilience.breaker.CircuitBreaker;
import mrs.resilience.call.RetryCalls;
import mrs.resilience.call.TimeLimit;
import org.apache.hadoop.conf.Configuration;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reaches feed folders for one ingest: a path as ever, a URI through the cache. The cache is opened
 * for the first URI. Not for several threads; the caller holds the writer's lock.
 */
public final class RemoteFeeds implements FeedAccess, Closeable {
  private static final Logger LOG = LogManager.getLogger(RemoteFeeds.class);

  private final MrsConfig config;
  private final CacheOpener opener;
  private final Surroundings with;
  private final Map<FeedFile, Copy> copies = new HashMap<>();
  private @Nullable LocalCache cache;

  /** Opens the cache; empty where there is to be none, which it has told people. */
  @FunctionalInterface
  public interface CacheOpener {
    /**
     * Opens it.
     *
     * @throws IOException if it cannot be used
     */
    Optional<LocalCache> open() throws IOException;
  }

  /**
   * What it needs of its surroundings.
   *
   * @param breakers the breaker around a file system, by the name of the component
   * @param pause waits between two tries
   * @param people is given a line for what they wait for
   */
  public record Surroundings(
      InstantSource clock,
      Function<String, CircuitBreaker> breakers,
      Consumer<Duration> pause,
      Consumer<String> people) {}

  /** Where a file was copied from. */
  private record Copy(String folder, RemoteFile file) {}

  /** With the time limit, the tries and the cache of {@code config}. */
  public RemoteFeeds(MrsConfig config, CacheOpener opener, Surroundings with) {
    this.config = config;
    this.opener = opener;
    this.with = with;
  }

  @Override
  public FeedScan scan(String folder, Configuration hadoop, BiPredicate<FeedScan, FeedFile> isIn) {
    if (!RemoteFolder.isRemote(folder)) {
      return FeedFolder.scan(folder, hadoop);
    }
    RemoteFolder remote = RemoteFolder.of(folder);
    RemoteCalls calls = calls(with.breakers().apply(remote.fileSystem()));
    Optional<LocalCache> found = cache();
    if (found.isEmpty()) {
      return new ListRemote(remote, calls, hadoop).orRefuse();
    }
    CachedCopies cached = new CachedCopies(found.get().store());
    CopyFiles copying =
        new CopyFiles(cached, found.get().folders().staging(), calls, hadoop, with.clock());
    ReadRemote read =
        new ReadRemote(
            remote, new ListRemote(remote, calls, hadoop), copying, room(), with.people());
    FeedScan scan = read.apply(isIn);
    found.get().hasNoRoomFor(read.direct());
    read.staged().forEach((file, origin) -> copies.put(file, new Copy(folder, origin)));
    return scan;
  }

  private RemoteCalls calls(CircuitBreaker breaker) {
    return new RemoteCalls(
        breaker,
        new RetryCalls(config.retry().attempts(), config.retry().delay(), with.pause()),
        new TimeLimit("call to " + breaker.name(), config.cache().timeout()));
  }

  /** Their copies go, and so does their mention as pending, which goes first. */
  @Override
  public void landed(Collection<FeedFile> files) {
    List<Copy> gone =
        files.stream().flatMap(f -> Optional.ofNullable(copies.get(f)).stream()).toList();
    if (gone.isEmpty() || cache == null) {
      return;
    }
    CachedCopies cached = new CachedCopies(cache.store());
    for (String folder : gone.stream().map(Copy::folder).distinct().toList()) {
      Set<RemoteFile> in =
          gone.stream()
              .filter(c -> c.folder().equals(folder))
              .map(Copy::file)
              .collect(Collectors.toSet());
      cached.putPending(
          folder, cached.pending(folder).stream().filter(f -> !in.contains(f)).toList());
    }
    gone.forEach(copy -> cached.evict(copy.file()));
  }

  /** What is beyond this is read directly: it would push out of the cache what is needed next. */
  private long room() {
    return config.cache().lowBytes();
  }

  private Optional<LocalCache> cache() {
    if (cache == null) {
      try {
        Optional<LocalCache> opened = opener.open();
        if (opened.isEmpty()) {
          return opened;
        }
        cache = opened.get();
        FolderTree.delete(cache.folders().staging());
      } catch (IOException e) {
        LOG.warn("the cache cannot be used", e);
        with.people()
            .accept(
                "warning: the feed is read without a cache, so that it has to stay there until the"
                    + " ingest ends: "
                    + e.getMessage());
        return Optional.empty();
      }
    }
    return Optional.of(cache);
  }

  /** Closes the cache; what was staged goes. */
  @Override
  public void close() {
    if (cache == null) {
      return;
    }
    try (LocalCache closing = cache) {
      FolderTree.delete(closing.folders().staging());
    } catch (IOException e) {
      LOG.warn("the cache cannot be closed; the next ingest finds it as it is", e);
    }
    cache = null;
  }
}
