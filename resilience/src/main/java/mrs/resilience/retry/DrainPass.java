package mrs.resilience.retry;

import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import mrs.resilience.retry.QueuedCommand.Pause;

/**
 * Goes once through a queue, oldest first. Every outcome is saved before the next command is tried,
 * so that a crash repeats one command at most, and none before its predecessor. Handler and sink
 * are called without a lock: commands can be enqueued meanwhile.
 */
final class DrainPass {
  private final RetryQueue queue;
  private final Instant now;
  private final Set<String> blockedKeys = new HashSet<>();
  private int done;
  private int busy;
  private int failed;
  private int givenUp;
  private int deadLetters;
  private Optional<String> sinkFailure = Optional.empty();

  DrainPass(RetryQueue queue, Instant now) {
    this.queue = queue;
    this.now = now;
  }

  DrainReport run() throws IOException {
    for (String id : queue.ids()) {
      Optional<QueuedCommand> command = queue.find(id);
      if (command.isPresent()) {
        pass(command.get());
      }
    }
    return new DrainReport(done, busy, failed, givenUp, deadLetters, sinkFailure);
  }

  private void pass(QueuedCommand queued) throws IOException {
    if (queued.givenUp().isPresent()) {
      if (queued.isDue(now)) {
        handOver(queued);
      }
    } else if (queued.isStale(now)) {
      giveUp(queued, GiveUpReason.STALE);
    } else if (!queued.isDue(now)) {
      blockedKeys.add(queued.command().key());
    } else if (!blockedKeys.contains(queued.command().key())) {
      carryOut(queued);
    }
  }

  private void carryOut(QueuedCommand queued) throws IOException {
    CommandOutcome outcome = tried(queued.command());
    if (outcome instanceof CommandOutcome.Done) {
      queue.removeAndSave(queued.id());
      done++;
    } else if (outcome instanceof CommandOutcome.Busy) {
      blockedKeys.add(queued.command().key());
      // Nothing is lost with it but a wait, so nothing is saved.
      queue.replace(queued.foundBusy().paused(pause(queued.waits() + 1)));
      busy++;
    } else if (outcome instanceof CommandOutcome.Failed attempt) {
      failed(queued.withAttempt(new FailedAttempt(now, attempt.reason())));
    } else if (outcome instanceof CommandOutcome.Refused attempt) {
      giveUp(queued.withAttempt(new FailedAttempt(now, attempt.reason())), GiveUpReason.REFUSED);
    }
  }

  private CommandOutcome tried(Command command) {
    try {
      return Objects.requireNonNull(
          queue.handler().carryOut(command), "the handler returned no outcome");
    } catch (IOException | RuntimeException e) {
      return new CommandOutcome.Failed(e.toString());
    }
  }

  private void failed(QueuedCommand queued) throws IOException {
    int attempts = queued.attempts().size();
    if (attempts >= queue.policy().attempts()) {
      giveUp(queued, GiveUpReason.EXHAUSTED);
      return;
    }
    blockedKeys.add(queued.command().key());
    queue.replaceAndSave(queued.paused(pause(attempts)));
    failed++;
  }

  /** Written down before the sink is asked: whatever happens there, it is not tried again. */
  private void giveUp(QueuedCommand queued, GiveUpReason reason) throws IOException {
    QueuedCommand last = queued.givenUp(reason, now);
    queue.replaceAndSave(last);
    givenUp++;
    handOver(last);
  }

  private void handOver(QueuedCommand queued) throws IOException {
    try {
      queue.sink().take(queued.deadLetter());
    } catch (IOException | RuntimeException e) {
      sinkFailure = Optional.of(e.toString());
      queue.replace(queued.paused(pause(queue.policy().attempts())));
      return;
    }
    queue.removeAndSave(queued.id());
    deadLetters++;
  }

  private Pause pause(int n) {
    return Pause.of(now, queue.policy().delay(n, queue.random()));
  }
}
