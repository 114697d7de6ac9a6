package mrs.jobs.ingest.remote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mrs.jobs.breakers.Breakers;
import mrs.jobs.cache.CacheFolders;
import mrs.jobs.cache.LocalCache;
import mrs.jobs.config.ConfigFile;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.ingest.feed.FeedFile;
import mrs.jobs.ingest.feed.FeedScan;
import mrs.resilience.HandClock;
import mrs.resilience.breaker.BreakerPolicy;
import mrs.resilience.breaker.BreakerState;
import mrs.resilience.breaker.CircuitBreaker;
import org.apache.hadoop.conf.Configuration;

/**
 * Ingests without Spark: what is read is entered under its content, once. One process after the
 * other, over one cache folder, on a clock that stands still.
 */
final class FakeIngests {
  static final Duration LONG_AGO = Duration.ofHours(5);

  final HandClock clock = new HandClock();
  final Map<String, String> settings = new TreeMap<>();
  final Configuration hadoop = ShareFiles.install(new Configuration());
  final List<String> said = new ArrayList<>();

  /** What came in, in the order in which it did: name = content. */
  final List<String> landed = new ArrayList<>();

  final CircuitBreaker breaker =
      new CircuitBreaker(
          Breakers.FILE_SYSTEM + "share://",
          BreakerPolicy.USUAL,
          clock,
          BreakerState.UNUSED,
          moved -> {});

  final Path feed;
  private final Path folder;
  private Optional<RemoteFeeds> open = Optional.empty();

  FakeIngests(Path folder) {
    this.folder = folder;
    this.feed = folder.resolve("feed");
  }

  String address() {
    return ShareFiles.address(feed);
  }

  Path cacheFolder() {
    return folder.resolve("cache");
  }

  /** Puts a file into the feed that has not changed for long. */
  Path put(String name, String content) {
    return put(name, content, clock.instant().minus(LONG_AGO));
  }

  Path put(String name, String content, Instant modified) {
    try {
      Path file = feed.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
      return Files.setLastModifiedTime(file, FileTime.from(modified));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  MrsConfig config() {
    return ConfigFile.read(Path.of("conf/mrs.yaml"), settings);
  }

  RemoteFeeds feeds() {
    MrsConfig config = config();
    RemoteFeeds feeds =
        new RemoteFeeds(
            config,
            () ->
                Optional.of(
                    LocalCache.open(
                        new CacheFolders(cacheFolder()),
                        config.cache(),
                        new LocalCache.Surroundings(Map.of(), clock, said::add))),
            new RemoteFeeds.Surroundings(clock, name -> breaker, pause -> {}, said::add));
    open = Optional.of(feeds);
    return feeds;
  }

  /** Lists and copies; then the process is killed. */
  FeedScan copyOnly() {
    try (RemoteFeeds feeds = feeds()) {
      return feeds.scan(address(), hadoop, (all, file) -> false);
    }
  }

  /** A whole ingest. */
  FeedScan ingest() {
    try (RemoteFeeds feeds = feeds()) {
      FeedScan scan = feeds.scan(address(), hadoop, (all, file) -> false);
      for (FeedFile file : scan.files()) {
        String line = file.name() + "=" + read(file);
        if (landed.stream().noneMatch(l -> content(l).equals(content(line)))) {
          landed.add(line);
        }
      }
      feeds.landed(scan.files());
      return scan;
    }
  }

  /** How many entries the cache has, while no ingest is running. */
  long cached() throws IOException {
    MrsConfig config = config();
    try (LocalCache cache =
        LocalCache.open(
            new CacheFolders(cacheFolder()),
            config.cache(),
            new LocalCache.Surroundings(Map.of(), clock, said::add))) {
      return cache.store().stats().entries();
    }
  }

  /** Loses the second chunk of each pending copy. */
  void loseAChunk() throws IOException {
    MrsConfig config = config();
    try (LocalCache cache =
        LocalCache.open(
            new CacheFolders(cacheFolder()),
            config.cache(),
            new LocalCache.Surroundings(Map.of(), clock, said::add))) {
      new CachedCopies(cache.store())
          .pending(address())
          .forEach(file -> cache.store().evict("copy/" + file.id() + "/1"));
    }
  }

  /** Names and contents of what can be read. */
  List<String> read(FeedScan scan) {
    return scan.files().stream().map(f -> f.name() + "=" + read(f)).toList();
  }

  String read(FeedFile file) {
    try {
      var path = new org.apache.hadoop.fs.Path(URI.create(file.uri()));
      try (var in = path.getFileSystem(hadoop).open(path)) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String content(String line) {
    return line.substring(line.indexOf('=') + 1);
  }

  void close() {
    open.ifPresent(RemoteFeeds::close);
    ShareFiles.mend();
  }
}
