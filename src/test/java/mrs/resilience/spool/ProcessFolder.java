package mrs.resilience.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mrs.resilience.folder.AppendFile;
import mrs.resilience.folder.Folder;

/**
 * A folder as one process has it: killed, the process does nothing more, its locks are free, and
 * what it wrote is there, though not on the disk.
 */
class ProcessFolder implements Folder {
  private final Folder disk;
  private final List<Closeable> locks = new ArrayList<>();
  private boolean killed;

  ProcessFolder(Folder disk) {
    this.disk = disk;
  }

  void kill() throws IOException {
    killed = true;
    for (Closeable each : locks) {
      each.close();
    }
  }

  private Folder disk() throws IOException {
    if (killed) {
      throw new IOException("the process is gone");
    }
    return disk;
  }

  @Override
  public List<String> names() throws IOException {
    return disk().names();
  }

  @Override
  public long size(String name) throws IOException {
    return disk().size(name);
  }

  @Override
  public int read(String name, long from, ByteBuffer into) throws IOException {
    return disk().read(name, from, into);
  }

  @Override
  public AppendFile create(String name) throws IOException {
    return new Writing(disk().create(name));
  }

  @Override
  public AppendFile append(String name) throws IOException {
    return new Writing(disk().append(name));
  }

  @Override
  public void truncate(String name, long size) throws IOException {
    disk().truncate(name, size);
  }

  @Override
  public void move(String from, String to) throws IOException {
    disk().move(from, to);
  }

  @Override
  public void delete(String name) throws IOException {
    disk().delete(name);
  }

  @Override
  public void sync() throws IOException {
    disk().sync();
  }

  @Override
  public long usableBytes() throws IOException {
    return disk().usableBytes();
  }

  @Override
  public Optional<Closeable> lock(String name) throws IOException {
    Optional<Closeable> lock = disk().lock(name);
    lock.ifPresent(locks::add);
    return lock;
  }

  /** A file that the process writes to. */
  private final class Writing implements AppendFile {
    private final AppendFile file;

    private Writing(AppendFile file) {
      this.file = file;
    }

    @Override
    public long size() {
      return file.size();
    }

    @Override
    public void write(ByteBuffer... buffers) throws IOException {
      disk();
      file.write(buffers);
    }

    @Override
    public void sync() throws IOException {
      disk();
      file.sync();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
