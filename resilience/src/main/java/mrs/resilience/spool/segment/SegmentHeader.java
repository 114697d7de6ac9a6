package mrs.resilience.spool.segment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import mrs.resilience.folder.Folder;

/**
 * The first bytes of a segment: magic, version, generation, number of the first record, salt, and
 * the CRC32C of all these; big-endian.
 */
public final class SegmentHeader {
  /** How many bytes it has. */
  public static final int BYTES = 4 + 4 + 8 + 8 + 8 + 4;

  private static final int MAGIC = 0x4d525351;
  private static final int VERSION = 1;

  private SegmentHeader() {}

  /** What can be said of a header. */
  public enum Condition {
    /** It is what was written. */
    SOUND,
    /** It is not what was written; the name of the file has what it said. */
    DAMAGED,
    /** It is what was written, by a program that knows a later form of these files. */
    LATER
  }

  static ByteBuffer of(SegmentName name) {
    ByteBuffer header = ByteBuffer.allocate(BYTES);
    header.putInt(MAGIC).putInt(VERSION);
    header.putLong(name.generation()).putLong(name.firstSeq()).putLong(name.salt());
    return header.putInt(crc(header)).flip();
  }

  /** Reads the header of a segment and compares it with its name. */
  public static Condition read(Folder folder, SegmentName name) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(BYTES);
    if (folder.read(name.file(), 0, header) < BYTES || header.getInt(BYTES - 4) != crc(header)) {
      return Condition.DAMAGED;
    }
    if (header.getInt(0) == MAGIC && header.getInt(4) > VERSION) {
      return Condition.LATER;
    }
    return header.flip().equals(of(name)) ? Condition.SOUND : Condition.DAMAGED;
  }

  private static int crc(ByteBuffer header) {
    CRC32C crc = new CRC32C();
    crc.update(header.array(), header.arrayOffset(), BYTES - 4);
    return (int) crc.getValue();
  }
}
