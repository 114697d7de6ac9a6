package mrs.resilience.cache.backend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every backend has to do. */
class CacheBackendTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void givesWhatWasPutLast(Backends kind) throws IOException {
    try (CacheBackend backend = kind.opener(folder).open()) {
      put(backend, "a", "1");
      put(backend, "b", "2");
      put(backend, "a", "3");

      assertThat(get(backend, "a")).isEqualTo("3");
      assertThat(get(backend, "b")).isEqualTo("2");
      assertThat(get(backend, "c")).isEqualTo("none");
      assertThat(get(backend, "")).isEqualTo("none");
    }
  }

  @ParameterizedTest
  @EnumSource
  void takesRecordsAway(Backends kind) throws IOException {
    try (CacheBackend backend = kind.opener(folder).open()) {
      put(backend, "a", "1");
      put(backend, "b", "2");
      backend.remove(bytes("a"));
      backend.remove(bytes("absent"));

      assertThat(all(backend)).containsExactly("b=2");
    }
  }

  @ParameterizedTest
  @EnumSource
  void takesAllRecordsAway(Backends kind) throws IOException {
    try (CacheBackend backend = kind.opener(folder).open()) {
      put(backend, "a", "1");
      put(backend, "\u00ff".repeat(1024), "2");
      backend.clear();
      assertThat(all(backend)).isEmpty();

      put(backend, "a", "3");
      assertThat(all(backend)).containsExactly("a=3");
    }
  }

  @ParameterizedTest
  @EnumSource
  void showsRecordsInTheOrderOfTheirKeysAsUnsignedBytes(Backends kind) throws IOException {
    try (CacheBackend backend = kind.opener(folder).open()) {
      backend.putAll(List.of(record("\u00ff", "5"), record("b", "3"), record("\u0080", "4")));
      backend.putAll(List.of(record("a", "1"), record("a\u0000", "2")));
      backend.putAll(List.of());

      assertThat(all(backend)).containsExactly("a=1", "a\u0000=2", "b=3", "\u0080=4", "\u00ff=5");
    }
  }

  @ParameterizedTest
  @EnumSource
  void takesLargeAndEmptyRecords(Backends kind) throws IOException {
    byte[] large = new byte[3_000_000];
    new Random(1).nextBytes(large);
    try (CacheBackend backend = kind.opener(folder).open()) {
      backend.putAll(
          List.of(
              new StoredRecord(bytes("large"), large), new StoredRecord(bytes("no"), bytes(""))));

      assertThat(backend.get(bytes("large")).orElseThrow()).isEqualTo(large);
      assertThat(backend.get(bytes("no")).orElseThrow()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MEMORY")
  void keepsRecordsOverARestart(Backends kind) throws IOException {
    BackendOpener opener = kind.opener(folder);
    try (CacheBackend backend = opener.open()) {
      put(backend, "a", "1");
      put(backend, "b", "2");
      backend.remove(bytes("a"));
    }
    try (CacheBackend backend = opener.open()) {
      assertThat(all(backend)).containsExactly("b=2");
    }
    opener.wipe();
    try (CacheBackend backend = opener.open()) {
      assertThat(all(backend)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MEMORY")
  void isOpenOnce(Backends kind) throws IOException {
    BackendOpener opener = kind.opener(folder);
    try (CacheBackend backend = opener.open()) {
      put(backend, "a", "1");

      assertThatThrownBy(opener::open)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("in use");
      assertThatThrownBy(opener::wipe)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("in use");
      assertThat(get(backend, "a")).isEqualTo("1");
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MEMORY")
  void failsOnceItIsClosed(Backends kind) throws IOException {
    CacheBackend backend = kind.opener(folder).open();
    backend.close();
    backend.close();

    assertThatThrownBy(() -> get(backend, "a")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> put(backend, "a", "1")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> backend.remove(bytes("a"))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> all(backend)).isInstanceOf(IOException.class);
    assertThatThrownBy(backend::clear).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @EnumSource
  void doesWhatASortedMapDoes(Backends kind) throws IOException {
    Random random = new Random(4);
    TreeMap<String, String> model = new TreeMap<>();
    try (CacheBackend backend = kind.opener(folder).open()) {
      for (int step = 0; step < 2_000; step++) {
        String key = "k" + random.nextInt(40);
        switch (random.nextInt(5)) {
          case 0 -> {
            backend.remove(bytes(key));
            model.remove(key);
          }
          case 1 -> assertThat(get(backend, key)).isEqualTo(model.getOrDefault(key, "none"));
          default -> {
            put(backend, key, "v" + step);
            model.put(key, "v" + step);
          }
        }
      }
      assertThat(all(backend))
          .isEqualTo(model.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
    }
  }

  private static void put(CacheBackend backend, String key, String value) throws IOException {
    backend.putAll(List.of(record(key, value)));
  }

  private static String get(CacheBackend backend, String key) throws IOException {
    return backend.get(bytes(key)).map(value -> new String(value, ISO_8859_1)).orElse("none");
  }

  private static List<String> all(CacheBackend backend) throws IOException {
    List<String> all = new ArrayList<>();
    List<byte[]> keys = new ArrayList<>();
    backend.forEach(
        stored -> {
          all.add(
              new String(stored.key(), ISO_8859_1) + "=" + new String(stored.bytes(), ISO_8859_1));
          keys.add(stored.key());
        });
    assertThat(keys).isSortedAccordingTo(Arrays::compareUnsigned);
    return all;
  }

  private static StoredRecord record(String key, String value) {
    return new StoredRecord(bytes(key), bytes(value));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
