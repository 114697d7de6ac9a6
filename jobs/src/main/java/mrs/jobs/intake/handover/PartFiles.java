package mrs.jobs.intake.handover;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import mrs.jobs.intake.delivery.UploadId;
import mrs.resilience.folder.AppendFile;
import mrs.resilience.folder.Folder;
import org.jspecify.annotations.Nullable;

/**
 * What has come so far of the uploads into one sub-folder, in hidden files.
 *
 * <p>A part is a run of chunks that followed each other. Chunks come in order but for two cases:
 * after the folder was away live ones go first, and what was not acknowledged comes again. Then
 * another part begins, and where two parts have the same bytes the one that starts later counts: it
 * holds what came again.
 *
 * <p>That rests on this: a batch is acknowledged as a whole before the next one is taken, only
 * parts that were begun here are written on, and after any failure, as after the start of a
 * process, everything is begun anew ({@link #close}, and another one of these). So what stands
 * behind a chunk in its part was acknowledged with it or later: if the chunk comes again, so does
 * all behind it.
 */
final class PartFiles implements Closeable {
  private static final int COPY_BYTES = 1 << 20;

  private final Folder folder;
  private final Map<UploadId, TreeMap<Long, Part>> parts = new HashMap<>();
  private final List<String> garbage = new ArrayList<>();
  private boolean namesChanged;

  /** A part, and how it is written on, if it is. */
  private static final class Part {
    private final String file;
    private long size;
    private @Nullable AppendFile open;
    private boolean unsynced;

    private Part(String file, long size, @Nullable AppendFile open) {
      this.file = file;
      this.size = size;
      this.open = open;
    }

    private void append(ByteBuffer content) throws IOException {
      AppendFile to = open;
      if (to == null) {
        throw new ClosedChannelException();
      }
      size += content.remaining();
      unsynced = true;
      to.write(content);
    }

    private void sync() throws IOException {
      if (open != null && unsynced) {
        open.sync();
        unsynced = false;
      }
    }

    private void close() throws IOException {
      AppendFile closed = open;
      open = null;
      if (closed != null) {
        closed.close();
      }
    }
  }

  /** Bytes of a delivery, from {@code start} on, that are the first of a part. */
  private record Piece(long start, long length, Part from) {}

  /** What lies in the folder was left by an earlier process, or before a failure. */
  PartFiles(Folder folder) throws IOException {
    this.folder = folder;
    for (String file : folder.names()) {
      Optional<PartName> name = PartName.of(file);
      if (name.isPresent()) {
        partsOf(name.get().upload())
            .put(name.get().start(), new Part(file, folder.size(file), null));
      } else if (PartName.isWhole(file)) {
        folder.delete(file);
      }
    }
  }

  /** All uploads of which there are parts. */
  Set<UploadId> uploads() {
    return Set.copyOf(parts.keySet());
  }

  /** Keeps a chunk; it is on the disk after the next {@link #sync}. */
  void write(UploadId upload, long offset, ByteBuffer content) throws IOException {
    TreeMap<Long, Part> of = partsOf(upload);
    Map.@Nullable Entry<Long, Part> before = of.floorEntry(offset);
    if (before != null
        && before.getValue().open != null
        && before.getKey() + before.getValue().size == offset) {
      before.getValue().append(content);
      return;
    }
    Part again = of.remove(offset);
    if (again != null) {
      again.close();
      folder.delete(again.file);
    }
    String file = new PartName(upload, offset).file();
    namesChanged = true;
    Part part = new Part(file, 0, folder.create(file));
    of.put(offset, part);
    part.append(content);
  }

  /**
   * Puts the first {@code bytes} bytes of an upload into one file that is on the disk, if all of
   * them are there.
   *
   * @return the name of that file
   */
  Optional<String> assemble(UploadId upload, long bytes) throws IOException {
    Optional<List<Piece>> pieces = pieces(parts.getOrDefault(upload, new TreeMap<>()), bytes);
    if (pieces.isEmpty()) {
      return Optional.empty();
    }
    Part first = pieces.get().get(0).from();
    if (pieces.get().size() == 1 && first.size == bytes && first.open != null) {
      first.sync();
      return Optional.of(first.file);
    }
    return Optional.of(copy(PartName.whole(upload), pieces.get()));
  }

