package mrs.resilience.spool.segment;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import mrs.resilience.folder.AppendFile;
import mrs.resilience.folder.Folder;

/**
 * Writes one new segment. After any {@link IOException} it is given up: how much of the last
 * records is in the file, and on the disk, nobody knows.
 */
public final class SegmentWriter implements Closeable {
  private final AppendFile file;
  private final RecordFrames frames;
  private ByteBuffer buffer = ByteBuffer.allocate(0);

  private SegmentWriter(AppendFile file, SegmentName name) {
    this.file = file;
    this.frames = new RecordFrames(name.salt());
  }

  /** Makes the file with its header. On the disk is neither before it and the folder are synced. */
  public static SegmentWriter create(Folder folder, SegmentName name) throws IOException {
    AppendFile file = folder.create(name.file());
    try {
      file.write(SegmentHeader.of(name));
      return new SegmentWriter(file, name);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** Writes records at the end. They are durable after {@link #sync}. */
  public void write(List<SpoolRecord> records) throws IOException {
    int bytes = records.stream().mapToInt(SpoolRecord::bytesOnDisk).sum();
    if (buffer.capacity() < bytes) {
      buffer = ByteBuffer.allocate(Math.max(bytes, 1 << 16));
    }
    buffer.clear();
    for (SpoolRecord each : records) {
      frames.put(each, buffer);
    }
    file.write(buffer.flip());
  }

  /** Puts all that was written on the disk. */
  public void sync() throws IOException {
    file.sync();
  }

  /** How many bytes the file has. */
  public long bytes() {
    return file.size();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
