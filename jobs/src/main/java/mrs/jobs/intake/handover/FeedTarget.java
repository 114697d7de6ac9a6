package mrs.jobs.intake.handover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import mrs.resilience.folder.Folder;
import mrs.resilience.folder.LocalFolder;

/** The feed folder that deliveries are handed over to. */
public interface FeedTarget {
  /** Whether it has a sub-folder; what is away has none. */
  boolean has(String subFolder);

  /**
   * Opens a sub-folder; makes it where there is none.
   *
   * @throws IOException if the feed folder is away
   */
  Folder open(String subFolder) throws IOException;

  /**
   * A feed folder on a file system of this machine. It has to be there: where a share is not
   * mounted, deliveries would go to a folder that the mount then hides.
   */
  static FeedTarget at(Path root) {
    return new FeedTarget() {
      @Override
      public boolean has(String subFolder) {
        return Files.isDirectory(root.resolve(subFolder));
      }

      @Override
      public Folder open(String subFolder) throws IOException {
        if (!Files.isDirectory(root)) {
          throw new NotDirectoryException(root.toString());
        }
        return LocalFolder.open(root.resolve(subFolder));
      }
    };
  }
}
