package mrs.jobs.intake;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mrs.resilience.folder.AppendFile;
import mrs.resilience.folder.Folder;

/**
 * Folders as one process has them. Killed, at once or at an operation that was chosen before, it
 * does nothing more and its locks are free; what it wrote is there, though not on the disk.
 */
public final class OneProcess {
  private final List<Closeable> locks = new ArrayList<>();
  private boolean killed;
  private long operations;
  private long killAt = Long.MAX_VALUE;

  /** The folder as this process has it. */
  public Folder folder(Folder disk) {
    return new Mine(disk);
  }

  /** How many operations on files there were. */
  public long operations() {
    return operations;
  }

  /** Kills the process before its operation of this number, from 1 on. */
  public void killAt(long operation) {
    killAt = operation;
  }

  /** Whether it is dead. */
  public boolean isKilled() {
    return killed;
  }

  /** Kills it. */
  public void kill() throws IOException {
    killed = true;
    for (Closeable each : locks) {
      each.close();
    }
    locks.clear();
  }

  private void operate() throws IOException {
    operations++;
    if (operations == killAt) {
      kill();
    }
    if (killed) {
      throw new IOException("the process is gone");
    }
  }

  private final class Mine implements Folder {
    private final Folder disk;

    private Mine(Folder disk) {
      this.disk = disk;
    }

    @Override
    public List<String> names() throws IOException {
      operate();
      return disk.names();
    }

    @Override
    public long size(String name) throws IOException {
      operate();
      return disk.size(name);
    }

    @Override
    public int read(String name, long from, ByteBuffer into) throws IOException {
      operate();
      return disk.read(name, from, into);
    }

    @Override
    public AppendFile create(String name) throws IOException {
      operate();
      return new Writing(disk.create(name));
    }

    @Override
    public AppendFile append(String name) throws IOException {
      operate();
      return new Writing(disk.append(name));
    }

    @Override
    public void truncate(String name, long size) throws IOException {
      operate();
      disk.truncate(name, size);
    }

    @Override
    public void move(String from, String to) throws IOException {
      operate();
      disk.move(from, to);
    }

    @Override
    public void delete(String name) throws IOException {
      operate();
      disk.delete(name);
    }

    @Override
    public void sync() throws IOException {
      operate();
      disk.sync();
    }

    @Override
    public long usableBytes() throws IOException {
      operate();
      return disk.usableBytes();
    }

    @Override
    public Optional<Closeable> lock(String name) throws IOException {
      operate();
      Optional<Closeable> lock = disk.lock(name);
      lock.ifPresent(locks::add);
      return lock;
    }

    @Override
    public String toString() {
      return disk.toString();
    }
  }

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
      operate();
      file.write(buffers);
    }

    @Override
    public void sync() throws IOException {
      operate();
      file.sync();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
