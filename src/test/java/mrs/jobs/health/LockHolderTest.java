package mrs.jobs.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import mrs.jobs.warehouse.WriterLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockHolderTest {
  @TempDir private Path folder;

  @Test
  void namesTheCommandThatWritesAndSinceWhen() {
    Clock now = Clock.systemUTC();
    WriterLock lock = WriterLock.take(folder, "mrs run", now);
    Clock later = Clock.offset(now, Duration.ofMinutes(5));
    assertThat(LockHolder.of(folder, later).findings())
        .containsExactly(Finding.good("lock", "mrs run", "held", "for 5 min"));
    lock.close();
  }

  @Test
  void nobodyHoldsALockWhoseProcessIsGoneOrCameLater() throws IOException {
    Clock now = Clock.fixed(Instant.parse("2024-06-15T00:00:00Z"), ZoneOffset.UTC);
    assertThat(LockHolder.of(folder, now).holder()).isEmpty();
    for (String note :
        new String[] {
          "mrs run (process 999999999)\n2024-06-14T00:00:00Z",
          "mrs run (process " + ProcessHandle.current().pid() + ")\n2001-01-01T00:00:00Z",
          "mrs run (process 1)\nyesterday",
          "",
        }) {
      Files.writeString(folder.resolve("writer.lock"), note);
      assertThat(LockHolder.of(folder, now).holder()).isEqualTo(Optional.empty());
    }
  }
}
