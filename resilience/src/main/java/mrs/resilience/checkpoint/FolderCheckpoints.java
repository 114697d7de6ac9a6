package mrs.resilience.checkpoint;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mrs.resilience.folder.Folder;

/**
 * Checkpoints as files of a folder: {@code NAME.NUMBER.ckpt}, with {@code .bad} behind it where it
 * was found damaged, of which each component has at most {@value #MOST_SET_ASIDE}. The folder is
 * locked while this is open.
 */
public final class FolderCheckpoints implements CheckpointStorage {
  static final int MOST_SET_ASIDE = 8;
  private static final String LOCK = "checkpoints.lock";
  private static final String SUFFIX = ".ckpt";
  private static final String BAD = ".bad";
  private static final Pattern FILE =
      Pattern.compile(
          "(" + ComponentName.ALLOWED + ")\\.([0-9]{" + CheckpointId.DIGITS + "})\\.ckpt");

  private final Folder folder;
  private final Closeable lock;
  private volatile boolean closed;

  private FolderCheckpoints(Folder folder, Closeable lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Opens the checkpoints of a folder, and takes away what a killed process left half written.
   *
   * @return empty if somebody else has them open
   */
  public static Optional<FolderCheckpoints> open(Folder folder) throws IOException {
    Optional<Closeable> lock = folder.lock(LOCK);
    if (lock.isEmpty()) {
      return Optional.empty();
    }
    FolderCheckpoints opened = new FolderCheckpoints(folder, lock.get());
    try {
      opened.deleteUnfinished();
    } catch (IOException e) {
      opened.close();
      throw e;
    }
    return Optional.of(opened);
  }

  @Override
  public List<CheckpointId> list(ComponentName component) throws IOException {
    // A killed process may have named a file and not synced the name. Who restores it relies on it.
    folder().sync();
    return folder().names().stream()
        .flatMap(name -> id(name).stream())
        .filter(id -> id.component().equals(component))
        .toList();
  }

  @Override
  public byte[] read(CheckpointId id) throws IOException {
    long size = folder().size(file(id));
    if (size > CheckpointFormat.MOST_BYTES) {
      throw new IOException(
          file(id)
              + " has "
              + size
              + " bytes; no checkpoint has over "
              + CheckpointFormat.MOST_BYTES);
    }
    return folder().content(file(id));
  }

  @Override
  public void write(CheckpointId id, byte[] content) throws IOException {
    try {
      folder().put(file(id), content);
    } catch (IOException e) {
      deleteAfter(e, Folder.unfinished(file(id)));
      throw e;
    }
  }

  @Override
  public void delete(CheckpointId id) throws IOException {
    folder().delete(file(id));
  }

  @Override
  public void setAside(CheckpointId id) throws IOException {
    folder().move(file(id), file(id) + BAD);
    List<String> bad =
        setAside().filter(name -> name.startsWith(id.component() + ".")).sorted().toList();
    for (String oldest : bad.subList(0, Math.max(0, bad.size() - MOST_SET_ASIDE))) {
      folder().delete(oldest);
    }
  }

  /** Gives the folder free for somebody else. */
  @Override
  public void close() throws IOException {
    closed = true;
    lock.close();
  }

  @Override
  public String toString() {
    return folder.toString();
  }

  private Folder folder() throws IOException {
    if (closed) {
      throw new IOException("the checkpoints of " + folder + " are closed: open them again");
    }
    return folder;
  }

  private Stream<String> setAside() throws IOException {
    return folder().names().stream()
        .filter(name -> name.endsWith(BAD) && id(withoutEnd(name, BAD)).isPresent());
  }

  private void deleteUnfinished() throws IOException {
    String end = Folder.unfinished("");
    for (String name : folder.names()) {
      if (name.endsWith(end) && id(withoutEnd(name, end)).isPresent()) {
        folder.delete(name);
      }
    }
  }

  /** On a full disk what is half written is in the way of what is tried next. */
  private void deleteAfter(IOException failure, String name) {
    try {
      folder.delete(name);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private static Optional<CheckpointId> id(String name) {
    Matcher file = FILE.matcher(name);
    if (!file.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(file.group(2));
    return number == 0
        ? Optional.empty()
        : Optional.of(new CheckpointId(new ComponentName(file.group(1)), number));
  }

  private static String withoutEnd(String name, String end) {
    return name.substring(0, name.length() - end.length());
  }

  private static String file(CheckpointId id) {
    return id + SUFFIX;
  }
}
