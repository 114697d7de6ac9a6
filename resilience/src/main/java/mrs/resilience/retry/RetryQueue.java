package mrs.resilience.retry;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import mrs.resilience.checkpoint.CheckpointHandle;
import mrs.resilience.checkpoint.ComponentCheckpoints;
import mrs.resilience.checkpoint.StateRefused;

/**
 * Commands that could not be carried out yet, kept on the disk until they are. What holds, also
 * through a kill or a power cut at any moment:
 *
 * <ul>
 *   <li>A command whose {@link #enqueue} has returned is in the queue until the handler has said
 *       that it is done, or the sink for dead letters has taken it.
 *   <li>A command never overtakes an earlier one of its key that is still to be carried out.
 *       Commands of other keys go on.
 *   <li>A command is tried as often as the policy allows, but for one more time after each crash
 *       between carrying it out and writing that down: handlers have to be idempotent by its id. A
 *       lock that is taken is no attempt, and waiting for it ends only when the command is stale.
 * </ul>
 *
 * <p>There is no thread in it and it never sleeps: somebody drains it at {@link #nextDue}. Any
 * number of threads may call it at the same time; it drains once at a time. Seed 001 §1.2.
 */
public final class RetryQueue {
  private final RetryQueueSettings settings;
  private final CommandHandler handler;
  private final DeadLetterSink sink;
  private final RandomGenerator random;
  private final QueuedCommands commands;
  private final CheckpointHandle checkpoint;
  private final AtomicBoolean draining = new AtomicBoolean();
  private boolean unsaved;

  private RetryQueue(
      RetryQueueSettings settings,
      CommandHandler handler,
      DeadLetterSink sink,
      RandomGenerator random,
      QueuedCommands commands,
      CheckpointHandle checkpoint) {
    this.settings = settings;
    this.handler = handler;
    this.sink = sink;
    this.random = random;
    this.commands = commands;
    this.checkpoint = checkpoint;
  }

  /**
   * Opens the queue of this name with what is in it.
   *
   * @param random draws the jitter
   * @throws StateRefused if what is in it was written by another version; nothing is lost
   */
  public static RetryQueue open(
      ComponentCheckpoints checkpoints,
      RetryQueueSettings settings,
      CommandHandler handler,
      DeadLetterSink sink,
      RandomGenerator random)
      throws IOException, StateRefused {
    QueuedCommands commands = new QueuedCommands();
    CheckpointHandle checkpoint =
        checkpoints.attach(new RetryQueueState(settings.name(), commands));
    return new RetryQueue(settings, handler, sink, random, commands, checkpoint);
  }

  /**
   * Takes a command, behind all others of its key. It is on the disk when this returns, and due.
   *
   * @return false if it is in the queue already; it is there once
   * @throws RetryQueueFull if there is no room
   * @throws IOException if it cannot be saved. It is not in the queue then, but a crash before the
   *     next save may still bring it there: give it again with the same id
   * @throws IllegalArgumentException if another command with its id is in the queue
   */
  public synchronized boolean enqueue(Command command) throws IOException {
    Optional<QueuedCommand> there = commands.find(command.id());
    if (there.isPresent()) {
      if (!there.get().command().asksFor(command)) {
        throw new IllegalArgumentException(
            command
                + " cannot be enqueued: "
                + there.get().command()
                + " is waiting, and an id stands for one thing; give it another");
      }
      return false;
    }
    if (!commands.hasRoom(command, settings.limits())) {
      throw new RetryQueueFull(command, commands.status(), settings.limits());
    }
    commands.add(QueuedCommand.accepted(command));
    boolean saved = false;
    try {
      save();
      saved = true;
    } finally {
      if (!saved) {
        commands.remove(command.id());
      }
    }
    return true;
  }

  /**
   * Carries out what is due, each command once at most, and gives up what is stale. What is
   * enqueued meanwhile waits for the next time. Does nothing where it is being drained already.
   *
   * @param now the time of the day; if it is before that of an earlier call, the clock was set
   *     back, and what waits since then is due
   * @throws IOException if an outcome cannot be saved. Nothing else is tried until it is, and what
   *     was carried out is not carried out again, unless the process ends before
   */
  public DrainReport drain(Instant now) throws IOException {
    if (!draining.compareAndSet(false, true)) {
      return DrainReport.NOTHING;
    }
    try {
      saveWhatIsUnsaved();
      return new DrainPass(this, now).run();
    } finally {
      draining.set(false);
    }
  }

  /** Makes all that is waiting due: what was away is back, or somebody says so. */
  public synchronized void flush() {
    commands.makeAllDue();
  }

  /** When there is something to drain: {@code now} if there is already, empty if there never is. */
  public synchronized Optional<Instant> nextDue(Instant now) {
    return commands.nextDue(now);
  }

  /** What is in it. */
  public synchronized RetryQueueStatus status() {
    return commands.status();
  }

  RetryPolicy policy() {
    return settings.policy();
  }

  CommandHandler handler() {
    return handler;
  }

  DeadLetterSink sink() {
    return sink;
  }

  RandomGenerator random() {
    return random;
  }

  synchronized List<String> ids() {
    return commands.ids();
  }

  synchronized Optional<QueuedCommand> find(String id) {
    return commands.find(id);
  }

  /** Changes what need not outlast the process: how long a command waits. */
  synchronized void replace(QueuedCommand command) {
    commands.replace(command);
  }

  synchronized void replaceAndSave(QueuedCommand command) throws IOException {
    commands.replace(command);
    save();
  }

  synchronized void removeAndSave(String id) throws IOException {
    commands.remove(id);
    save();
  }

  private synchronized void saveWhatIsUnsaved() throws IOException {
    if (unsaved) {
      save();
    }
  }

  private synchronized void save() throws IOException {
    unsaved = true;
    checkpoint.save();
    unsaved = false;
  }
}
