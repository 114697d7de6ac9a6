package mrs.resilience.checkpoint;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * Where checkpoints are kept, as bytes that it does not look into. Whoever has it open is the only
 * one. Calls for different components may come at the same time.
 */
public interface CheckpointStorage extends Closeable {
  /**
   * The checkpoints of a component, oldest first. What is listed is there for good, also if the
   * process that wrote it was killed before it knew.
   */
  List<CheckpointId> list(ComponentName component) throws IOException;

  /** The bytes of a checkpoint. */
  byte[] read(CheckpointId id) throws IOException;

  /**
   * Keeps a checkpoint, whole or not at all, for good when this returns. When it throws, it is not
   * known whether the checkpoint is there, and its number is not to be used again.
   */
  void write(CheckpointId id, byte[] content) throws IOException;

  /** Takes a checkpoint away; nothing happens where there is none. */
  void delete(CheckpointId id) throws IOException;

  /**
   * Puts a damaged checkpoint where somebody can look at it: it is not listed any more. Only so
   * many are kept.
   */
  void setAside(CheckpointId id) throws IOException;
}