  private static Optional<List<Piece>> pieces(TreeMap<Long, Part> of, long bytes) {
    List<Piece> pieces = new ArrayList<>();
    long next = 0;
    while (next < bytes) {
      Part part = of.get(next);
      if (part == null) {
        return Optional.empty();
      }
      Long after = of.higherKey(next);
      long end = Math.min(bytes, next + part.size);
      if (after != null) {
        end = Math.min(end, after);
      }
      if (end == next) {
        return Optional.empty();
      }
      pieces.add(new Piece(next, end - next, part));
      next = end;
    }
    return Optional.of(pieces);
  }

  private String copy(String to, List<Piece> pieces) throws IOException {
    folder.delete(to);
    namesChanged = true;
    ByteBuffer buffer = ByteBuffer.allocate(COPY_BYTES);
    try (AppendFile file = folder.create(to)) {
      for (Piece each : pieces) {
        long copied = 0;
        while (copied < each.length()) {
          buffer.clear().limit((int) Math.min(COPY_BYTES, each.length() - copied));
          int read = folder.read(each.from().file, copied, buffer);
          if (read == 0) {
            throw new IOException(each.from().file + " is shorter than it was; somebody cut it");
          }
          file.write(buffer.flip());
          copied += read;
        }
      }
      file.sync();
    }
    return to;
  }

  /** Gives an assembled file its name, which it has for good after the next {@link #sync}. */
  void name(UploadId upload, String assembled, String name) throws IOException {
    namesChanged = true;
    folder.move(assembled, name);
    TreeMap<Long, Part> of = parts.getOrDefault(upload, new TreeMap<>());
    of.values().removeIf(part -> part.file.equals(assembled) && closed(part));
  }

  /** Takes an assembled file away that is not what it should be; the parts stay. */
  void discard(String assembled) throws IOException {
    if (PartName.isWhole(assembled)) {
      folder.delete(assembled);
    }
  }

  private static boolean closed(Part part) {
    try {
      part.close();
    } catch (IOException e) {
      // It has been synced; only the handle is lost.
    }
    return true;
  }

  /** What there is of an upload is not needed any more. */
  void drop(UploadId upload) {
    TreeMap<Long, Part> of = parts.getOrDefault(upload, new TreeMap<>());
    of.values().forEach(each -> garbage.add(each.file));
    of.values().forEach(PartFiles::closed);
    parts.remove(upload);
  }

  /** A file is not needed any more. */
  void dropFile(String file) {
    garbage.add(file);
  }

  /** All that was written and named before is on the disk when this returns. */
  void sync() throws IOException {
    for (TreeMap<Long, Part> of : parts.values()) {
      for (Part each : of.values()) {
        each.sync();
      }
    }
    if (namesChanged) {
      folder.sync();
      namesChanged = false;
    }
  }

  /**
   * Takes away what is not needed any more. Not before it is noted, on the disk, what has come of
   * it: a power cut may keep any of the changes of names that were not synced.
   */
  void removeDropped() throws IOException {
    for (String each : garbage) {
      folder.delete(each);
      namesChanged = true;
    }
    garbage.clear();
  }

  /** The next {@link #sync} puts names on the disk, whoever gave them. */
  void namesChanged() {
    namesChanged = true;
  }

  Folder folder() {
    return folder;
  }

  private TreeMap<Long, Part> partsOf(UploadId upload) {
    return parts.computeIfAbsent(upload, id -> new TreeMap<>());
  }

  @Override
  public void close() throws IOException {
    for (TreeMap<Long, Part> of : parts.values()) {
      of.values().forEach(PartFiles::closed);
    }
    parts.clear();
  }
}
