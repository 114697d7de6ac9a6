package mrs.resilience.spool.segment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import mrs.resilience.folder.Folder;

/**
 * The bytes of a file, a chunk of them in memory.
 *
 * <p>A disk can lose a block. One that cannot be read, three times, while the start of the file can
 * each time, is taken as zeros: then what else the file has can be reached, and the checksums say
 * what is lost. A file that cannot be read at all may be so for another reason, so that is an
 * error.
 */
final class SegmentBytes {
  private static final int CHUNK = 1 << 18;
  private static final int BLOCK = 1 << 12;
  private static final int ATTEMPTS = 3;

  private final Folder folder;
  private final String file;
  private final long size;
  private ByteBuffer chunk = ByteBuffer.allocate(0);
  private long start;
  private boolean lostBlocks;

  SegmentBytes(Folder folder, String file) throws IOException {
    this.folder = folder;
    this.file = file;
    this.size = folder.size(file);
  }

  /** How many bytes the file had when this was made. */
  long size() {
    return size;
  }

  /**
   * Makes {@code length} bytes from {@code offset} on readable in {@link #chunk}, from {@link
   * #index} on.
   *
   * @return whether the file has them
   */
  boolean load(long offset, int length) throws IOException {
    if (offset >= start && offset + length <= start + chunk.limit()) {
      return true;
    }
    if (offset + length > size) {
      return false;
    }
    int wanted = (int) Math.min(Math.max(CHUNK, length), size - offset);
    if (chunk.capacity() < wanted) {
      chunk = ByteBuffer.allocate(wanted);
    }
    start = offset;
    chunk.clear().limit(wanted);
    fill();
    return chunk.limit() >= length;
  }

  /** Whether zeros stand for a block that cannot be read. */
  boolean lostBlocks() {
    return lostBlocks;
  }

  ByteBuffer chunk() {
    return chunk;
  }

  int index(long offset) {
    return (int) (offset - start);
  }

  private void fill() throws IOException {
    int wanted = chunk.limit();
    int had = 0;
    try {
      had = folder.read(file, start, chunk);
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      had = fillByBlocks(wanted, e);
    } finally {
      chunk.clear().limit(had);
    }
  }

  private int fillByBlocks(int wanted, IOException why) throws IOException {
    int had = 0;
    int read = BLOCK;
    while (had < wanted && read == BLOCK) {
      ByteBuffer block = chunk.clear().slice(had, Math.min(BLOCK, wanted - had));
      read = read(block, start + had, why);
      had += read;
    }
    return had;
  }

  private int read(ByteBuffer block, long from, IOException why) throws IOException {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        return folder.read(file, from, block.clear());
      } catch (IOException e) {
        readStart(why);
      }
    }
    block.clear().put(new byte[block.capacity()]);
    lostBlocks = true;
    return block.capacity();
  }

  private void readStart(IOException why) throws IOException {
    try {
      folder.read(file, 0, ByteBuffer.allocate(1));
    } catch (IOException e) {
      why.addSuppressed(e);
      throw why;
    }
  }
}
