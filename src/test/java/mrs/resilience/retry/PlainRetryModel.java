package mrs.resilience.retry;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a retry queue is to do, said as rules over a plain list, without a disk and without a care
 * for time: which command may be touched now, and what each outcome makes of it.
 */
final class PlainRetryModel {
  /** A command in the list. */
  private static final class Item {
    private final Command command;
    private final List<FailedAttempt> attempts = new ArrayList<>();
    private int waits;
    private Optional<Instant> pausedFrom = Optional.empty();
    private Instant pausedUntil = Instant.MIN;
    private Optional<GiveUpReason> why = Optional.empty();
    private Instant givenUpAt = Instant.MIN;

    private Item(Command command) {
      this.command = command;
    }

    private boolean paused(Instant now) {
      return pausedFrom.isPresent() && !now.isBefore(pausedFrom.get()) && now.isBefore(pausedUntil);
    }

    private boolean stale(Instant now) {
      return why.isEmpty() && !now.isBefore(command.acceptedAt().plus(command.staleness()));
    }

    private void pause(Instant now, long halfOfMillis) {
      pausedFrom = Optional.of(now);
      pausedUntil = now.plus(Duration.ofMillis(Math.min(30_000, halfOfMillis)).dividedBy(2));
    }
  }

  final List<String> tried = new ArrayList<>();
  final List<DeadLetter> letters = new ArrayList<>();
  boolean sinkBroken;
  private final List<Item> items = new ArrayList<>();
  private int done;
  private int busy;
  private int failed;
  private int givenUp;

  boolean enqueue(Command command) {
    if (items.stream().anyMatch(i -> i.command.id().equals(command.id()))) {
      return false;
    }
    items.add(new Item(command));
    return true;
  }

  void flush() {
    items.forEach(i -> i.pausedFrom = Optional.empty());
  }

  DrainReport drain(Instant now, Function<Command, CommandOutcome> outcome) {
    done = busy = failed = givenUp = 0;
    int lettersBefore = letters.size();
    boolean sinkFailed = false;
    Set<Item> touched = new HashSet<>();
    for (Optional<Item> next = next(touched, now); next.isPresent(); next = next(touched, now)) {
      Item item = next.get();
      touched.add(item);
      if (item.why.isEmpty()) {
        touch(item, now, outcome);
      }
      if (item.why.isPresent()) {
        sinkFailed |= sinkBroken;
        offer(item, now);
      }
    }
    return new DrainReport(
        done,
        busy,
        failed,
        givenUp,
        letters.size() - lettersBefore,
        sinkFailed ? Optional.of("java.io.IOException: sink") : Optional.empty());
  }

  /** The earliest time from now on at which there is something to do. */
  Optional<Instant> nextDue(Instant now) {
    return items.stream()
        .flatMap(i -> Stream.of(now, i.pausedUntil, i.command.staleAt()))
        .filter(t -> !t.isBefore(now))
        .filter(t -> next(Set.of(), t).isPresent())
        .min(Instant::compareTo);
  }

  int waiting() {
    return (int) items.stream().filter(i -> i.why.isEmpty()).count();
  }

  int size() {
    return items.size();
  }

  private Optional<Item> next(Set<Item> touched, Instant now) {
    return items.stream()
        .filter(i -> !touched.contains(i))
        .filter(i -> i.stale(now) || (!i.paused(now) && (i.why.isPresent() || isFirst(i))))
        .findFirst();
  }

  private boolean isFirst(Item item) {
    return items.subList(0, items.indexOf(item)).stream()
        .noneMatch(i -> i.why.isEmpty() && i.command.key().equals(item.command.key()));
  }

  private void touch(Item item, Instant now, Function<Command, CommandOutcome> outcome) {
    if (item.stale(now)) {
      giveUp(item, GiveUpReason.STALE, now);
      return;
    }
    tried.add(item.command.id());
    CommandOutcome found = tried(item, outcome);
    if (found instanceof CommandOutcome.Done) {
      done++;
      items.remove(item);
    } else if (found instanceof CommandOutcome.Busy) {
      busy++;
      item.waits++;
      item.pause(now, 500L << Math.min(20, item.waits - 1));
    } else if (found instanceof CommandOutcome.Refused refused) {
      item.attempts.add(new FailedAttempt(now, refused.reason()));
      giveUp(item, GiveUpReason.REFUSED, now);
    } else if (found instanceof CommandOutcome.Failed attempt) {
      item.attempts.add(new FailedAttempt(now, attempt.reason()));
      if (item.attempts.size() == 5) {
        giveUp(item, GiveUpReason.EXHAUSTED, now);
      } else {
        failed++;
        item.pause(now, 500L << (item.attempts.size() - 1));
      }
    }
  }

  private static CommandOutcome tried(Item item, Function<Command, CommandOutcome> outcome) {
    try {
      return outcome.apply(item.command);
    } catch (IllegalStateException e) {
      return new CommandOutcome.Failed("java.lang.IllegalStateException: " + e.getMessage());
    }
  }

  private void giveUp(Item item, GiveUpReason reason, Instant now) {
    givenUp++;
    item.why = Optional.of(reason);
    item.givenUpAt = now;
  }

  private void offer(Item item, Instant now) {
    if (sinkBroken) {
      item.pause(now, 8_000);
      return;
    }
    items.remove(item);
    letters.add(
        new DeadLetter(
            item.command, item.attempts, item.waits, item.why.orElseThrow(), item.givenUpAt));
  }
}
