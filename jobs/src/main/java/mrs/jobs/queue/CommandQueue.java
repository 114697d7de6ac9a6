package mrs.jobs.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import mrs.jobs.disk.Disk;
import mrs.jobs.messages.Problem;
import mrs.resilience.checkpoint.CheckpointEvent;
import mrs.resilience.checkpoint.ComponentCheckpoints;
import mrs.resilience.checkpoint.FolderCheckpoints;
import mrs.resilience.checkpoint.StateRefused;
import mrs.resilience.folder.LocalFolder;
import mrs.resilience.retry.CommandOutcome;
import mrs.resilience.retry.DrainReport;
import mrs.resilience.retry.RetryQueue;
import mrs.resilience.retry.RetryQueueSettings;
import mrs.resilience.retry.RetryQueueStatus;

/**
 * The queue of a warehouse. Whoever finds the warehouse taken leaves a command; one process at a
 * time carries out what was left, in the order in which it was given. A command that finds the
 * warehouse taken again waits on, for a day at most; one that fails is tried five times, by as many
 * flushes; what is given up goes to {@link GivenUpCommands}.
 */
public final class CommandQueue {
  private static final int KEPT_CHECKPOINTS = 2;

  private final Path warehouse;
  private final CommandInbox inbox;
  private final RandomGenerator random;

  /** That of the warehouse in this folder; {@code random} draws how long what failed is left. */
  public CommandQueue(Path warehouse, RandomGenerator random) {
    this.warehouse = warehouse;
    this.inbox = new CommandInbox(folder(warehouse).resolve("inbox"));
    this.random = random;
  }

  static Path folder(Path warehouse) {
    return warehouse.resolve("queue");
  }

  /**
   * Leaves a command to be carried out later. It is on the disk when this returns.
   *
   * @return false if the same waits already
   */
  public boolean leave(GivenCommand command) throws IOException {
    return inbox.leave(command);
  }

  /** Whether something may wait that was left, or that failed. */
  public boolean mayHoldSomething() {
    return Files.isDirectory(folder(warehouse));
  }

  /**
   * Carries out what waits, each command once at most.
   *
   * @param carryOut says what became of a command
   * @param say is told of each command, and of damage that was found
   * @return what was done; empty if another process is at it
   */
  public Optional<Flushed> flush(
      Instant now, Function<GivenCommand, CommandOutcome> carryOut, Consumer<String> say)
      throws IOException {
    Path folder = folder(warehouse).resolve("checkpoints");
    Disk.createFolders(folder);
    Optional<FolderCheckpoints> storage = FolderCheckpoints.open(LocalFolder.open(folder));
    if (storage.isEmpty()) {
      return Optional.empty();
    }
    try (ComponentCheckpoints checkpoints =
        new ComponentCheckpoints(
            storage.get(), KEPT_CHECKPOINTS, System::nanoTime, e -> tellDamage(e, say))) {
      RetryQueue queue =
          RetryQueue.open(
              checkpoints,
              RetryQueueSettings.of("commands"),
              command -> carryOut.apply(GivenCommand.of(command)),
              GivenUpCommands.of(warehouse),
              random);
      for (CommandInbox.Left left : inbox.all(say)) {
        queue.enqueue(left.command().queued());
        inbox.take(left);
      }
      queue.flush();
      DrainReport drained = queue.drain(now);
      return Optional.of(new Flushed(drained, queue.status()));
    } catch (StateRefused e) {
      throw Problem.failed(
          "the queue in " + folder + " was written by another version: " + e.getMessage(),
          "flush it with the program version that wrote it; nothing is lost",
          e);
    }
  }

  private static void tellDamage(CheckpointEvent event, Consumer<String> say) {
    if (event instanceof CheckpointEvent.FellBack
        || event instanceof CheckpointEvent.NothingUsable) {
      say.accept("the state of the queue was damaged: " + event);
    }
  }

  /** What a flush did, and what is left in the queue. */
  public record Flushed(DrainReport drained, RetryQueueStatus left) {
    /** Whether there was nothing to do, and is not. */
    public boolean isNothing() {
      return drained.done() + drained.failed() + drained.givenUp() + drained.deadLetters() == 0
          && drained.sinkFailure().isEmpty()
          && left.waiting() + left.givenUp() == 0;
    }
  }
}
