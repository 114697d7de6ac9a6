package mrs.resilience.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import mrs.resilience.folder.ForgetfulFolder;
import mrs.resilience.folder.ForgetfulFolder.Operation;

/**
 * One random history of a retry queue on a disk that forgets: commands come and are carried out,
 * the process is killed or the power cut before any operation, operations fail.
 */
final class RetryHistory {
  private static final Duration YEAR = Duration.ofDays(366);

  private final Random random;
  private final List<String> told = new ArrayList<>();
  private final CommandWorld world = new CommandWorld();
  private final Set<String> acknowledged = new HashSet<>();
  private final Set<String> inDoubt = new HashSet<>();
  private final Set<String> refused = new TreeSet<>();
  private List<String> known = List.of();
  private ForgetfulFolder folder = new ForgetfulFolder();
  private RetryProcess process;
  private long millis;
  private int ends;
  private boolean off;

  private RetryHistory(long seed) throws Exception {
    random = new Random(seed);
    start();
  }

  /** Plays a history; returns how often the process ended in it. */
  static int play(long seed) throws Exception {
    RetryHistory history = new RetryHistory(seed);
    try {
      int steps = 5 + history.random.nextInt(25);
      for (int i = 0; i < steps; i++) {
        history.step();
      }
      history.restart();
      history.finish();
    } catch (Throwable e) {
      throw new AssertionError("history " + seed + ": " + history.told, e);
    }
    return history.ends;
  }

  private void step() throws Exception {
    switch (random.nextInt(6)) {
      case 0 -> {
        offAfter(random.nextInt(25));
        enqueueOrDrain();
        restart();
      }
      case 1 -> {
        failOnce(random.nextInt(20));
        enqueueOrDrain();
        folder.fail((operation, name) -> {});
      }
      case 2 -> restart();
      default -> enqueueOrDrain();
    }
  }

  private void enqueueOrDrain() {
    if (random.nextInt(3) > 0) {
      enqueue();
    } else {
      drain(random.nextInt(2_000));
    }
  }

  private void enqueue() {
    String id = CommandWorld.KINDS.charAt(random.nextInt(5)) + "" + random.nextInt(1_000);
    // Whoever was not acknowledged comes again.
    if (random.nextBoolean() && !refused.isEmpty()) {
      id = refused.iterator().next();
    }
    refused.remove(id);
    if (acknowledged.contains(id)) {
      return;
    }
    Set<String> before = Set.copyOf(process.queue.ids());
    if (!before.contains(id)) {
      world.offered(id);
      inDoubt.add(id);
    }
    String key = "k" + id.charAt(id.length() - 1) % 2;
    try {
      process.queue.enqueue(RetryProcess.command(id, key, 0, YEAR));
      acknowledged.add(id);
      saved();
      told.add("enqueued " + id + " of " + key);
    } catch (IOException e) {
      refused.add(id);
      told.add("enqueuing " + id + " failed: " + e.getMessage());
    }
  }

  private void drain(long later) {
    millis += later;
    try {
      told.add(process.queue.drain(RetryProcess.at(millis)).toString());
      saved();
    } catch (IOException e) {
      told.add("drain failed: " + e.getMessage());
    }
  }

  /** What the queue has now is on the disk: no more, no less. */
  private void saved() {
    known = process.queue.ids();
    inDoubt.clear();
  }

  private void restart() throws Exception {
    boolean powerCut = random.nextBoolean();
    told.add(powerCut ? "power cut" : "kill");
    ends++;
    off = false;
    folder.fail((operation, name) -> {});
    process.close();
    if (powerCut) {
      folder = folder.afterPowerCut(random);
    }
    start();
    List<String> restored = process.queue.ids();
    told.add("restored " + restored);
    assertThat(process.events).isEmpty();
    assertThat(restored).containsAll(known.stream().filter(id -> !world.isFinished(id)).toList());
    assertThat(restored).allMatch(id -> known.contains(id) || inDoubt.contains(id));
    acknowledged.addAll(restored);
    saved();
  }

  private void start() throws Exception {
    process = RetryProcess.start(folder);
    process.outcome = world::carryOut;
    process.sink = world::take;
  }

  private void finish() throws Exception {
    for (int i = 0; i < 200 && !process.queue.ids().isEmpty(); i++) {
      drain(40_000);
    }
    assertThat(process.queue.ids()).isEmpty();
    for (String id : acknowledged) {
      boolean lost = id.startsWith("f") || id.startsWith("r");
      assertThat(world.done.contains(id)).as(id).isEqualTo(!lost);
      int letters = world.letters.getOrDefault(id, 0);
      assertThat(letters).as(id).isBetween(lost ? 1 : 0, lost ? 1 + ends : 0);
      assertThat(world.tries.get(id)).as(id).isLessThanOrEqualTo(5 + ends);
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
          if (left[0]-- == 0 && operation != Operation.LOCK) {
            throw new IOException("failed " + operation);
          }
        });
  }
}
