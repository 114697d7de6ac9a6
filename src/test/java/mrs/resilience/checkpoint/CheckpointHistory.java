package mrs.resilience.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import mrs.resilience.checkpoint.CheckpointEvent.FellBack;
import mrs.resilience.checkpoint.CheckpointEvent.NothingUsable;
import mrs.resilience.folder.ForgetfulFolder;
import mrs.resilience.folder.ForgetfulFolder.Operation;

/**
 * One random history of a component that is saved on a disk that forgets: saves, kills and power
 * cuts before any operation, operations that fail, full disks. The model knows which state was
 * acknowledged last and which were being saved since: after a restart one of these is there.
 */
final class CheckpointHistory {
  /** What can fail by itself; a failed read is damage, and damage is not in these histories. */
  private static final Set<Operation> CAN_FAIL =
      EnumSet.complementOf(EnumSet.of(Operation.READ, Operation.LOCK));

  private final Random random;
  private final List<String> told = new ArrayList<>();
  private ForgetfulFolder folder = new ForgetfulFolder();
  private TextCheckpoints process;
  private String acknowledged = "";
  private final Set<String> since = new HashSet<>();
  private int states;
  private int powerCuts;
  private boolean off;

  private CheckpointHistory(long seed) throws Exception {
    this.random = new Random(seed);
    this.process = TextCheckpoints.start(folder);
  }

  /** Plays a history; returns how many power cuts were in it. */
  static int play(long seed) throws Exception {
    CheckpointHistory history = new CheckpointHistory(seed);
    try {
      int steps = 5 + history.random.nextInt(20);
      for (int i = 0; i < steps; i++) {
        history.step();
      }
      history.restart(true);
    } catch (Throwable e) {
      throw new AssertionError("history " + seed + ": " + history.told, e);
    }
    return history.powerCuts;
  }

  private void step() throws Exception {
    switch (random.nextInt(8)) {
      case 0 -> restart(random.nextBoolean());
      case 1 -> {
        int after = random.nextInt(12);
        told.add("off after " + after);
        offAfter(after);
        save();
        restart(random.nextInt(3) > 0);
      }
      case 2 -> {
        failOnce(random.nextInt(12));
        save();
        folder.fail((operation, name) -> {});
      }
      case 3 -> {
        folder.capacity(80 + random.nextInt(200));
        save();
        folder.capacity(Long.MAX_VALUE);
      }
      default -> save();
    }
  }

  private void save() {
    String state = "state " + ++states + "x".repeat(random.nextInt(60));
    since.add(state);
    try {
      process.save(state);
      acknowledged = state;
      since.clear();
      told.add("saved " + states);
    } catch (IOException e) {
      told.add("save " + states + " failed: " + e.getMessage());
    }
  }

  /** The process ends, by a kill or a power cut; the next may be cut down while it starts. */
  private void restart(boolean powerCut) throws Exception {
    end(powerCut);
    if (random.nextInt(4) == 0) {
      offAfter(random.nextInt(8));
      try {
        process = TextCheckpoints.start(folder);
      } catch (IOException e) {
        told.add("start failed");
      }
      boolean again = random.nextBoolean();
      end(again);
    }
    process = TextCheckpoints.start(folder);
    String restored = process.component.text;
    told.add("restored " + restored);
    if (!since.contains(restored)) {
      assertThat(restored).isEqualTo(acknowledged);
    }
    assertThat(process.events).noneMatch(e -> e instanceof FellBack || e instanceof NothingUsable);
    acknowledged = restored;
    since.clear();
  }

  private void end(boolean powerCut) throws IOException {
    told.add(powerCut ? "power cut" : "kill");
    off = false;
    folder.fail((operation, name) -> {});
    process.close();
    if (powerCut) {
      powerCuts++;
      folder = folder.afterPowerCut(random);
    }
  }

  private void offAfter(int operations) {
    int[] left = {operations};
    folder.fail(
        (operation, name) -> {
          if (off || left[0]-- == 0) {
            off = true;
            throw new IOException("off");
          }
        });
  }

  private void failOnce(int after) {
    int[] left = {after};
    folder.fail(
        (operation, name) -> {
          if (left[0]-- == 0 && CAN_FAIL.contains(operation)) {
            throw new IOException("failed " + operation);
          }
        });
  }
}
