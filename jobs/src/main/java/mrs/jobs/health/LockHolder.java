package mrs.jobs.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who is writing to a warehouse, by the note that the writer's lock leaves. The lock itself is not
 * touched: to try it, even for a moment, could turn a writer away. A note whose process is gone, or
 * began after the note, is stale.
 *
 * @param holder the command that writes; empty when nobody does
 * @param since how long ago it took the lock
 */
record LockHolder(Optional<String> holder, Duration since) {
  private static final String FILE = "writer.lock";
  private static final Pattern NOTE =
      Pattern.compile("(?<holder>.{1,80}) \\(process (?<pid>\\d{1,10})\\)\\n(?<since>\\S+)\\s*");
  private static final LockHolder NOBODY = new LockHolder(Optional.empty(), Duration.ZERO);

  static LockHolder of(Path warehouse, Clock clock) {
    try {
      Path file = warehouse.resolve(FILE);
      return Files.exists(file) ? parse(Files.readString(file), clock) : NOBODY;
    } catch (IOException e) {
      return NOBODY;
    }
  }

  private static LockHolder parse(String note, Clock clock) {
    Matcher parts = NOTE.matcher(note);
    if (!parts.matches()) {
      return NOBODY;
    }
    try {
      Instant since = Instant.parse(parts.group("since"));
      return alive(Long.parseLong(parts.group("pid")), since)
          ? new LockHolder(
              Optional.of(parts.group("holder")), Duration.between(since, clock.instant()))
          : NOBODY;
    } catch (DateTimeParseException e) {
      return NOBODY;
    }
  }

  /**
   * Whether the process is there and is the one that wrote the note; process ids are used again.
   */
  private static boolean alive(long pid, Instant since) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(p -> p.info().startInstant().map(s -> !s.isAfter(since)).orElse(true))
        .isPresent();
  }

  List<Finding> findings() {
    return List.of(
        holder
            .map(h -> Finding.good("lock", h, "held", "for " + Ages.of(since)))
            .orElseGet(() -> Finding.good("lock", "", "free", "nobody is writing")));
  }
}
