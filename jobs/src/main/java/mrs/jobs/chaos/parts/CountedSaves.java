package mrs.jobs.chaos.parts;

import java.nio.ByteBuffer;
import mrs.resilience.checkpoint.Checkpointable;
import mrs.resilience.checkpoint.ComponentName;
import mrs.resilience.checkpoint.StateRefused;

/** A component whose state is a number, and bytes that go with it. */
final class CountedSaves implements Checkpointable {
  private static final ComponentName NAME = new ComponentName("rehearsed");
  private static final int BYTES = 256;

  private long number;

  long number() {
    return number;
  }

  void count(long to) {
    number = to;
  }

  @Override
  public ComponentName name() {
    return NAME;
  }

  @Override
  public int stateVersion() {
    return 1;
  }

  @Override
  public byte[] state() {
    return ByteBuffer.allocate(BYTES).putLong(number).putLong(BYTES - Long.BYTES, ~number).array();
  }

  @Override
  public void restore(int version, byte[] state) throws StateRefused {
    ByteBuffer bytes = ByteBuffer.wrap(state);
    if (state.length != BYTES || bytes.getLong(0) != ~bytes.getLong(BYTES - Long.BYTES)) {
      throw new StateRefused("these bytes are not what was saved");
    }
    number = bytes.getLong(0);
  }
}
