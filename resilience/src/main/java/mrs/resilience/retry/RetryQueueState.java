package mrs.resilience.retry;

import java.nio.BufferUnderflowException;
import java.time.DateTimeException;
import mrs.resilience.checkpoint.Checkpointable;
import mrs.resilience.checkpoint.ComponentName;
import mrs.resilience.checkpoint.StateRefused;

/** A queue's commands as a component that has checkpoints. */
record RetryQueueState(ComponentName name, QueuedCommands commands) implements Checkpointable {
  private static final int VERSION = 1;

  @Override
  public int stateVersion() {
    return VERSION;
  }

  @Override
  public byte[] state() {
    CommandWriter out = new CommandWriter();
    out.count(commands.all().size());
    commands.all().forEach(out::command);
    return out.bytes();
  }

  @Override
  public void restore(int version, byte[] state) throws StateRefused {
    if (version != VERSION) {
      throw new StateRefused("a retry queue of version " + version + " was never written");
    }
    try {
      CommandReader in = new CommandReader(state);
      for (int left = in.count(); left > 0; left--) {
        commands.add(in.command());
      }
      in.end();
    } catch (BufferUnderflowException | IllegalArgumentException | DateTimeException e) {
      commands.clear();
      throw new StateRefused("it is not what a retry queue writes: " + e);
    }
  }
}
