package mrs.resilience.cache.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Keys come from files of their owner alone or from the environment, and show themselves nowhere.
 */
class KeyRingTest {
  private static final String SECRET = "c2VjcmV0LWNhbmFyeS1zZWNyZXQtY2FuYXJ5LTEyMzQ=";
  private static final String OLDER = Base64.getEncoder().encodeToString(TestKeys.secret(7));

  @TempDir private Path folder;

  @Test
  void readsKeysOldestFirst() {
    KeyRing ring = KeyRing.parse("# keys of the cache\n2025:" + OLDER + "\n\n 2026 : " + SECRET);

    assertThat(ring.newest().id()).isEqualTo("2026");
    assertThat(ring.newest().secret().getEncoded()).isEqualTo(Base64.getDecoder().decode(SECRET));
    assertThat(ring.find("2025").orElseThrow().secret().getEncoded()).isEqualTo(TestKeys.secret(7));
    assertThat(ring.find("2024")).isEmpty();
    assertThat(ring).hasToString("[2025, 2026]");
  }

  @Test
  void readsAVariableOfTheEnvironment() {
    Map<String, String> environment = Map.of("CACHE_KEYS", "a:" + OLDER + ",b:" + SECRET);

    assertThat(KeyRing.fromEnvironment(environment, "CACHE_KEYS").orElseThrow())
        .hasToString("[a, b]");
    assertThat(KeyRing.fromEnvironment(environment, "OTHER")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "r--------"})
  void readsAFileOfItsOwnerAlone(String mode) throws IOException {
    assertThat(KeyRing.fromFile(file(mode)).newest().id()).isEqualTo("2026");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rwx------", "rw-rw-rw-"})
  void refusesAFileThatIsOpenToOthers(String mode) throws IOException {
    Path file = file(mode);

    assertThatThrownBy(() -> KeyRing.fromFile(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(mode)
        .hasMessageContaining("chmod 600");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        SECRET,
        SECRET + ":2026",
        "c2VjcmV0LWNhbmFyeS1zZWNyZXQtY2FuYXJ5LTEyMzQ:2026",
        "2026:" + SECRET + "AAAA",
        "2026:x" + SECRET,
        "2026:_" + SECRET,
        "id with blanks:" + SECRET,
        "2026:" + SECRET + "\n2026:" + SECRET
      })
  void refusesOtherTextsWithoutShowingThem(String text) {
    Throwable refusal = catchThrowable(() -> KeyRing.parse(text));

    assertThat(refusal).isInstanceOf(IllegalArgumentException.class);
    StringWriter printed = new StringWriter();
    refusal.printStackTrace(new PrintWriter(printed, true));
    assertThat(printed.toString()).doesNotContain("c2VjcmV0", "secret-canary", "Illegal base64");
  }

  @Test
  void refusesNoKeys() {
    assertThatThrownBy(() -> KeyRing.parse("# none\n"))
        .hasMessage("there is no key; give at least one as ID:BASE64");
  }

  @Test
  void printsIdsAlone() {
    byte[] secret = Base64.getDecoder().decode(SECRET);
    EncryptionKey key = new EncryptionKey("2026", secret);

    assertThat(key).hasToString("2026");
    assertThat(new KeyRing(List.of(key))).hasToString("[2026]");
  }

  private Path file(String mode) throws IOException {
    Path file = folder.resolve("keys");
    Files.writeString(file, "2026:" + SECRET + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }
}
