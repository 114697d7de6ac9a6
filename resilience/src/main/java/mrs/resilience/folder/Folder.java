package mrs.resilience.folder;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The files of one folder. What was written outlasts a power cut once the file is synced, that it
 * has a name (or has it no more) once the folder is; a name without its content is a broken file,
 * so content goes first.
 *
 * <p>After a failed sync nobody knows what is on the disk, and a second try may report success for
 * what the first one dropped: whoever gets an {@link IOException} from a sync gives the file up and
 * writes another.
 */
public interface Folder {
  /** The names of all files, sorted. */
  List<String> names() throws IOException;

  /** How many bytes the file has. */
  long size(String name) throws IOException;

  /**
   * Reads from byte {@code from} on until {@code into} is full or the file ends.
   *
   * @return how many bytes were read; 0 at the end of the file
   */
  int read(String name, long from, ByteBuffer into) throws IOException;

  /** Makes a new, empty file; fails where there is one of this name. */
  AppendFile create(String name) throws IOException;

  /** Opens a file to write on at its end. */
  AppendFile append(String name) throws IOException;

  /** Cuts a file to its first {@code size} bytes, on the disk too. */
  void truncate(String name, long size) throws IOException;

  /** Gives a file another name; a file that has that name already is replaced, at once. */
  void move(String from, String to) throws IOException;

  /** Takes a file away; nothing happens where there is none. */
  void delete(String name) throws IOException;

  /** Puts the names on the disk. */
  void sync() throws IOException;

  /** How many bytes can still be written. */
  long usableBytes() throws IOException;

  /**
   * Takes a lock that no other process (and nobody else in this one) can hold at the same time; it
   * is free again when closed, or when the process is gone.
   *
   * @return empty if somebody else holds it
   */
  Optional<Closeable> lock(String name) throws IOException;

  /** The whole content of a file. */
  default byte[] content(String name) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(size(name)));
    int read = read(name, 0, content);
    return read == content.capacity() ? content.array() : Arrays.copyOf(content.array(), read);
  }

  /**
   * Gives a file this content, whole or not at all, in place of what it had, on the disk when this
   * returns. What a killed process left unfinished under {@link #unfinished} is overwritten.
   */
  default void put(String name, byte[] content) throws IOException {
    String unfinished = unfinished(name);
    delete(unfinished);
    try (AppendFile file = create(unfinished)) {
      file.write(ByteBuffer.wrap(content));
      file.sync();
    }
    move(unfinished, name);
    sync();
  }

  /** The name under which {@link #put} writes before the file has its content. */
  static String unfinished(String name) {
    return name + ".tmp";
  }
}
