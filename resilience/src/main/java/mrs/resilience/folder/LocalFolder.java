package mrs.resilience.folder;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A folder on a disk of this machine. Only its owner can read it, because a queue or a cache holds
 * what came from people (where the file system knows no owners, it is as open as its parent).
 */
public final class LocalFolder implements Folder {
  private final Path root;
  private final boolean posix;

  private LocalFolder(Path root, boolean posix) {
    this.root = root;
    this.posix = posix;
  }

  /** Opens the folder {@code root}; makes it, with those above it, where there is none. */
  public static LocalFolder open(Path root) throws IOException {
    Path absolute = root.toAbsolutePath().normalize();
    Path existing = absolute;
    while (!Files.isDirectory(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    boolean posix = existing.getFileSystem().supportedFileAttributeViews().contains("posix");
    make(absolute, posix);
    return new LocalFolder(absolute, posix);
  }

  private static void make(Path folder, boolean posix) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path above = folder.getParent();
    if (above != null) {
      make(above, posix);
    }
    Files.createDirectories(folder, onlyTheOwner(posix, "rwx------"));
    if (above != null) {
      syncNames(above);
    }
  }

  @Override
  public List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> String.valueOf(file.getFileName()))
          .sorted()
          .toList();
    }
  }

  @Override
  public long size(String name) throws IOException {
    return Files.size(path(name));
  }

  @Override
  public int read(String name, long from, ByteBuffer into) throws IOException {
    int start = into.position();
    try (FileChannel channel = FileChannel.open(path(name), READ)) {
      while (into.hasRemaining()) {
        if (channel.read(into, from + into.position() - start) < 0) {
          break;
        }
      }
    }
    return into.position() - start;
  }

  @Override
  public AppendFile create(String name) throws IOException {
    return new LocalFile(
        FileChannel.open(path(name), Set.of(CREATE_NEW, WRITE), onlyTheOwner(posix, "rw-------")));
  }

  @Override
  public AppendFile append(String name) throws IOException {
    FileChannel channel = FileChannel.open(path(name), WRITE);
    channel.position(channel.size());
    return new LocalFile(channel);
  }

  @Override
  public void truncate(String name, long size) throws IOException {
    try (FileChannel channel = FileChannel.open(path(name), WRITE)) {
      channel.truncate(size);
      channel.force(true);
    }
  }

  @Override
  public void move(String from, String to) throws IOException {
    Files.move(
        path(from), path(to), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void delete(String name) throws IOException {
    Files.deleteIfExists(path(name));
  }

  @Override
  public void sync() throws IOException {
    syncNames(root);
  }

  @Override
  public long usableBytes() throws IOException {
    return Files.getFileStore(root).getUsableSpace();
  }

  @Override
  public Optional<Closeable> lock(String name) throws IOException {
    Set<OpenOption> options = Set.of(CREATE, WRITE);
    FileChannel channel = FileChannel.open(path(name), options, onlyTheOwner(posix, "rw-------"));
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(channel);
      }
    } catch (OverlappingFileLockException e) {
      // Somebody else in this process holds it.
    }
    channel.close();
    return Optional.empty();
  }

  @Override
  public String toString() {
    return root.toString();
  }

  private Path path(String name) throws NoSuchFileException {
    Path path = root.resolve(name).normalize();
    if (!root.equals(path.getParent())) {
      throw new NoSuchFileException(name, null, "a file of " + root + " has a plain name");
    }
    return path;
  }

  private static FileAttribute<?>[] onlyTheOwner(boolean posix, String permissions) {
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static void syncNames(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, READ)) {
      channel.force(true);
    }
  }

  /** A file that only this process appends to. */
  private static final class LocalFile implements AppendFile {
    private final FileChannel channel;
    private long size;

    private LocalFile(FileChannel channel) throws IOException {
      this.channel = channel;
      this.size = channel.position();
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public void write(ByteBuffer... buffers) throws IOException {
      long left = 0;
      for (ByteBuffer buffer : buffers) {
        left += buffer.remaining();
      }
      while (left > 0) {
        long written = channel.write(buffers);
        left -= written;
        size += written;
      }
    }

    @Override
    public void sync() throws IOException {
      channel.force(false);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
