package mrs.jobs.chaos.parts;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import mrs.jobs.chaos.scratch.DamagedFile;
import mrs.jobs.chaos.scratch.ScratchFolder;
import mrs.resilience.Ticker;
import mrs.resilience.checkpoint.CheckpointEvent;
import mrs.resilience.checkpoint.CheckpointEvent.FellBack;
import mrs.resilience.checkpoint.CheckpointHandle;
import mrs.resilience.checkpoint.ComponentCheckpoints;
import mrs.resilience.checkpoint.FolderCheckpoints;
import mrs.resilience.checkpoint.StateRefused;
import mrs.resilience.folder.LocalFolder;

/**
 * The newest checkpoint is cut, or a bit of it is another: the one before is restored, one event
 * says so, and the component can be saved again.
 */
final class CheckpointPart implements DamagedPart {
  private static final int KEPT = 2;
  private static final int MOST_SAVES = 20;
  private static final String FILE = ".ckpt";

  @Override
  public PartOutcome play(ScratchFolder scratch, Random random, Ticker ticker) throws IOException {
    Path root = scratch.checked(scratch.root().resolve("checkpoints"));
    LocalFolder folder = LocalFolder.open(root);
    try {
      long saves = KEPT + random.nextInt(MOST_SAVES);
      fill(folder, saves, ticker);
      String newest =
          folder.names().stream().filter(n -> n.endsWith(FILE)).reduce((a, b) -> b).orElseThrow();
      DamagedFile file = new DamagedFile(scratch, root.resolve(newest), random);
      if (random.nextBoolean()) {
        file.flipABit(0);
      } else {
        file.cut();
      }
      return recover(folder, saves, ticker);
    } catch (StateRefused e) {
      throw new IOException(e);
    }
  }

  private static void fill(LocalFolder folder, long saves, Ticker ticker)
      throws IOException, StateRefused {
    CountedSaves component = new CountedSaves();
    try (ComponentCheckpoints all = open(folder, ticker, new ArrayList<>())) {
      CheckpointHandle handle = all.attach(component);
      for (long save = 1; save <= saves; save++) {
        component.count(save);
        handle.save();
      }
    }
  }

  private static PartOutcome recover(LocalFolder folder, long saves, Ticker ticker)
      throws IOException, StateRefused {
    List<CheckpointEvent> events = new ArrayList<>();
    List<String> broken = new ArrayList<>();
    CountedSaves component = new CountedSaves();
    Duration took;
    List<String> told;
    long from = ticker.nanos();
    try (ComponentCheckpoints all = open(folder, ticker, events)) {
      CheckpointHandle handle = all.attach(component);
      took = Duration.ofNanos(ticker.nanos() - from);
      told = events.stream().map(CheckpointPart::told).toList();
      if (component.number() != saves - 1) {
        broken.add("state " + component.number() + " is restored instead of " + (saves - 1));
      }
      component.count(saves + 1);
      handle.save();
    }
    checkSaved(folder, saves + 1, broken, ticker);
    String predicted = told(saves - 1, saves);
    if (!told.equals(List.of(predicted))) {
      broken.add("told " + told + " instead of " + predicted);
    }
    return new PartOutcome(List.of(predicted), told, told.isEmpty() ? 1 : 0, took, broken);
  }

  /** What was saved after recovery is what the next process gets. */
  private static void checkSaved(
      LocalFolder folder, long number, List<String> broken, Ticker ticker)
      throws IOException, StateRefused {
    CountedSaves component = new CountedSaves();
    List<CheckpointEvent> events = new ArrayList<>();
    try (ComponentCheckpoints all = open(folder, ticker, events)) {
      if (all.attach(component).restored().isEmpty()
          || component.number() != number
          || !events.isEmpty()) {
        broken.add("what was saved after recovery is not there: " + component.number());
      }
    }
  }

  private static ComponentCheckpoints open(
      LocalFolder folder, Ticker ticker, List<CheckpointEvent> events) throws IOException {
    FolderCheckpoints storage =
        FolderCheckpoints.open(folder)
            .orElseThrow(() -> new IOException("somebody else has the checkpoints open"));
    return new ComponentCheckpoints(storage, KEPT, ticker, events::add);
  }

  private static String told(CheckpointEvent event) {
    return event instanceof FellBack back
        ? told(back.to().number(), back.damaged().get(0).id().number())
        : event.getClass().getSimpleName();
  }

  private static String told(long to, long from) {
    return "FellBack from " + from + " to " + to;
  }
}
