package mrs.jobs.disk;

import java.io.IOException;
import java.nio.file.Path;

/** Has a test called in place of the operating system's sync, for as long as something is done. */
public final class WatchedSyncs {
  private WatchedSyncs() {}

  /** Called with each file or folder that is to be put on the disk; may refuse. */
  @FunctionalInterface
  public interface Watcher {
    void synced(Path path) throws IOException;
  }

  /** What is done while syncs go to the watcher. */
  @FunctionalInterface
  public interface Actions {
    void run() throws IOException;
  }

  /** Does {@code act}, of which {@code watcher} gets the syncs. */
  public static void during(Watcher watcher, Actions act) throws IOException {
    Disk.Sync former = Disk.replaceSync(watcher::synced);
    try {
      act.run();
    } finally {
      Disk.replaceSync(former);
    }
  }
}
