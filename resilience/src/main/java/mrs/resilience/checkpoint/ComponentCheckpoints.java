package mrs.resilience.checkpoint;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import mrs.resilience.Ticker;

/**
 * The checkpoints of the components of a process. A component is first {@link #attach attached},
 * which gives it back its state; only then can it be saved, so nothing is written over a state that
 * nobody has seen.
 *
 * <p>The manner is that of the checkpoint manager in seed 002 §3. What holds, also through a kill
 * or a power cut at any moment: a state whose {@link CheckpointHandle#save} has returned, or a
 * later one, is restored, as long as its file is not damaged afterwards; if it is, the one before,
 * and an event says so.
 */
public final class ComponentCheckpoints implements Closeable {
  private final CheckpointStorage storage;
  private final int kept;
  private final Ticker ticker;
  private final Consumer<CheckpointEvent> listener;
  private final long opened;
  private final Set<ComponentName> attached = new HashSet<>();
  private final AtomicLong saves = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong nanos = new AtomicLong();

  /**
   * Takes over a storage.
   *
   * @param kept how many checkpoints of each component are kept, 2 at least: with one there is
   *     nothing to fall back to
   * @param listener is told what happens, in the thread in which it does, and is not to throw
   */
  public ComponentCheckpoints(
      CheckpointStorage storage, int kept, Ticker ticker, Consumer<CheckpointEvent> listener) {
    if (kept < 2) {
      throw new IllegalArgumentException(
          "cannot keep " + kept + " checkpoints: at least 2, or a damaged one loses everything");
    }
    this.storage = storage;
    this.kept = kept;
    this.ticker = ticker;
    this.listener = listener;
    this.opened = ticker.nanos();
  }

  /**
   * Gives a component the newest state of it that is not damaged, if there is one; what is restored
   * is there for good. Damaged checkpoints are put aside and told to the listener in one event;
   * they never make this fail.
   *
   * @return with which it is saved from now on
   * @throws StateRefused if the component, or this program, does not take the state that it finds;
   *     nothing is lost, and the component is not attached
   * @throws IOException if the storage cannot be listed at all
   */
  public CheckpointHandle attach(Checkpointable component) throws IOException, StateRefused {
    ComponentName name = component.name();
    synchronized (attached) {
      if (!attached.add(name)) {
        throw new IllegalStateException(
            "a component " + name + " has its checkpoints here already: take another name");
      }
    }
    boolean done = false;
    try {
      NewestCheckpoint newest = NewestCheckpoint.of(name, storage);
      newest.event(name).ifPresent(listener);
      if (newest.found().isPresent()) {
        restore(component, newest.found().get());
      }
      done = true;
      return new CheckpointHandle(this, component, newest);
    } finally {
      if (!done) {
        synchronized (attached) {
          attached.remove(name);
        }
      }
    }
  }

  /** What checkpoints cost since this was opened. */
  public CheckpointOverhead overhead() {
    return new CheckpointOverhead(
        saves.get(),
        bytes.get(),
        Duration.ofNanos(nanos.get()),
        Duration.ofNanos(ticker.nanos() - opened));
  }

  /** Closes the storage: no component can be saved any more. */
  @Override
  public void close() throws IOException {
    storage.close();
  }

  CheckpointStorage storage() {
    return storage;
  }

  int kept() {
    return kept;
  }

  long nanos() {
    return ticker.nanos();
  }

  void tell(CheckpointEvent event) {
    listener.accept(event);
  }

  void spent(long moreNanos) {
    nanos.addAndGet(moreNanos);
  }

  void saved(long moreBytes) {
    saves.incrementAndGet();
    bytes.addAndGet(moreBytes);
  }

  private static void restore(Checkpointable component, NewestCheckpoint.Found found)
      throws StateRefused {
    int version = found.content().stateVersion();
    try {
      if (version > component.stateVersion()) {
        throw StateRefused.newer(version, component.stateVersion());
      }
      component.restore(version, found.content().state());
    } catch (StateRefused e) {
      throw StateRefused.in(found.id(), e);
    }
  }
}
