package mrs.resilience.checkpoint;

/**
 * A component whose state outlasts its process: it writes its state as bytes and takes it back.
 * None of its methods is called by two threads at the same time.
 */
public interface Checkpointable {
  /** Its name; no other component has it. */
  ComponentName name();

  /**
   * The version of the layout of its state, raised with each change of it: bytes of an older
   * version, in a checkpoint from before the change, come back to {@link #restore}.
   */
  int stateVersion();

  /** All of its state now, of version {@link #stateVersion}: the same bytes for the same state. */
  byte[] state();

  /**
   * Takes back what {@link #state} gave, perhaps in an earlier process: all of it or, when it
   * throws, nothing.
   *
   * @param version of the bytes: that of {@link #stateVersion} or an older one, which is migrated
   *     here
   * @throws StateRefused if the bytes cannot be migrated, or are not what this component writes
   */
  void restore(int version, byte[] state) throws StateRefused;
}
