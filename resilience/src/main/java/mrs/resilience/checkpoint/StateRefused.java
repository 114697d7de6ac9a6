package mrs.resilience.checkpoint;

/**
 * An undamaged checkpoint holds a state that this program does not take: of a version that it
 * cannot migrate, or of a newer one. It stays where it is. Older checkpoints are not tried in its
 * place, since they would take back what was acknowledged since.
 */
public final class StateRefused extends Exception {
  private static final long serialVersionUID = 1L;

  /** Says why, for {@link Checkpointable#restore}. */
  public StateRefused(String why) {
    super(why);
  }

  private StateRefused(String message, StateRefused cause) {
    super(message, cause);
  }

  static StateRefused in(CheckpointId checkpoint, StateRefused why) {
    return new StateRefused(
        "the checkpoint "
            + checkpoint
            + " cannot be used: "
            + why.getMessage()
            + "; run a program that knows this state, or move the checkpoints of "
            + checkpoint.component()
            + " away to start it afresh",
        why);
  }

  static StateRefused newer(int found, int known) {
    return new StateRefused(
        "its state has version " + found + ", and this program knows none after " + known);
  }
}
