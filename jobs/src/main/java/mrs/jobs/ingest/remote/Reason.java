package mrs.jobs.ingest.remote;

import java.util.Optional;
import mrs.jobs.messages.Printable;

/** Why a call failed, in a line for people: Hadoop's messages may have many. */
final class Reason {
  private static final int MOST_CHARS = 300;

  private Reason() {}

  static String of(Exception e) {
    String line =
        Optional.ofNullable(e.getMessage())
            .flatMap(m -> m.lines().filter(l -> !l.isBlank()).findFirst())
            .orElse(e.getClass().getSimpleName());
    return Printable.of(line.strip(), MOST_CHARS);
  }
}
