package mrs.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import mrs.jobs.messages.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetTest {
  @TempDir private Path folder;

  @Test
  void theFileIsNotThereUntilItIsWhole() throws IOException {
    Path file = folder.resolve("out.csv");
    long rows =
        Target.of(file)
            .write(
                unfinished -> {
                  Files.writeString(unfinished, "half");
                  assertThat(file).doesNotExist();
                  assertThat(unfinished.getParent()).isEqualTo(folder);
                  return 7;
                });
    assertThat(rows).isEqualTo(7);
    assertThat(file).hasContent("half");
    assertThat(files()).containsExactly(file);
  }

  @Test
  void aFailureLeavesWhatWasThereAndNothingElse() throws IOException {
    Path file = folder.resolve("out.csv");
    Files.writeString(file, "before");
    assertThatThrownBy(
            () ->
                Target.of(file)
                    .write(
                        unfinished -> {
                          Files.writeString(unfinished, "half");
                          throw new IOException("No space left on device");
                        }))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("cannot be written: the disk is full");
    assertThat(file).hasContent("before");
    assertThat(files()).containsExactly(file);
  }

  @Test
  void aFolderAndAFileInNoFolderAreRefused() {
    assertThatThrownBy(() -> Target.of(folder))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("is a folder; name a file in it");
    assertThatThrownBy(() -> Target.of(folder.resolve("none/out.csv")))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("does not exist; create it or name another");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
