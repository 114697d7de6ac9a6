package mrs.jobs.chaos.scratch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder is not where it was, and comes back. */
public final class FolderGone implements Disturbance {
  private final Path folder;
  private final Path aside;

  /** Of {@code folder}, which lies in {@code scratch}. */
  public FolderGone(ScratchFolder scratch, Path folder) {
    this.folder = scratch.checked(folder);
    this.aside = scratch.checked(scratch.root().resolve("gone-" + folder.getFileName()));
  }

  @Override
  public void begin() throws IOException {
    Files.move(folder, aside);
  }

  @Override
  public void end() throws IOException {
    if (Files.exists(aside)) {
      Files.move(aside, folder);
    }
  }
}
