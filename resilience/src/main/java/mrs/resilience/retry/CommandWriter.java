package mrs.resilience.retry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;

/**
 * Queued commands as bytes, big-endian, version 1: a text or payload is its length and its bytes, a
 * time its seconds and nanoseconds, a list its length and its elements, and what may be missing a
 * 0, or what it is behind another number. The same bytes for the same commands.
 */
final class CommandWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  void command(QueuedCommand queued) {
    Command command = queued.command();
    text(command.id());
    text(command.key());
    text(command.kind());
    bytes(command.payload());
    time(command.acceptedAt());
    length(command.staleness());
    count(queued.attempts().size());
    for (FailedAttempt attempt : queued.attempts()) {
      time(attempt.at());
      text(attempt.reason());
    }
    count(queued.waits());
    count(queued.pause().isPresent() ? 1 : 0);
    queued
        .pause()
        .ifPresent(
            pause -> {
              time(pause.from());
              time(pause.until());
            });
    count(queued.givenUp().map(why -> why.reason().code()).orElse(0));
    queued.givenUp().ifPresent(why -> time(why.at()));
  }

  void count(int value) {
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  private void text(String text) {
    bytes(text.getBytes(UTF_8));
  }

  private void bytes(byte[] bytes) {
    count(bytes.length);
    out.writeBytes(bytes);
  }

  private void time(Instant time) {
    time(time.getEpochSecond(), time.getNano());
  }

  private void length(Duration length) {
    time(length.getSeconds(), length.getNano());
  }

  private void time(long seconds, int nanos) {
    out.writeBytes(ByteBuffer.allocate(12).putLong(seconds).putInt(nanos).array());
  }
}
