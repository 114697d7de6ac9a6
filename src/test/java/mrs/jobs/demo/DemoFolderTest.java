package mrs.jobs.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import mrs.jobs.messages.Problem;
import mrs.jobs.warehouse.WriterLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFolderTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2024-06-03T02:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path temporary;

  @Test
  void makesANewFolder() {
    DemoFolder folder = DemoFolder.at(temporary.resolve("demo"), Optional.empty());

    folder.prepare(CLOCK);

    assertThat(folder.feed()).isEmptyDirectory();
    assertThat(folder.warehouse()).isEqualTo(temporary.resolve("demo/warehouse"));
  }

  @Test
  void clearsWhatAnEarlierDemoLeft() throws IOException {
    DemoFolder folder = DemoFolder.at(temporary.resolve("demo"), Optional.empty());
    folder.prepare(CLOCK);
    Path old = Files.createDirectories(folder.warehouse().resolve("tables")).resolve("old");
    Files.writeString(old, "old");
    Files.writeString(folder.feed().resolve("old"), "old");

    folder.prepare(CLOCK);

    assertThat(old).doesNotExist();
    assertThat(folder.feed()).isEmptyDirectory();
  }

  @Test
  void refusesAFolderThatNoDemoMade() throws IOException {
    Path file = Files.createDirectories(temporary.resolve("mine/warehouse")).resolve("precious");
    Files.writeString(file, "precious");
    DemoFolder folder = DemoFolder.at(temporary.resolve("mine"), Optional.empty());

    assertThatThrownBy(() -> folder.prepare(CLOCK))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("is not empty and no earlier demo made it")
        .hasMessageContaining("--keep");
    assertThat(file).hasContent("precious");
  }

  @Test
  void neverClearsAWarehouseElsewhere() throws IOException {
    Path elsewhere = Files.createDirectories(temporary.resolve("other"));
    Files.writeString(elsewhere.resolve("precious"), "precious");
    DemoFolder folder = DemoFolder.at(temporary.resolve("demo"), Optional.of(elsewhere));

    assertThatThrownBy(() -> folder.prepare(CLOCK))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("--warehouse");
    assertThat(elsewhere.resolve("precious")).hasContent("precious");
  }

  @Test
  void refusesWhileAnotherDemoIsAtWork() throws IOException {
    DemoFolder folder = DemoFolder.at(temporary.resolve("demo"), Optional.empty());
    folder.prepare(CLOCK);
    Files.createDirectories(folder.warehouse());

    try (WriterLock lock = WriterLock.take(folder.warehouse(), "mrs demo", CLOCK)) {
      assertThatThrownBy(() -> folder.prepare(CLOCK))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("is being written to by mrs demo");
    }
    folder.prepare(CLOCK);
    assertThat(folder.warehouse()).doesNotExist();
  }
}
