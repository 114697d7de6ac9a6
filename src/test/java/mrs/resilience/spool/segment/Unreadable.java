package mrs.resilience.spool.segment;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import mrs.resilience.folder.AppendFile;
import mrs.resilience.folder.Folder;

/** A folder whose files cannot be read where one of some bytes is asked for. */
record Unreadable(Folder folder, long from, long to) implements Folder {
  @Override
  public int read(String name, long start, ByteBuffer into) throws IOException {
    if (start < to && start + into.remaining() > from) {
      throw new IOException("the disk cannot be read there");
    }
    return folder.read(name, start, into);
  }

  @Override
  public List<String> names() throws IOException {
    return folder.names();
  }

  @Override
  public long size(String name) throws IOException {
    return folder.size(name);
  }

  @Override
  public AppendFile create(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public AppendFile append(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void truncate(String name, long size) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void move(String old, String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void delete(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void sync() {
    throw new UnsupportedOperationException();
  }

  @Override
  public long usableBytes() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Closeable> lock(String name) {
    throw new UnsupportedOperationException();
  }
}
