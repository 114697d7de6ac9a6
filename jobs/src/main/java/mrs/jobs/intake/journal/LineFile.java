package mrs.jobs.intake.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;
import mrs.resilience.folder.AppendFile;
import mrs.resilience.folder.Folder;
import org.jspecify.annotations.Nullable;

/**
 * A file of {@link CheckedLine}s of one type. A line whose {@code append} has returned outlasts a
 * power cut. Lines that several threads append at a time are synced together.
 *
 * <p>After a write or a sync failed nobody knows what the file has: the next append, or {@link
 * #mend}, writes another one with all lines that hold.
 *
 * @param <T> what a line says
 */
final class LineFile<T extends Record> implements Closeable {
  private final Folder folder;
  private final String name;
  private final Supplier<List<T>> all;
  private final Queue<Waiting<T>> queue = new ArrayDeque<>();
  private @Nullable AppendFile file;

  /** Lines of one caller on their way. */
  private static final class Waiting<T> {
    private final List<T> lines;
    private boolean written;
    private @Nullable IOException failure;

    private Waiting(List<T> lines) {
      this.lines = lines;
    }
  }

  /**
   * What is in a file.
   *
   * @param lines those that are as they were written
   * @param broken how many others there are, the unfinished last one included
   */
  record ReadLines<T>(List<T> lines, int broken) {}

  /**
   * A file to be written on.
   *
   * @param all all lines that hold, those included that are being appended
   */
  LineFile(Folder folder, String name, Supplier<List<T>> all) {
    this.folder = folder;
    this.name = name;
    this.all = all;
  }

  /** Reads a file, also while another process writes it; one that is not there has no lines. */
  static <T extends Record> ReadLines<T> read(Folder folder, String name, Class<T> type)
      throws IOException {
    try {
      List<T> lines = new ArrayList<>();
      int broken = 0;
      for (String line : new String(folder.content(name), UTF_8).split("\n", -1)) {
        Optional<T> read = CheckedLine.read(line, type);
        read.ifPresent(lines::add);
        broken += read.isEmpty() && !line.isEmpty() ? 1 : 0;
      }
      return new ReadLines<>(lines, broken);
    } catch (NoSuchFileException e) {
      return new ReadLines<>(List.of(), 0);
    }
  }

  /**
   * Adds lines at the end; they are on the disk when this returns.
   *
   * @throws IOException if nobody knows whether they are
   */
  void append(List<T> lines) throws IOException {
    Waiting<T> mine = new Waiting<>(lines);
    synchronized (queue) {
      queue.add(mine);
    }
    synchronized (this) {
      if (!mine.written) {
        writeAll();
      }
    }
    if (mine.failure != null) {
      throw new IOException(mine.failure.getMessage(), mine.failure);
    }
  }

  /** Writes the file anew with all lines that hold, if it is not known to have them. */
  synchronized void mend() throws IOException {
    if (file == null) {
      rewrite();
    }
  }

  /** Writes the file anew, whole or not at all, with all lines that hold. */
  synchronized void rewrite() throws IOException {
    close();
    folder.put(name, bytes(all.get()));
    file = folder.append(name);
  }

  private void writeAll() {
    List<Waiting<T>> group = new ArrayList<>();
    synchronized (queue) {
      group.addAll(queue);
      queue.clear();
    }
    @Nullable IOException failure = null;
    try {
      write(group.stream().flatMap(each -> each.lines.stream()).toList());
    } catch (IOException e) {
      failure = e;
    }
    for (Waiting<T> each : group) {
      each.written = true;
      each.failure = failure;
    }
  }

  private void write(List<T> lines) throws IOException {
    AppendFile open = file;
    if (open == null) {
      rewrite();
      return;
    }
    try {
      open.write(ByteBuffer.wrap(bytes(lines)));
      open.sync();
    } catch (IOException e) {
      closeAfter(e);
      throw e;
    }
  }

  private void closeAfter(IOException failure) {
    try {
      close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private static <T extends Record> byte[] bytes(List<T> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(CheckedLine.of(line)).append('\n'));
    return text.toString().getBytes(UTF_8);
  }

  /** Whether the file is known to have all lines that hold. */
  synchronized boolean isSound() {
    return file != null;
  }

  @Override
  public synchronized void close() throws IOException {
    AppendFile open = file;
    file = null;
    if (open != null) {
      open.close();
    }
  }
}
