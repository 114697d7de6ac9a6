package mrs.jobs.intake.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import mrs.jobs.messages.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeTokenTest {
  private static final String SECRET = "0123456789abcdef-secret";

  @TempDir private Path folder;

  private Path file(String content, String permissions) throws IOException {
    Path file = folder.resolve("token");
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    return file;
  }

  @Test
  void comesOutOfAFileThatOnlyItsOwnerCanRead() throws IOException {
    IntakeToken token = IntakeToken.find(Optional.of(file(SECRET + "\n", "rw-------")), Map.of());
    assertThat(token.isIn("Bearer " + SECRET)).isTrue();
    assertThat(token.isIn("bearer  " + SECRET + " ")).isTrue();
    assertThat(token.isIn("Bearer " + SECRET + "x")).isFalse();
    assertThat(token.isIn(SECRET)).isFalse();
    assertThat(token.isIn("Bearer")).isFalse();
    assertThat(token.isIn(null)).isFalse();
    assertThat(token).asString().doesNotContain(SECRET);
  }

  @Test
  void theFileGoesBeforeTheEnvironment() throws IOException {
    Map<String, String> environment = Map.of(IntakeToken.VARIABLE, SECRET);
    assertThat(IntakeToken.find(Optional.empty(), environment).isIn("Bearer " + SECRET)).isTrue();
    Path file = file("another-token-0123456789", "r--------");
    assertThat(IntakeToken.find(Optional.of(file), environment).isIn("Bearer " + SECRET)).isFalse();
  }

  @Test
  void isRefusedWithARemedy() throws IOException {
    refused(() -> IntakeToken.find(Optional.empty(), Map.of()), "--token-file");
    Path open = file(SECRET, "rw-r-----");
    refused(() -> IntakeToken.find(Optional.of(open), Map.of()), "chmod 600 " + open);
    Path brief = file("short", "rw-------");
    refused(() -> IntakeToken.find(Optional.of(brief), Map.of()), "at least 16");
    Path odd = file("two words and more than 16", "rw-------");
    refused(() -> IntakeToken.find(Optional.of(odd), Map.of()), "at least 16");
    refused(() -> IntakeToken.find(Optional.of(folder.resolve("x")), Map.of()), "that is there");
  }

  private static void refused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable what, String remedy) {
    assertThatThrownBy(what)
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.REFUSED))
        .hasMessageContaining(remedy)
        .hasMessageNotContaining("two words")
        .hasMessageNotContaining(SECRET);
  }
}
