package mrs.resilience.retry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import mrs.resilience.checkpoint.CheckpointEvent;
import mrs.resilience.checkpoint.ComponentCheckpoints;
import mrs.resilience.checkpoint.FolderCheckpoints;
import mrs.resilience.checkpoint.StateRefused;
import mrs.resilience.folder.Folder;

/** One life of a process with a retry queue; what its handler and its sink are to do is set. */
final class RetryProcess implements Closeable {
  static final Instant START = Instant.parse("2024-03-01T00:00:00Z");
  static final RetryQueueSettings SETTINGS = RetryQueueSettings.of("retries");

  /** Draws the middle of what it may draw: after attempt n, half of the longest wait. */
  static final RandomGenerator MIDDLE =
      new RandomGenerator() {
        @Override
        public long nextLong() {
          throw new AssertionError("only a wait is drawn");
        }

        @Override
        public long nextLong(long bound) {
          return bound / 2;
        }
      };

  final List<String> tried = new ArrayList<>();
  final List<DeadLetter> letters = new ArrayList<>();
  final List<CheckpointEvent> events = new ArrayList<>();
  final RetryQueue queue;
  Function<Command, CommandOutcome> outcome = command -> new CommandOutcome.Done();
  DeadLetterSink sink = letters::add;
  private final ComponentCheckpoints checkpoints;

  private RetryProcess(Folder folder, RetryQueueSettings settings, RandomGenerator random)
      throws IOException, StateRefused {
    checkpoints =
        new ComponentCheckpoints(
            FolderCheckpoints.open(folder).orElseThrow(), 2, () -> 0, events::add);
    boolean opened = false;
    try {
      queue =
          RetryQueue.open(
              checkpoints, settings, this::carryOut, letter -> sink.take(letter), random);
      opened = true;
    } finally {
      if (!opened) {
        checkpoints.close();
      }
    }
  }

  static RetryProcess start(Folder folder) throws IOException, StateRefused {
    return new RetryProcess(folder, SETTINGS, MIDDLE);
  }

  static RetryProcess start(Folder folder, RetryQueueSettings settings)
      throws IOException, StateRefused {
    return new RetryProcess(folder, settings, MIDDLE);
  }

  private CommandOutcome carryOut(Command command) {
    tried.add(command.id());
    return outcome.apply(command);
  }

  @Override
  public void close() throws IOException {
    checkpoints.close();
  }

  /** The time {@code millis} after the start. */
  static Instant at(long millis) {
    return START.plusMillis(millis);
  }

  /** A command accepted at the start, wanted for an hour. */
  static Command command(String id, String key) {
    return command(id, key, 0, Duration.ofHours(1));
  }

  static Command command(String id, String key, long acceptedAt, Duration staleness) {
    return new Command(id, key, "edit", ("do " + id).getBytes(UTF_8), at(acceptedAt), staleness);
  }
}
