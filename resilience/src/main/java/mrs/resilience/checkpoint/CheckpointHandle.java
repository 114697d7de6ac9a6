package mrs.resilience.checkpoint;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import mrs.resilience.checkpoint.CheckpointEvent.NotPruned;
import mrs.resilience.checkpoint.CheckpointEvent.Pruned;
import mrs.resilience.checkpoint.CheckpointEvent.SaveFailed;
import mrs.resilience.checkpoint.CheckpointEvent.Saved;

/**
 * Saves one component. Who has it decides when; saves of one component come one after the other, so
 * a later one never has an older state.
 */
public final class CheckpointHandle {
  private final ComponentCheckpoints checkpoints;
  private final Checkpointable component;
  private final Optional<CheckpointId> restored;
  private final Deque<CheckpointId> kept;
  private final List<CheckpointId> useless;
  private CheckpointId next;

  CheckpointHandle(
      ComponentCheckpoints checkpoints, Checkpointable component, NewestCheckpoint newest) {
    this.checkpoints = checkpoints;
    this.component = component;
    this.restored = newest.found().map(NewestCheckpoint.Found::id);
    this.kept = new ArrayDeque<>(newest.usable());
    this.useless = new ArrayList<>(newest.left());
    this.next = newest.next(component.name());
  }

  /** What the component was given when it was attached; empty if it started with nothing. */
  public Optional<CheckpointId> restored() {
    return restored;
  }

  /**
   * Keeps the component's state of now. When this returns it is there for good: written, synced,
   * named, read again and found the same. Then only are older ones taken away, and if that fails
   * the save has not.
   *
   * @throws IOException if it cannot be kept. The last checkpoint stands; it is not known whether
   *     this one will be found after a restart
   */
  public synchronized Saved save() throws IOException {
    long started = checkpoints.nanos();
    CheckpointId id = next;
    next = id.next();
    List<CheckpointEvent> events = new ArrayList<>();
    try {
      byte[] content = CheckpointFormat.encode(id, component.stateVersion(), component.state());
      write(id, content);
      kept.add(id);
      prune(events);
      Saved saved = new Saved(id, content.length, checkpoints.nanos() - started);
      events.add(0, saved);
      checkpoints.saved(content.length);
      return saved;
    } catch (IOException e) {
      events.add(new SaveFailed(id, String.valueOf(e.getMessage())));
      throw e;
    } finally {
      checkpoints.spent(checkpoints.nanos() - started);
      events.forEach(checkpoints::tell);
    }
  }

  private void write(CheckpointId id, byte[] content) throws IOException {
    // Until it is known to be good it is none to fall back to.
    useless.add(id);
    checkpoints.storage().write(id, content);
    if (!Arrays.equals(checkpoints.storage().read(id), content)) {
      throw readOther(id);
    }
    useless.remove(id);
  }

  private IOException readOther(CheckpointId id) {
    IOException wrong =
        new IOException(
            "the checkpoint "
                + id
                + " is read other than it was written: look after the disk of "
                + checkpoints.storage());
    try {
      checkpoints.storage().setAside(id);
    } catch (IOException e) {
      wrong.addSuppressed(e);
    }
    return wrong;
  }

  private void prune(List<CheckpointEvent> events) {
    List<CheckpointId> old = new ArrayList<>(useless);
    List<CheckpointId> all = List.copyOf(kept);
    old.addAll(all.subList(0, Math.max(0, all.size() - checkpoints.kept())));
    List<CheckpointId> gone = new ArrayList<>();
    for (CheckpointId id : old) {
      try {
        checkpoints.storage().delete(id);
        gone.add(id);
      } catch (IOException e) {
        events.add(new NotPruned(id, String.valueOf(e.getMessage())));
      }
    }
    useless.removeAll(gone);
    kept.removeAll(gone);
    if (!gone.isEmpty()) {
      events.add(new Pruned(component.name(), gone));
    }
  }
}
