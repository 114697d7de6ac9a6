package mrs.resilience.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import mrs.resilience.cache.backend.Backends;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever becomes of the files of a store after a kill, a cache over it gives what was put or
 * nothing, and works on, on the disk again at the latest when it has been tried as often as its
 * policy says.
 *
 * <p>{@code -Dmrs.cache.files=N} damages N stores of each kind (20 by default): a flipped bit in
 * half of them, a file that was cut, emptied or lost in the others.
 */
class BrokenFilesFaultTest {
  private static final int STORES = Integer.getInteger("mrs.cache.files", 20);
  private static final int ENTRIES = 400;

  @TempDir private Path temporary;

  private final OpenedCaches caches = new OpenedCaches();

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MEMORY")
  void aDamagedFileGivesNoWrongValue(Backends kind) throws IOException {
    Path killed = temporary.resolve("killed");
    build(kind, temporary.resolve("open"), killed);
    Random random = new Random(12);
    long given = 0;
    for (int store = 0; store < STORES; store++) {
      Path damaged = temporary.resolve("damaged" + store);
      copy(killed, damaged);
      damage(damaged, random);
      given += use(kind, damaged);
      delete(damaged);
    }
    assertThat(given).isPositive();
  }

  /** Gives how many values came back. */
  private long use(Backends kind, Path folder) throws IOException {
    caches.opener = kind.opener(folder);
    long given = 0;
    CacheStore cache = caches.open();
    for (int at = 0; at < ENTRIES; at++) {
      String got = OpenedCaches.get(cache, "key" + at);
      assertThat(got).isIn("none", value(at), older(at));
      given += got.equals("none") ? 0 : 1;
    }
    for (int tries = 0; tries < 10; tries++) {
      OpenedCaches.put(cache, "after", "all");
      assertThat(OpenedCaches.get(cache, "after")).isEqualTo("all");
      caches.clock.move(Duration.ofSeconds(5));
    }
    caches.clock.move(Duration.ofSeconds(-50));
    OpenedCaches.put(cache, "after", "all");
    assertThat(cache.nextTry()).isEmpty();
    cache.close();
    try (CacheStore again = caches.open()) {
      assertThat(OpenedCaches.get(again, "after")).isEqualTo("all");
    }
    return given;
  }

  /** Some entries in tables, some in the log, half of them put twice; as a kill leaves it. */
  private void build(Backends kind, Path folder, Path killed) throws IOException {
    caches.opener = kind.opener(folder);
    for (int round = 0; round < 2; round++) {
      try (CacheStore cache = caches.open()) {
        for (int at = round * ENTRIES / 2; at < ENTRIES; at++) {
          cache.put("key" + at, (round == 0 ? older(at) : value(at)).getBytes(UTF_8));
        }
      }
    }
    try (CacheStore cache = caches.open()) {
      for (int at = 0; at < ENTRIES; at += 2) {
        OpenedCaches.put(cache, "key" + at, value(at));
      }
      copy(folder, killed);
    }
  }

  private static void damage(Path folder, Random random) throws IOException {
    List<Path> files = files(folder).stream().filter(file -> size(file) > 0).sorted().toList();
    Path file = files.get(random.nextInt(files.size()));
    try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
      long at = random.nextLong(content.length());
      switch (random.nextInt(6)) {
        case 0 -> content.setLength(at);
        case 1 -> content.setLength(0);
        case 2 -> Files.delete(file);
        default -> {
          content.seek(at);
          int before = content.read();
          content.seek(at);
          content.write(before ^ (1 << random.nextInt(8)));
        }
      }
    }
  }

  private static String value(int at) {
    return "value".repeat(20) + at;
  }

  private static String older(int at) {
    return "older".repeat(20) + at;
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectory(to);
    for (Path file : files(from)) {
      Files.copy(file, to.resolve(file.getFileName()));
    }
  }

  private static void delete(Path folder) throws IOException {
    for (Path file : files(folder)) {
      Files.delete(file);
    }
    Files.delete(folder);
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
