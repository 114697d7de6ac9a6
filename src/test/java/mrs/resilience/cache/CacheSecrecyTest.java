package mrs.resilience.cache;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import mrs.resilience.cache.backend.BackendOpener;
import mrs.resilience.cache.backend.Backends;
import mrs.resilience.cache.backend.CacheBackend;
import mrs.resilience.cache.backend.StoredRecord;
import mrs.resilience.cache.codec.CountedRandom;
import mrs.resilience.cache.codec.EncryptedCodec;
import mrs.resilience.cache.codec.EncryptionKey;
import mrs.resilience.cache.codec.KeyRing;
import mrs.resilience.cache.codec.NonceSource;
import mrs.resilience.folder.LocalFolder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Neither a value nor a key shows in a file, an event, a message or a text of an encrypted cache.
 */
class CacheSecrecyTest {
  private static final String VALUE = "canary-value-0123456789";
  private static final byte[] SECRET = "canary-key-abcdefghijklmnopqrstu".getBytes(UTF_8);

  @TempDir private Path temporary;

  private final OpenedCaches caches = new OpenedCaches();
  private final List<String> texts = new ArrayList<>();

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MEMORY")
  void nothingShows(Backends kind) throws IOException {
    Path folder = temporary.resolve("cache");
    EncryptionKey key = new EncryptionKey("2026", SECRET);
    KeyRing ring = new KeyRing(List.of(key));
    caches.codec = new EncryptedCodec("cache", ring, new NonceSource(new CountedRandom(1)));
    caches.opener = kind.opener(folder);
    SnapshotFile file =
        new SnapshotFile(LocalFolder.open(temporary.resolve("snapshots")), "one", caches.codec);
    use(file, folder);
    showErrors(caches.opener);

    for (Object shown : List.of(key, ring, caches.codec, file, caches.settings)) {
      texts.add(shown.toString());
    }
    caches.happened().forEach(event -> texts.add(event.toString()));
    assertThat(texts).hasSizeGreaterThan(60);
    for (String text : texts) {
      for (String trace : traces()) {
        assertThat(text.contains(trace)).as(text).isFalse();
      }
    }
  }

  /** Puts, replaces, damages, fails over and saves; reads all files, while open and when closed. */
  private void use(SnapshotFile file, Path folder) throws IOException {
    try (CacheStore cache = caches.open()) {
      for (int at = 0; at < 700; at++) {
        cache.put("entry" + at % 500, (VALUE + at).repeat(20).getBytes(UTF_8));
      }
      file.save(cache);
      assertThat(OpenedCaches.get(cache, "entry0")).startsWith("canary-");
      texts.add(cache.toString());
      texts.add(cache.stats().toString());
      texts.add(cache.snapshot().toString());
      readAll(folder);
    }
    readAll(folder);
    readAll(temporary.resolve("snapshots"));
  }

  private void showErrors(BackendOpener opener) throws IOException {
    try (CacheBackend raw = opener.open()) {
      List<StoredRecord> damaged = new ArrayList<>();
      raw.forEach(stored -> damaged.add(stored));
      for (int at = 0; at < 50; at++) {
        byte[] bytes = damaged.get(at).bytes().clone();
        bytes[at] ^= 1;
        raw.putAll(List.of(new StoredRecord(damaged.get(at).key(), bytes)));
        texts.add(printed(catchThrowable(() -> caches.codec.decode(new byte[] {1}, bytes))));
      }
    }
    caches.open().close();
    KeyRing other = new KeyRing(List.of(new EncryptionKey("2026", SECRET.clone()), wrong()));
    caches.codec = new EncryptedCodec("cache", new KeyRing(List.of(wrong())), nonces());
    texts.add(
        printed(
            catchThrowable(
                () ->
                    CacheStore.open(
                        caches.settings, opener, caches.codec, caches.clock, event -> {}))));
    texts.add(other.toString());
  }

  private static EncryptionKey wrong() {
    return new EncryptionKey("other", new byte[EncryptionKey.BYTES]);
  }

  private static NonceSource nonces() {
    return new NonceSource(new CountedRandom(2));
  }

  private void readAll(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        texts.add(new String(Files.readAllBytes(file), ISO_8859_1));
      }
    }
  }

  private static List<String> traces() {
    return List.of(
        "canary-",
        Base64.getEncoder().encodeToString(SECRET).substring(0, 12),
        HexFormat.of().formatHex(SECRET).substring(0, 16),
        new String(SECRET, ISO_8859_1).substring(0, 12));
  }

  private static String printed(Throwable thrown) {
    assertThat(thrown).isNotNull();
    StringWriter printed = new StringWriter();
    thrown.printStackTrace(new PrintWriter(printed, true));
    return printed.toString();
  }
}
