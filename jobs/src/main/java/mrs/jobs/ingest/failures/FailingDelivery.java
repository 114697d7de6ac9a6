package mrs.jobs.ingest.failures;

import java.time.Instant;
import mrs.contracts.DeliveryState;
import mrs.jobs.ingest.feed.Content;

/**
 * A delivery that is not in because it failed, as it stands now.
 *
 * @param last its newest failure
 * @param since logical time of its first failure since somebody last asked for it
 * @param at logical time of its newest failure
 */
public record FailingDelivery(DeliveryFailure last, Instant since, Instant at) {

  /** What it is known by. */
  public Content content() {
    return last.place().content();
  }

  /** Whether it is left alone until somebody asks for it. */
  public boolean parked() {
    return last.state() == DeliveryState.PARKED;
  }

  /** What to do about it. */
  public String remedy() {
    String retry = "'mrs ingest " + last.place().folder() + " --retry-parked'";
    if (last.rowsLanded() > 0) {
      return "put the file back and "
          + retry
          + " checks it; without the file that takes it off this list";
    }
    return parked()
        ? "mend the file, or take it away, then " + retry
        : "the next ingest tries it again; if it was taken away, "
            + retry
            + " takes it off this list";
  }

  /** How often it was tried, and since when. */
  public String tried() {
    return (last.attempts() == 1 ? "1 attempt" : last.attempts() + " attempts") + " since " + since;
  }

  /** All of it in one line. */
  public String line() {
    return (parked() ? "parked: " : "not in yet: ")
        + last.place().file()
        + " (for "
        + content().tableName()
        + ", "
        + tried()
        + "): "
        + last.reason()
        + "; "
        + remedy();
  }
}
