package mrs.resilience.checkpoint;

/**
 * A checkpoint that cannot be used.
 *
 * @param why what is wrong with it
 * @param setAside whether it was put aside for somebody to look at; if not, it lies where it was
 *     and is pruned in its turn
 */
public record DamagedCheckpoint(CheckpointId id, String why, boolean setAside) {}
