package mrs.jobs.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import mrs.jobs.messages.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriterLockTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2024-05-01T12:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path warehouse;

  @Test
  void aSecondWriterIsToldWhoHoldsItAndForHowLong() {
    try (WriterLock held = WriterLock.take(warehouse, "mrs run", NOON)) {
      Clock later = Clock.offset(NOON, Duration.ofSeconds(75));

      assertThatThrownBy(() -> WriterLock.take(warehouse, "mrs ingest", later))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("mrs run (process " + ProcessHandle.current().pid() + ")")
          .hasMessageContaining("for 75 s");
      assertThat(held).isNotNull();
    }
  }

  @Test
  void isFreeAgainOnceItsHolderIsDone() {
    WriterLock.take(warehouse, "mrs run", NOON).close();

    assertThatCode(() -> WriterLock.take(warehouse, "mrs ingest", NOON).close())
        .doesNotThrowAnyException();
  }
}
