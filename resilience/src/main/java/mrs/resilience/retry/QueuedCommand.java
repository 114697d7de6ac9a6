package mrs.resilience.retry;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A command in the queue, and what has happened to it.
 *
 * @param pause until when it is left alone; empty if it is due at once
 * @param givenUp if it is never to be tried again, and only waits for the sink to take it
 */
record QueuedCommand(
    Command command,
    List<FailedAttempt> attempts,
    int waits,
    Optional<Pause> pause,
    Optional<GivenUp> givenUp) {

  /**
   * A time in which a command is left alone. It is over, too, when the clock shows a time from
   * before it began: the clock was set back, and nobody knows by how much.
   */
  record Pause(Instant from, Instant until) {
    static Pause of(Instant from, Duration length) {
      return new Pause(from, from.plus(length));
    }

    boolean isOver(Instant now) {
      return !now.isBefore(until) || now.isBefore(from);
    }
  }

  /** Why and when a command was given up. */
  record GivenUp(GiveUpReason reason, Instant at) {}

  QueuedCommand {
    attempts = List.copyOf(attempts);
  }

  static QueuedCommand accepted(Command command) {
    return new QueuedCommand(command, List.of(), 0, Optional.empty(), Optional.empty());
  }

  String id() {
    return command.id();
  }

  boolean isDue(Instant now) {
    return pause.isEmpty() || pause.get().isOver(now);
  }

  boolean isStale(Instant now) {
    return givenUp.isEmpty() && !now.isBefore(command.staleAt());
  }

  QueuedCommand dueAtOnce() {
    return new QueuedCommand(command, attempts, waits, Optional.empty(), givenUp);
  }

  QueuedCommand paused(Pause until) {
    return new QueuedCommand(command, attempts, waits, Optional.of(until), givenUp);
  }

  QueuedCommand foundBusy() {
    return new QueuedCommand(command, attempts, waits + 1, pause, givenUp);
  }

  QueuedCommand withAttempt(FailedAttempt attempt) {
    List<FailedAttempt> more = new ArrayList<>(attempts);
    more.add(attempt);
    return new QueuedCommand(command, more, waits, pause, givenUp);
  }

  QueuedCommand givenUp(GiveUpReason reason, Instant at) {
    return new QueuedCommand(
        command, attempts, waits, Optional.empty(), Optional.of(new GivenUp(reason, at)));
  }

  /** What the sink gets; only for one that is given up. */
  DeadLetter deadLetter() {
    GivenUp why = givenUp.orElseThrow();
    return new DeadLetter(command, attempts, waits, why.reason(), why.at());
  }
}
