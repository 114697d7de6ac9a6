package mrs.jobs.intake.http;

import java.time.Duration;

/**
 * What senders can take of the server.
 *
 * @param threads requests that are worked on at a time; more wait
 * @param uploads deliveries that come in at a time, fewer than threads; more are told to come again
 * @param mostForHead how long the head of a request may take
 * @param mostForChunk how long 1 MiB of a body, or the rest of it, may take
 * @param mostForEnding how long answering may take, and the rest of a body that is not wanted
 */
public record HttpLimits(
    int threads, int uploads, Duration mostForHead, Duration mostForChunk, Duration mostForEnding) {
  /** 48 threads, 32 uploads, 10 s, 2 min, 5 s. */
  public static final HttpLimits DEFAULT =
      new HttpLimits(48, 32, Duration.ofSeconds(10), Duration.ofMinutes(2), Duration.ofSeconds(5));

  /** Refuses limits that let nothing in. */
  public HttpLimits {
    if (uploads < 1 || threads <= uploads) {
      throw new IllegalArgumentException(
          "a server needs at least 1 upload and more threads than uploads, not "
              + uploads
              + " and "
              + threads);
    }
  }
}
