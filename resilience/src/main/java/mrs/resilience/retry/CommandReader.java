package mrs.resilience.retry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mrs.resilience.retry.QueuedCommand.GivenUp;
import mrs.resilience.retry.QueuedCommand.Pause;

/**
 * Reads what a {@link CommandWriter} wrote. Other bytes give a {@link BufferUnderflowException}, an
 * {@link IllegalArgumentException} or a {@link java.time.DateTimeException}, never more memory than
 * there are bytes.
 */
final class CommandReader {
  private final ByteBuffer in;

  CommandReader(byte[] state) {
    this.in = ByteBuffer.wrap(state);
  }

  QueuedCommand command() {
    Command command = new Command(text(), text(), text(), bytes(), time(), length());
    List<FailedAttempt> attempts = new ArrayList<>();
    for (int left = count(); left > 0; left--) {
      attempts.add(new FailedAttempt(time(), text()));
    }
    int waits = count();
    Optional<Pause> pause =
        count() == 0 ? Optional.empty() : Optional.of(new Pause(time(), time()));
    int code = count();
    Optional<GivenUp> givenUp =
        code == 0 ? Optional.empty() : Optional.of(new GivenUp(GiveUpReason.of(code), time()));
    return new QueuedCommand(command, attempts, waits, pause, givenUp);
  }

  int count() {
    int count = in.getInt();
    if (count < 0) {
      throw new IllegalArgumentException("a count of " + count);
    }
    return count;
  }

  void end() {
    if (in.hasRemaining()) {
      throw new IllegalArgumentException(in.remaining() + " bytes too many");
    }
  }

  private String text() {
    return new String(bytes(), UTF_8);
  }

  private byte[] bytes() {
    int length = count();
    if (length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private Instant time() {
    return Instant.ofEpochSecond(in.getLong(), in.getInt());
  }

  private Duration length() {
    return Duration.ofSeconds(in.getLong(), in.getInt());
  }
}
