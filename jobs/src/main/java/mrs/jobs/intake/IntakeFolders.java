package mrs.jobs.intake;

import java.io.IOException;
import java.nio.file.Path;
import mrs.resilience.folder.Folder;
import mrs.resilience.folder.LocalFolder;

/**
 * Where an intake keeps what it takes.
 *
 * @param own its ledger of deliveries and its journal of events
 * @param queue the spool
 */
public record IntakeFolders(Folder own, Folder queue) {
  private static final String QUEUE = "queue";

  /** Opens the folders below {@code root}; makes them where there are none. */
  public static IntakeFolders at(Path root) throws IOException {
    return new IntakeFolders(LocalFolder.open(root), LocalFolder.open(root.resolve(QUEUE)));
  }
}
