package mrs.jobs.messages;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * Tells a person how long work goes on: one line a step, on the error stream so that answers stay
 * clean.
 */
public final class Progress {
  private final PrintStream out;
  private final boolean quiet;

  /** Lines go to {@code out}, or nowhere. */
  public Progress(PrintStream out, boolean quiet) {
    this.out = out;
    this.quiet = quiet;
  }

  /** One line. */
  public void say(String line) {
    if (!quiet) {
      out.println(line);
      out.flush();
    }
  }

  /** A step that is done: what, how many, how long it took. */
  public void done(String step, String figures, Duration took) {
    say(
        String.format(
            Locale.ROOT, "  %-13s %-74s %6.1f s", step, figures, took.toMillis() / 1000.0));
  }
}
