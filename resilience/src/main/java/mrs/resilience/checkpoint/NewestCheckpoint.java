package mrs.resilience.checkpoint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mrs.resilience.checkpoint.CheckpointFormat.Content;
import mrs.resilience.checkpoint.CheckpointFormat.Damage;

/**
 * Finds the newest checkpoint of a component that is not damaged. One that cannot be read is as bad
 * as a damaged one: a start does not fail because of what lies on the disk.
 *
 * @param ids all that were found, oldest first
 * @param found empty if there is none to restore
 * @param damaged those newer than the one found, newest first
 */
record NewestCheckpoint(
    List<CheckpointId> ids, Optional<Found> found, List<DamagedCheckpoint> damaged) {

  /** An undamaged checkpoint. */
  record Found(CheckpointId id, Content content) {}

  /**
   * Looks for it, and puts the damaged ones aside where that can be done.
   *
   * @throws StateRefused if the newest undamaged one has a format that this program does not know;
   *     nothing is put aside then
   */
  static NewestCheckpoint of(ComponentName component, CheckpointStorage storage)
      throws IOException, StateRefused {
    List<CheckpointId> ids = storage.list(component);
    List<DamagedCheckpoint> damaged = new ArrayList<>();
    Optional<Found> found = Optional.empty();
    for (int i = ids.size() - 1; i >= 0 && found.isEmpty(); i--) {
      CheckpointId id = ids.get(i);
      try {
        found = Optional.of(new Found(id, CheckpointFormat.decode(id, storage.read(id))));
      } catch (Damage e) {
        damaged.add(new DamagedCheckpoint(id, String.valueOf(e.getMessage()), false));
      } catch (IOException e) {
        damaged.add(new DamagedCheckpoint(id, "it cannot be read: " + e, false));
      } catch (StateRefused e) {
        throw StateRefused.in(id, e);
      }
    }
    damaged.replaceAll(d -> setAside(d, storage));
    return new NewestCheckpoint(ids, found, List.copyOf(damaged));
  }

  /** Those that can be fallen back to: what is left of all. */
  List<CheckpointId> usable() {
    return ids.subList(0, ids.size() - damaged.size());
  }

  /** Damaged ones that still lie where they were. */
  List<CheckpointId> left() {
    return damaged.stream().filter(d -> !d.setAside()).map(DamagedCheckpoint::id).toList();
  }

  /** The one to be written next. */
  CheckpointId next(ComponentName component) {
    return ids.isEmpty() ? new CheckpointId(component, 1) : ids.get(ids.size() - 1).next();
  }

  /** What is to be said about damage: nothing where there is none. */
  Optional<CheckpointEvent> event(ComponentName component) {
    if (damaged.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        found.isPresent()
            ? new CheckpointEvent.FellBack(found.get().id(), damaged)
            : new CheckpointEvent.NothingUsable(component, damaged));
  }

  private static DamagedCheckpoint setAside(DamagedCheckpoint damaged, CheckpointStorage storage) {
    try {
      storage.setAside(damaged.id());
      return new DamagedCheckpoint(damaged.id(), damaged.why(), true);
    } catch (IOException e) {
      return new DamagedCheckpoint(
          damaged.id(), damaged.why() + "; it cannot be put aside: " + e, false);
    }
  }
}
