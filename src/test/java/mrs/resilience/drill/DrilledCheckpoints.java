package mrs.resilience.drill;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import mrs.resilience.HandClock;
import mrs.resilience.checkpoint.CheckpointHandle;
import mrs.resilience.checkpoint.Checkpointable;
import mrs.resilience.checkpoint.ComponentCheckpoints;
import mrs.resilience.checkpoint.ComponentName;
import mrs.resilience.checkpoint.FolderCheckpoints;
import mrs.resilience.checkpoint.StateRefused;
import mrs.resilience.folder.ForgetfulFolder;

/**
 * A number is saved; after a restart it is the last one, or the one before where that is broken.
 */
final class DrilledCheckpoints implements DrilledPart {
  private static final int KEPT = 2;

  private final ForgetfulFolder disk = new ForgetfulFolder();
  private final FailingOnce failing = new FailingOnce();
  private final Counted component = new Counted();
  private final HandClock clock;
  private final Random random;
  private ComponentCheckpoints all;
  private CheckpointHandle handle;

  /** Keeps one number. */
  private static final class Counted implements Checkpointable {
    private long number;

    @Override
    public ComponentName name() {
      return new ComponentName("drill");
    }

    @Override
    public int stateVersion() {
      return 1;
    }

    @Override
    public byte[] state() {
      return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    @Override
    public void restore(int version, byte[] state) {
      number = ByteBuffer.wrap(state).getLong();
    }
  }

  DrilledCheckpoints(HandClock clock, Random random) throws IOException {
    this.clock = clock;
    this.random = random;
    disk.fail((operation, name) -> failing.access());
    this.all = open();
    this.handle = attach();
  }

  private ComponentCheckpoints open() throws IOException {
    return new ComponentCheckpoints(
        FolderCheckpoints.open(disk).orElseThrow(), KEPT, clock, event -> {});
  }

  private CheckpointHandle attach() throws IOException {
    try {
      return all.attach(component);
    } catch (StateRefused e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public boolean operate() throws IOException {
    component.number++;
    handle.save();
    return true;
  }

  @Override
  public void failOnce() {
    failing.after(random.nextInt(3));
  }

  @Override
  public void damageAndRestart() throws IOException {
    long before = component.number;
    all.close();
    List<String> files = disk.names().stream().filter(n -> n.endsWith(".ckpt")).toList();
    boolean some = files.size() == KEPT;
    if (some) {
      String newest = files.get(files.size() - 1);
      disk.flipBit(newest, (long) (random.nextDouble() * disk.size(newest) * Byte.SIZE));
    }
    all = open();
    handle = attach();
    // A save that failed may have left its number unused.
    if (some && (component.number >= before || component.number < before - KEPT)) {
      throw new AssertionError(component.number + " is restored after " + before);
    }
  }

  @Override
  public void close() throws IOException {
    failing.disarm();
    all.close();
  }
}
