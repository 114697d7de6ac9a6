package mrs.resilience.checkpoint;

import java.util.List;

/** What happened to the checkpoints of a component. */
public sealed interface CheckpointEvent {
  /** Whose checkpoints. */
  ComponentName component();

  /**
   * A checkpoint is there for good.
   *
   * @param bytes how many it has, with its header
   * @param nanos how long the component waited for it, pruning included
   */
  record Saved(CheckpointId id, long bytes, long nanos) implements CheckpointEvent {
    @Override
    public ComponentName component() {
      return id.component();
    }
  }

  /**
   * A checkpoint could not be made, or came back other than it was written; the last one stands.
   */
  record SaveFailed(CheckpointId id, String why) implements CheckpointEvent {
    @Override
    public ComponentName component() {
      return id.component();
    }
  }

  /**
   * Older checkpoints, and what failed saves may have left, were taken away, after a newer one was
   * there for good.
   */
  record Pruned(ComponentName component, List<CheckpointId> ids) implements CheckpointEvent {
    /** Takes a copy. */
    public Pruned {
      ids = List.copyOf(ids);
    }
  }

  /** An older checkpoint could not be taken away; it is tried again after the next save. */
  record NotPruned(CheckpointId id, String why) implements CheckpointEvent {
    @Override
    public ComponentName component() {
      return id.component();
    }
  }

  /**
   * The newest checkpoints were damaged, and an older one was restored: what the component did in
   * between is forgotten.
   *
   * @param damaged newest first, one at least
   */
  record FellBack(CheckpointId to, List<DamagedCheckpoint> damaged) implements CheckpointEvent {
    /** Takes a copy. */
    public FellBack {
      damaged = List.copyOf(damaged);
    }

    @Override
    public ComponentName component() {
      return to.component();
    }
  }

  /**
   * All checkpoints were damaged: the component starts with nothing.
   *
   * @param damaged newest first, one at least
   */
  record NothingUsable(ComponentName component, List<DamagedCheckpoint> damaged)
      implements CheckpointEvent {
    /** Takes a copy. */
    public NothingUsable {
      damaged = List.copyOf(damaged);
    }
  }
}
