package mrs.jobs.chaos.scratch;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import mrs.jobs.disk.FolderTree;
import mrs.jobs.messages.Problem;

/**
 * A folder that is made for faults and for nothing else. Whatever makes one go wrong asks {@link
 * #checked} first, which passes only what lies in here: not what a link leads out to, and no file
 * that has a second name, since that may be outside.
 */
public final class ScratchFolder {
  private static final String MARKER = "made-by-mrs-chaos";

  private final Path root;

  private ScratchFolder(Path root) {
    this.root = root;
  }

  /**
   * Makes the folder {@code root}; what an earlier rehearsal left in it is cleared.
   *
   * @param real the warehouse that must not be touched, where there is one
   * @throws Problem if {@code root} holds anything else, or lies in the warehouse or around it
   */
  public static ScratchFolder make(Path root, Optional<Path> real) {
    try {
      Path place = resolved(root);
      if (real.isPresent()) {
        Path warehouse = resolved(real.get());
        if (place.startsWith(warehouse) || warehouse.startsWith(place)) {
          throw Problem.refused(
              "the scratch folder " + root + " and the warehouse " + real.get() + " overlap",
              "faults are rehearsed in a copy only: name a folder elsewhere with --scratch");
        }
      }
      if (Files.exists(place) && !isFree(place)) {
        if (!Files.exists(place.resolve(MARKER))) {
          throw Problem.refused(
              "the folder " + root + " is not empty and no rehearsal made it",
              "name a new folder with --scratch");
        }
        FolderTree.delete(place);
      }
      Files.createDirectories(place);
      Files.writeString(
          place.resolve(MARKER), "'mrs chaos' made this folder and clears it when it starts.\n");
      return new ScratchFolder(place.toRealPath());
    } catch (IOException e) {
      throw Problem.failed(
          "the scratch folder " + root + " cannot be made: " + e,
          "check that the disk is writable and not full, or name another with --scratch",
          e);
    }
  }

  /** Where it lies, every link followed. */
  public Path root() {
    return root;
  }

  /**
   * Passes {@code path}, which need not be there, if it lies in this folder.
   *
   * @throws Problem otherwise
   */
  public Path checked(Path path) {
    try {
      Path real = resolved(path);
      if (!real.startsWith(root) || real.equals(root)) {
        throw outside(path, "it does not lie in the scratch folder " + root);
      }
      if (Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS) && names(real) > 1) {
        throw outside(path, "the file has another name, perhaps outside the scratch folder");
      }
      return real;
    } catch (IOException e) {
      throw outside(path, "it cannot be told where it lies: " + e);
    }
  }

  /** Takes the folder away, with all that is in it. */
  public void delete() {
    try {
      FolderTree.delete(root);
    } catch (IOException e) {
      throw Problem.failed(
          "the scratch folder " + root + " cannot be deleted: " + e, "delete it by hand", e);
    }
  }

  private static Problem outside(Path path, String why) {
    return Problem.refused(
        "no fault is made at " + path + ": " + why,
        "start 'mrs chaos run', which copies the warehouse first");
  }

  /** The real path of what is there of {@code path}, and the rest of it. */
  private static Path resolved(Path path) throws IOException {
    Path absolute = path.toAbsolutePath().normalize();
    Path there = absolute;
    while (!Files.exists(there)) {
      there = Objects.requireNonNull(there.getParent(), "the root of a file system is there");
    }
    return there.toRealPath().resolve(there.relativize(absolute)).normalize();
  }

  private static int names(Path file) throws IOException {
    FileStore store = Files.getFileStore(file);
    return store.supportsFileAttributeView("unix") || store.supportsFileAttributeView("posix")
        ? (Integer) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS)
        : 1;
  }

  private static boolean isFree(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }
}
