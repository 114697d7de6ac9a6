package mrs.resilience.retry;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The commands of a queue in the order in which they came. Not safe for threads by itself. */
final class QueuedCommands {
  private final Map<String, QueuedCommand> byId = new LinkedHashMap<>();
  private long payloadBytes;

  Optional<QueuedCommand> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** All of them, oldest first. */
  Collection<QueuedCommand> all() {
    return byId.values();
  }

  /** The ids as they are now, oldest first. */
  List<String> ids() {
    return List.copyOf(byId.keySet());
  }

  /** Adds a new one at the end. */
  void add(QueuedCommand command) {
    if (byId.putIfAbsent(command.id(), command) != null) {
      throw new IllegalArgumentException(command.id() + " is in the queue twice");
    }
    payloadBytes += command.command().payloadBytes();
  }

  /** Whether there is room for one more. */
  boolean hasRoom(Command command, RetryLimits limits) {
    return byId.size() < limits.commands()
        && payloadBytes + command.payloadBytes() <= limits.payloadBytes();
  }

  /** Changes what is known of one; it keeps its place. */
  void replace(QueuedCommand command) {
    byId.replace(command.id(), command);
  }

  void remove(String id) {
    QueuedCommand removed = byId.remove(id);
    if (removed != null) {
      payloadBytes -= removed.command().payloadBytes();
    }
  }

  void clear() {
    byId.clear();
    payloadBytes = 0;
  }

  void makeAllDue() {
    byId.replaceAll((id, command) -> command.dueAtOnce());
  }

  /** When the next drain has something to do; {@code now} if it has at once. */
  Optional<Instant> nextDue(Instant now) {
    Set<String> keys = new HashSet<>();
    Optional<Instant> next = Optional.empty();
    for (QueuedCommand command : byId.values()) {
      boolean first = command.givenUp().isPresent() || keys.add(command.command().key());
      Instant at = next(command, first, now);
      if (next.isEmpty() || at.isBefore(next.get())) {
        next = Optional.of(at);
      }
    }
    return next.map(at -> at.isBefore(now) ? now : at);
  }

  /** One that is behind another of its key has nothing to wait for but to become stale. */
  private static Instant next(QueuedCommand command, boolean first, Instant now) {
    Instant staleAt = command.command().staleAt();
    if (!first) {
      return staleAt;
    }
    if (command.isDue(now)) {
      return now;
    }
    Instant until = command.pause().map(QueuedCommand.Pause::until).orElse(now);
    return command.givenUp().isPresent() || until.isBefore(staleAt) ? until : staleAt;
  }

  RetryQueueStatus status() {
    int givenUp = 0;
    Optional<Instant> oldest = Optional.empty();
    for (QueuedCommand command : byId.values()) {
      Instant at = command.command().acceptedAt();
      if (command.givenUp().isPresent()) {
        givenUp++;
      } else if (oldest.isEmpty() || at.isBefore(oldest.get())) {
        oldest = Optional.of(at);
      }
    }
    return new RetryQueueStatus(byId.size() - givenUp, givenUp, payloadBytes, oldest);
  }
}
