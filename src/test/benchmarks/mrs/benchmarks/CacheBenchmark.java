package mrs.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mrs.resilience.cache.CacheSettings;
import mrs.resilience.cache.CacheStore;
import mrs.resilience.cache.backend.BackendOpener;
import mrs.resilience.cache.backend.MemoryBackend;
import mrs.resilience.cache.backend.RocksBackend;
import mrs.resilience.cache.backend.SqliteBackend;
import mrs.resilience.cache.codec.ChecksummedCodec;
import mrs.resilience.cache.codec.EncryptedCodec;
import mrs.resilience.cache.codec.EncryptionKey;
import mrs.resilience.cache.codec.EntryCodec;
import mrs.resilience.cache.codec.KeyRing;
import mrs.resilience.cache.codec.NonceSource;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What a put, a get and the hydration of a snapshot cost, by backend and codec. To be held: p50 of
 * put and get 20 µs in memory and 50 µs in RocksDB, hydration 5 ms a megabyte.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class CacheBenchmark {
  private static final int KEYS = 20_000;
  private static final int MEGABYTE = 1_000_000;

  /** Where records are. */
  @Param({"memory", "rocksdb", "sqlite"})
  public String backend = "memory";

  /** How they are written. */
  @Param({"checksummed", "encrypted"})
  public String codec = "checksummed";

  /** How large a value is. */
  @Param({"1024", "16384"})
  public int bytes = 1024;

  private final SplittableRandom random = new SplittableRandom(12);
  private Path folder = Path.of("");
  private byte[] value = new byte[0];
  private byte[] megabyte = new byte[0];
  private CacheStore cache;
  private CacheStore empty;

  /** Runs all of them. */
  @Test
  void all() throws Exception {
    new Runner(new OptionsBuilder().include(CacheBenchmark.class.getName()).build()).run();
  }

  /** Opens a cache that has all keys, one that has none, and takes a snapshot of a megabyte. */
  @Setup
  public void open() throws IOException {
    folder = Files.createTempDirectory("cache-benchmark");
    value = new byte[bytes];
    random.nextBytes(value);
    try (CacheStore small = open(MemoryBackend.opener())) {
      for (int i = 0; i < MEGABYTE / bytes; i++) {
        small.put("key" + i, value);
      }
      megabyte = small.snapshot().bytes();
    }
    cache = open(opener("full"));
    for (int i = 0; i < KEYS; i++) {
      cache.put("key" + i, value);
    }
    empty = open(opener("empty"));
  }

  /** Closes and deletes them. */
  @TearDown
  public void close() throws IOException {
    cache.close();
    empty.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** A put of a key that is there. */
  @Benchmark
  public boolean put() {
    return cache.put("key" + random.nextInt(KEYS), value);
  }

  /** A get of a key that is there. */
  @Benchmark
  public Optional<byte[]> get() {
    return cache.get("key" + random.nextInt(KEYS));
  }

  /** What is hydrated into. */
  @State(Scope.Thread)
  public static class Emptied {
    /** Takes what the hydration before has put. */
    @Setup(Level.Invocation)
    public void clear(CacheBenchmark benchmark) {
      benchmark.empty.clear();
    }
  }

  /** Hydration of a megabyte: 5,000 µs of it are 5 ms a megabyte. */
  @Benchmark
  public int hydrateMegabyte(Emptied emptied) {
    return empty.hydrate(megabyte);
  }

  private CacheStore open(BackendOpener opener) throws IOException {
    return CacheStore.open(
        CacheSettings.DEFAULT, opener, codec(), InstantSource.system(), event -> {});
  }

  private BackendOpener opener(String name) {
    return switch (backend) {
      case "memory" -> MemoryBackend.opener();
      case "rocksdb" -> RocksBackend.opener(folder.resolve(name));
      case "sqlite" -> SqliteBackend.opener(folder.resolve(name));
      default ->
          throw new IllegalArgumentException(
              String.format(Locale.ROOT, "there is no backend %s", backend));
    };
  }

  private EntryCodec codec() {
    if (codec.equals("checksummed")) {
      return new ChecksummedCodec();
    }
    EncryptionKey key = new EncryptionKey("benchmark", new byte[EncryptionKey.BYTES]);
    return new EncryptedCodec(
        "benchmark", new KeyRing(List.of(key)), new NonceSource(new SecureRandom()));
  }
}
